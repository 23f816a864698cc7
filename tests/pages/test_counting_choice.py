"""For whom a visit is counted: rules by name, payers' cards, and a contract of one's own."""

import pytest

from ptcoding.facts import facts
from ptcoding.facts.rule import Scope
from tests.pages.screen import headlines, minutes, named, opened, said, units


def counted_for(key, **query):
    app = opened(**query)
    return named(app.selectbox, "Who pays?").set_value(key).run()


def test_both_rules_are_counted_whichever_is_chosen():
    app = counted_for("ama")
    assert headlines(app) == ["97110 × 2 and 97140 × 0"]
    assert units(app) == ("3 units", "2 units")


def test_a_payer_whose_rule_is_not_known_gets_both_counts():
    app = counted_for("cigna")
    assert headlines(app) == ["97110 × 2 and 97140 × 1", "97110 × 2 and 97140 × 0"]
    assert said(app, "Both counts are shown; the contract decides.")


def test_a_payer_with_a_known_rule_gets_that_count_alone():
    app = counted_for("uhc")
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]
    assert not said(app, "Both counts are shown")


@pytest.mark.parametrize("key", facts().payers)
def test_every_payers_card_asks_to_verify_the_contract(key):
    app = counted_for(key)
    for expander in app.expander:
        if expander.label.startswith("What"):
            app.session_state["session_card"] = True
            app.run()
            break
    assert not app.exception
    assert said(app, "Verify the contract")
    checked = facts().payers[key].checked
    assert said(app, f"{checked:%B} {checked.day}, {checked.year}")


@pytest.mark.parametrize(
    ("key", "headline"), [("ceiling", "97110 × 3 and 97140 × 1"), ("full15", "97110 × 2 and 97140 × 0")]
)
def test_a_habit_of_software_is_marked_as_no_payers_rule(key, headline):
    # 33 is 3 started quarter-hours or 2 whole ones; 7 is 1 started or none.
    app = counted_for(key)
    assert headlines(app) == [headline]
    label = named(app.selectbox, "Who pays?")
    assert next(
        option for option in label.options if option.startswith(("By rule: Ceiling", "By rule: Full 15"))
    ).endswith("(no payer's rule)")
    assert said(app, "No payer's rule")


def test_a_contract_of_ones_own_counts_as_entered():
    app = counted_for("custom", visit="97110.20~97140.20", rule="cms")
    named(app.selectbox, "What is rounded").set_value(Scope.EACH).run()
    named(app.number_input, "Minutes that earn a started unit").set_value(5).run()
    # Each code alone: 20 is one quarter-hour and 5 more, which earn a unit.
    assert not app.exception
    assert headlines(app) == ["97110 × 2 and 97140 × 2"]
    named(app.number_input, "Minutes that earn a started unit").set_value(6).run()
    assert headlines(app) == ["97110 × 1 and 97140 × 1"]


@pytest.mark.parametrize(
    ("rule", "headline"),
    [
        ("each-5", "97110 × 2 and 97140 × 2"),
        ("each-6", "97110 × 1 and 97140 × 1"),
        ("total-10", "97110 × 2 and 97140 × 1"),
        ("total-11", "97110 × 1 and 97140 × 1"),
    ],
)
def test_a_contract_of_ones_own_comes_in_a_link(rule, headline):
    # 20 and 20: leftovers of 5 and 5, which pooled are 10.
    app = opened(visit="97110.20~97140.20", payer="custom", rule=rule)
    assert named(app.selectbox, "Who pays?").value == "custom"
    assert headlines(app) == [headline]


def test_the_choice_survives_a_change_of_the_visit():
    app = counted_for("ama")
    minutes(app, 2).set_value(8.0).run()
    assert named(app.selectbox, "Who pays?").value == "ama"
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]
