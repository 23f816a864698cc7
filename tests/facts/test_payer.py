"""The payers' cards."""

import pytest

from ptcoding.facts import facts
from ptcoding.facts.payer import follows_medicare

KEYS = list(facts().payers)


@pytest.mark.parametrize("key", KEYS)
def test_a_card_says_what_is_known_and_what_to_verify(key: str) -> None:
    card = facts().payers[key]
    assert all([card.name, card.known, card.verify])


@pytest.mark.parametrize("key", KEYS)
def test_a_card_names_a_rule_of_the_data_or_none(key: str) -> None:
    assert facts().payers[key].rule in {"", *facts().rules}


@pytest.mark.parametrize("key", KEYS)
def test_a_card_that_names_a_rule_cites_a_source(key: str) -> None:
    card = facts().payers[key]
    assert card.sources or not card.rule
    assert set(card.sources) <= set(facts().sources)


@pytest.mark.parametrize("key", KEYS)
def test_a_card_without_a_source_says_that_nothing_was_found(key: str) -> None:
    card = facts().payers[key]
    assert card.sources or card.known.startswith("No usable text")


@pytest.mark.parametrize("key", [key for key in KEYS if not facts().payers[key].rule])
def test_a_card_without_a_rule_says_what_is_unknown(key: str) -> None:
    assert facts().payers[key].unknown


@pytest.mark.parametrize("key", ["medicare", "uhc", "bcbs-nebraska", "tricare"])
def test_payers_found_to_count_like_medicare_do(key: str) -> None:
    assert facts().payers[key].rule == "cms"


@pytest.mark.parametrize("key", ["aetna", "cigna", "va", "workers-comp", "anthem"])
def test_payers_whose_count_was_not_found_have_no_rule(key: str) -> None:
    assert facts().payers[key].rule == ""


def test_medicares_rules_hold_for_the_whole_claim_of_medicare_alone() -> None:
    """Other cards say that a payer counts like Medicare, not that its modifiers and thresholds apply."""
    assert [key for key, card in facts().payers.items() if card.follows] == ["medicare"]


@pytest.mark.parametrize(("key", "follows"), [("", True), ("medicare", True), ("tricare", False), ("custom", False)])
def test_whether_a_payer_follows_medicare_is_read_from_its_card(key: str, *, follows: bool) -> None:
    assert follows_medicare(key, facts().payers) is follows


def test_no_payer_is_given_a_house_convention() -> None:
    houses = {key for key, rule in facts().rules.items() if rule.is_house_convention}
    assert not houses & {card.rule for card in facts().payers.values()}
