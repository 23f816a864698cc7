"""Every worked case of "Count a visit", chosen from the list as a visitor would."""

import pytest

from lessons.content.course import cases
from tests.pages.screen import headlines, minutes, named, opened, said, start, units

CASES = {case.key: case for case in cases("build_a_session")}

# Timed units under Medicare's rule and the AMA's; the arithmetic stands beside each case.
TIMED_UNITS = {
    "manual-3": ("3 units", "2 units"),
    "manual-1": ("3 units", "4 units"),
    "manual-2": ("3 units", "2 units"),
    "manual-4": ("3 units", "4 units"),
    "manual-5": ("1 unit", "0 units"),
    "knee": ("2 units", "2 units"),
    "12-10": ("1 unit", "2 units"),
    "cliff-22": ("1 unit", "1 unit"),
    "cliff-23": ("2 units", "2 units"),
    "four-eights": ("2 units", "4 units"),
    "untimed": ("2 units", "2 units"),
    "long": ("9 units", "9 units"),
    "overlap": ("2 units", "2 units"),
    "aide": ("2 units", "2 units"),
}
HEADLINES = {
    "manual-3": "97110 × 2 and 97140 × 1",
    "manual-1": "97112 × 2 and 97110 × 1",
    "manual-2": "97112 × 2 and 97110 × 1",
    "manual-4": "97110 × 1, 97140 × 1, 97116 × 1 and 97035 × 0",
    "manual-5": "97112 × 1, 97110 × 0 and 97140 × 0",
    "knee": "97110 × 1 and 97530 × 1",
    "12-10": "97110 × 1 and 97530 × 0",
    "cliff-22": "97110 × 1",
    "cliff-23": "97110 × 2",
    "four-eights": "97110 × 1, 97112 × 1, 97140 × 0 and 97530 × 0",
    "untimed": "97161 × 1, 97110 × 1, 97140 × 1 and 97010 × 1",
    "long": "97110 × 3, 97530 × 3, 97112 × 2 and 97140 × 1",
    "overlap": "97110 × 1 and 97140 × 1",
    "aide": "97110 × 1 and 97530 × 1",
}


def chosen(key):
    app = opened()
    return start(app).set_value(key).run()


def test_every_case_is_looked_at():
    assert list(CASES) == list(TIMED_UNITS) == list(HEADLINES)


@pytest.mark.parametrize("key", CASES)
def test_a_case_shows_the_units_of_both_rules_what_it_teaches_and_a_link_to_the_same_answer(key):
    app = chosen(key)
    assert not app.exception
    assert headlines(app) == [HEADLINES[key]]
    assert units(app) == TIMED_UNITS[key]
    assert said(app, CASES[key].teaches)
    link = {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}
    linked = opened(**link)
    assert not linked.exception
    assert (headlines(linked), units(linked)) == ([HEADLINES[key]], TIMED_UNITS[key])
    # Counted by the AMA's rule, the case shows the units of that rule.
    named(app.selectbox, "Who pays?").set_value("ama").run()
    ordered = sorted(CASES[key].expected["ama"].items(), key=lambda row: row[1] == 0)
    expected = ", ".join(f"{code} × {number}" for code, number in ordered)
    assert not app.exception
    assert [headline.replace(" and ", ", ") for headline in headlines(app)] == [expected]


def test_the_page_opens_on_a_complete_worked_example():
    app = opened()
    assert not app.exception
    assert start(app).value == "manual-3"
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]
    assert said(app, "The larger leftover takes it: the 7 minutes of 97140, not the 3 minutes of 97110.")


def test_the_caption_of_an_example_goes_when_the_visit_is_no_longer_the_example():
    app = chosen("manual-2")
    minutes(app, 1).set_value(21.0).run()
    assert not said(app, CASES["manual-2"].teaches)
