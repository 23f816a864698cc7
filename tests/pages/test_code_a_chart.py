"""The page of records to code, as Streamlit's own test runner sees it."""

import json

from tests.pages.practicing import arrived, kept, spoken
from tests.pages.screen import named, opened, switched


def handed_in(app, diagnoses, lines):
    named(app.text_input, "Diagnoses, A first").set_value(diagnoses)
    for place, (code, units, modifiers) in enumerate(lines, start=1):
        named(app.text_input, f"Code, line {place}").set_value(code)
        named(app.text_input, f"Units, line {place}").set_value(str(units))
        named(app.text_input, f"Modifiers, line {place}").set_value(modifiers)
        named(app.text_input, f"Points to, line {place}").set_value("A")
    named(app.button, "Check the claim").click().run()
    assert not app.exception
    return app


def test_a_right_claim_and_a_wrong_one():
    app = opened("code_a_chart")
    assert not app.exception
    named(app.selectbox, "Record").set_value("pt_vertigo").run()
    # 97161 and the maneuver 95992, each one unit under GP.
    handed_in(app, "H81.11", [("97161", 1, "GP"), ("95992", 1, "GP")])
    assert any(header.value.startswith("Coded") for header in app.header)
    handed_in(app, "H81.11", [("97161", 2, "GP"), ("95992", 2, "GP 59")])
    assert any(header.value.startswith("Not yet") or "of" in header.value for header in app.header)
    assert any("Wrong" in one.value for one in app.markdown)


def test_the_words_that_decide_are_shown_where_they_are_asked_for():
    app = opened("code_a_chart")
    before = "\n".join(one.value for one in app.markdown)
    named(app.toggle, "Show the words that decide").set_value(True).run()
    after = "\n".join(one.value for one in app.markdown)
    assert "green-background" not in before
    assert "green-background" in after


def test_what_cannot_be_read_is_named_and_is_no_try():
    app = opened("code_a_chart")
    handed_in(app, "knee", [("97110", -3, "G")])
    (error,) = [one.value for one in app.error]
    assert "knee" in error
    assert "\\-3" in error
    assert "G does not fit" in error
    assert not app.header
    handed_in(app, "M25.661", [("97110", 1, "GP")])
    assert any("First try" in one.value for one in app.markdown)


def test_an_empty_claim_accuses_of_no_rule():
    app = opened("code_a_chart")
    named(app.button, "Check the claim").click().run()
    assert not app.exception
    (warning,) = [one.value for one in app.warning]
    assert warning.startswith("Nothing is on the claim")


def test_each_try_is_kept_with_its_share_and_shown_in_the_progress():
    app = arrived("code_a_chart", record="pt_vertigo")
    handed_in(app, "H81.11", [("97161", 2, "GP"), ("Z9999", 1, "")])
    assert "Z9999" not in kept(app)[0].given
    handed_in(app, "H81.11", [("97161", 1, "GP"), ("95992", 1, "GP")])
    first, second = kept(app)
    assert (first.item, first.right, first.tries, first.seed) == ("chart:pt_vertigo.eval", False, 1, 0)
    assert (second.right, second.tries) == (True, 2)
    # Two codes with four points each, the diagnosis and its place: ten of ten.
    assert json.loads(second.given) | {"seconds": 0} == {
        "share": 100, "seconds": 0, "units": {"97161": 1, "95992": 1},
    }  # fmt: skip
    assert "Saved for this day: 100% at best, 2 tries" in spoken(app)
    assert [" ✓" in label for label in named(app.button_group, "Day to code").options] == [True, False, False]
    switched(app, "my_progress")
    assert not app.exception
    (row,) = [line for one in app.markdown for line in one.value.splitlines() if "1 of 3 | 100% | 2" in line]
    assert row.startswith("| Dizziness, Medicare |")


def test_an_address_brings_a_record_with_other_numbers():
    app = arrived("code_a_chart", record="pt_knee", variant="7")
    assert not app.exception
    named(app.button_group, "Day to code").set_value("v2").run()
    drawn = spoken(app)
    assert "TherEx 23 min" not in drawn or "MT 12 min" not in drawn
    named(app.button, "As written").click().run()
    assert "TherEx 23 min" in spoken(app)
