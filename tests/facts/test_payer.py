"""The payers' cards."""

from datetime import date

import pytest

from ptcoding.facts import facts
from ptcoding.facts.payer import MEDICARE, DailyLimit, Edits, Span, follows_medicare

KEYS = list(facts().payers)


@pytest.mark.parametrize("key", KEYS)
def test_a_card_says_what_is_known_and_what_to_verify(key: str) -> None:
    card = facts().payers[key]
    assert all([card.name, card.known, card.verify])


@pytest.mark.parametrize("key", KEYS)
def test_a_card_names_a_rule_of_the_data_or_none(key: str) -> None:
    assert facts().payers[key].rule in {"", *facts().rules}


@pytest.mark.parametrize("key", KEYS)
def test_a_card_that_names_a_rule_cites_a_source_and_says_whose_word_it_is(key: str) -> None:
    card = facts().payers[key]
    assert (card.sources and card.says) or not card.rule
    assert set(card.sources) <= set(facts().sources)


@pytest.mark.parametrize("key", KEYS)
def test_a_card_without_a_source_says_that_nothing_was_found(key: str) -> None:
    card = facts().payers[key]
    assert card.sources or card.known.startswith("No usable text")


@pytest.mark.parametrize("key", [key for key in KEYS if not facts().payers[key].rule])
def test_a_card_without_a_rule_says_what_is_unknown(key: str) -> None:
    assert facts().payers[key].unknown


@pytest.mark.parametrize("key", KEYS)
def test_what_a_claim_obeys_is_cited_with_the_card(key: str) -> None:
    """Sources of a limit or of the assistants' modifier are listed on the card too, so that Sources names it there."""
    card = facts().payers[key]
    assert set(card.assistants_sources) <= set(card.sources)
    assert bool(card.assistants) == bool(card.assistants_sources)
    assert set(card.plan_sources) <= set(card.sources)
    assert bool(card.plan) == bool(card.plan_sources)
    assert set(card.plan_except) <= set(facts().codes)
    for limit in card.limits:
        assert limit.sources
        assert set(limit.sources) <= set(card.sources)


@pytest.mark.parametrize("key", KEYS)
def test_what_a_card_says_is_medicares_or_not_known(key: str) -> None:
    card = facts().payers[key]
    assert {card.assistants, card.plan, card.follows} <= {"", MEDICARE}
    assert card.assistants or card.assistants_since is None


@pytest.mark.parametrize("key", KEYS)
def test_a_limit_names_known_codes_and_its_minutes_are_those_of_its_units(key: str) -> None:
    known = {*facts().codes, *(row.code for row in facts().codes.not_modelled)}
    for limit in facts().payers[key].limits:
        assert set(limit.codes) <= known
        assert limit.minutes in {0, 15 * limit.units}


# CMS's claims manual ch. 5 § 20.2; UnitedHealthcare's policy page of January 1, 2020; Nebraska's RP-I-003 of 2022.
@pytest.mark.parametrize("key", ["medicare", "railroad", "uhc", "bcbs-nebraska"])
def test_payers_found_to_count_like_medicare_do(key: str) -> None:
    assert facts().payers[key].rule == "cms"


def test_the_ama_count_has_a_payer_that_says_so_in_writing() -> None:
    """215 ILCS 5/368g (P.A. 101-0119) and the plan's notice of November 2019: from July 22, 2019."""
    assert [key for key, card in facts().payers.items() if card.rule == "ama"] == ["bcbs-illinois"]
    card = facts().payers["bcbs-illinois"]
    assert "215 ILCS 5/368g" in card.says
    assert card.since == date(2019, 7, 22)
    # The notice lists 97110 but neither 97112 nor 97140, and both say that federal programs are excepted.
    assert "97110" in card.known
    assert "97112" not in card.known
    assert "97140" not in card.known
    assert "Federal programs" in card.known


def test_payers_whose_count_was_not_found_in_writing_have_no_rule() -> None:
    """TRICARE rests on telephone calls and Highmark on a billing company's report of 2016: too little to count by."""
    assert [key for key, card in facts().payers.items() if not card.rule] == [
        "medicare-advantage", "humana", "bcbs-north-dakota", "blue-cross-idaho", "horizon-bcbsnj", "highmark", "anthem",
        "cigna", "aetna", "tricare", "texas-medicaid", "oklahoma-medicaid", "nevada-medicaid", "horizon-nj-health",
        "neighborhood-ri", "va", "workers-comp", "ohio-bwc",
        "washington-lni", "california-wc", "texas-wc", "hns",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "standing", "words"),
    [
        ("horizon-bcbsnj", "copy", ["up to one amount for each member", "January 22, 2018"]),
        ("horizon-nj-health", "copy", ["one therapy procedure code for each discipline and day", "8 of 15 minutes"]),
        ("neighborhood-ri", "secondary", ["at most one hour a day", "GP, GO, CQ and CO"]),
    ],
)
def test_a_plan_of_a_state_says_how_it_was_read(key: str, standing: str, words: list[str]) -> None:
    card = facts().payers[key]
    assert card.standing == standing
    assert not [word for word in words if word not in card.known]
    assert "How" in card.unknown


def test_no_card_that_a_link_of_version_0_1_names_was_taken_away() -> None:
    """The keys of the cards of version 0.1."""
    assert {
        "medicare", "uhc", "bcbs-nebraska", "highmark", "anthem", "cigna", "aetna", "tricare", "texas-medicaid",
        "oklahoma-medicaid", "va", "workers-comp", "hns",
    } <= set(KEYS)  # fmt: skip


def test_medicares_rules_hold_for_the_whole_claim_of_medicare_and_railroad_medicare_alone() -> None:
    """Other cards say that a payer counts like Medicare, not that its modifiers and thresholds apply."""
    assert [key for key, card in facts().payers.items() if card.follows] == ["medicare", "railroad"]


@pytest.mark.parametrize(
    ("key", "follows"),
    [
        ("", True), ("medicare", True), ("railroad", True), ("medicare-advantage", False), ("tricare", False),
        ("custom", False),
    ],
)  # fmt: skip
def test_whether_a_payer_follows_medicare_is_read_from_its_card(key: str, *, follows: bool) -> None:
    assert follows_medicare(key, facts().payers) is follows


@pytest.mark.parametrize(
    ("key", "before", "since"),
    [
        # 42 CFR 410.60 and CMS's page with examples: claims for services from January 1, 2020.
        ("medicare", date(2019, 12, 31), date(2020, 1, 1)),
        ("railroad", date(2019, 12, 31), date(2020, 1, 1)),
        # 85 FR 15061, effective April 16, 2020; APTA, April 22, 2020: CQ from that day.
        ("tricare", date(2020, 4, 15), date(2020, 4, 16)),
        # APTA, January 22, 2020: "delivered beginning January 1, 2020".
        ("humana", date(2019, 12, 31), date(2020, 1, 1)),
        # APTA, August 24, 2022: from October 15, 2022.
        ("cigna", date(2022, 10, 14), date(2022, 10, 15)),
    ],
)
def test_the_assistants_modifier_is_asked_for_from_its_first_day(key: str, before: date, since: date) -> None:
    card = facts().payers[key]
    assert card.assistants_since == since
    assert [card.asks_for_assistants(on) for on in (before, since)] == [False, True]


def test_unitedhealthcare_asks_for_the_assistants_modifier_by_a_billing_firms_word_alone() -> None:
    """PT Management, December 5, 2021, names the plan and no first day."""
    card = facts().payers["uhc"]
    assert card.asks_for_assistants(date(2026, 9, 15))
    assert card.assistants_since is None
    assert card.assistants_sources == ("pt-management-payers",)
    assert facts().sources["pt-management-payers"].standing == "secondary"


def test_the_other_cards_do_not_know_of_an_assistants_modifier() -> None:
    asking = [key for key, card in facts().payers.items() if card.assistants]
    assert asking == ["medicare", "railroad", "uhc", "humana", "cigna", "tricare", "neighborhood-ri"]


def test_who_asks_for_the_disciplines_modifier() -> None:
    """UnitedHealthcare since 2019 or 2020; the Texas manual of 2012, Nevada's guide, a trade column on VA claims."""
    asking = [key for key, card in facts().payers.items() if card.plan]
    assert asking == ["medicare", "railroad", "uhc", "texas-medicaid", "nevada-medicaid", "neighborhood-ri", "va"]


def test_whose_edits_are_known() -> None:
    """Cigna's policy of November 2020: its own software, its own policies first."""
    known = {key: card.edits for key, card in facts().payers.items() if card.edits}
    assert known == {"medicare": Edits.MEDICARE, "railroad": Edits.MEDICARE, "cigna": Edits.OWN}


# Anthem's notice of January 1, 2021: 97110-97124, 97129, 97130, 97140, 97533-97542, 97760-97763.
ANTHEM = (
    "97110", "97112", "97113", "97116", "97124", "97129", "97130", "97140",
    "97533", "97535", "97537", "97542", "97760", "97761", "97763",
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "limits"),
    [
        # "4 Units or 1 hour per date of service ... per therapy type", from April 1, 2021.
        ("anthem", [(4, Span.DISCIPLINE, ANTHEM, 60, date(2021, 4, 1))]),
        # Four units a visit from October 15, 2022 (Utah OT Association, 2022); no codes are named.
        ("cigna", [(4, Span.DAY, (), 0, date(2022, 10, 15))]),
        ("bcbs-north-dakota", [(4, Span.DAY, (), 0, None)]),
        # The archived manual of December 2016: an hour, half an hour, three quarters of an hour per discipline.
        (
            "texas-medicaid",
            [
                (4, Span.DISCIPLINE, (), 60, date(2016, 12, 1)),
                (2, Span.DISCIPLINE, ("97034", "97035"), 30, date(2016, 12, 1)),
                (3, Span.DISCIPLINE, ("97036",), 45, date(2016, 12, 1)),
            ],
        ),
        # The undated guide: no more than four units a day, timed and untimed codes together.
        ("nevada-medicaid", [(4, Span.DAY, (), 0, None)]),
    ],
)
def test_the_most_units_of_a_day_are_those_of_the_source(key: str, limits: list[tuple[object, ...]]) -> None:
    def told(limit: DailyLimit) -> tuple[object, ...]:
        return limit.units, limit.per, limit.codes, limit.minutes, limit.since

    assert [told(limit) for limit in facts().payers[key].limits] == limits


def test_no_other_card_has_a_limit() -> None:
    """Aetna's four units are a forum's word, and Washington's limit is in dollars."""
    limited = [key for key, card in facts().payers.items() if card.limits]
    assert limited == ["bcbs-north-dakota", "anthem", "cigna", "texas-medicaid", "nevada-medicaid"]


@pytest.mark.parametrize("code", ["97530", "97032", "97033", "97034", "97035", "97036", "97150"])
def test_anthems_limit_leaves_out_what_its_notice_does_not_list(code: str) -> None:
    (limit,) = facts().payers["anthem"].limits
    assert code not in limit.codes


@pytest.mark.parametrize("state", ["Indiana", "Kentucky", "Missouri", "Ohio", "Wisconsin"])
def test_anthems_card_names_the_states_of_its_notice(state: str) -> None:
    assert state in facts().payers["anthem"].known


@pytest.mark.parametrize(
    ("key", "what"),
    [("bcbs-north-dakota", "the limit"), ("oklahoma-medicaid", "Rule 299"), ("anthem", "the notice for Colorado")],
)
def test_a_card_says_what_could_not_be_read_again(key: str, what: str) -> None:
    said = facts().payers[key].unknown.lower()
    assert "not found again on november 29, 2026" in said
    assert what.lower() in said


def test_no_payer_is_given_a_house_convention() -> None:
    houses = {key for key, rule in facts().rules.items() if rule.is_house_convention}
    assert not houses & {card.rule for card in facts().payers.values()}
