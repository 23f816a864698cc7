"""What a visitor does on "Count a visit", and what the page answers."""

import pytest

from tests.pages.screen import address, headlines, metrics, minutes, named, opened, said, switched, timed, units, usual


def line_of_buttons(app, label):
    return named(app.button, label)


def tie(app):
    return next(group for group in app.button_group if group.label.startswith("A tie"))


def badge(app):
    (found,) = (one.value for one in app.markdown if "the rule you chose" in one.value)
    return found


def test_units_follow_the_minutes_at_once():
    app = opened()
    # 33 + 20 = 53, the first minute of 4 units; alone 33 is 2 and 20 is 1.
    minutes(app, 2).set_value(20.0).run()
    assert metrics(app) == {"Medicare": "4 units", "AMA": "3 units"}
    assert timed(app) == ":small[53 timed minutes, 53 treatment minutes in all.]"
    assert address(app) == {"visit": "97110.33~97140.20", "payer": "medicare"}


def test_one_of_the_usual_codes_joins_the_visit_with_its_minutes_and_leaves_it_with_them():
    app = opened()
    usual(app, "97530").set_value(12.0).run()
    assert address(app)["visit"] == "97110.33~97140.7~97530.12"
    # 33 + 7 + 12 = 52, the last minute of 3 units: 2 whole, then 12 against 7 and 3.
    assert headlines(app) == ["97110 × 2, 97530 × 1 and 97140 × 0"]
    usual(app, "97530").set_value(None).run()
    assert address(app)["visit"] == "97110.33~97140.7"


def test_a_line_of_another_code_is_empty_until_it_has_a_code_and_minutes():
    app = opened()
    line_of_buttons(app, "Code").click().run()
    assert said(app, "New line: choose a code, then type its minutes.")
    assert address(app)["visit"] == "97110.33~97140.7"
    named(app.selectbox, "Code, line 3").set_value("97116").run()
    assert said(app, "This line has no minutes yet, so it is not counted.")
    assert (address(app)["visit"], list(app.error)) == ("97110.33~97140.7", [])
    named(app.number_input, "Minutes, line 3").set_value(12.0).run()
    assert address(app)["visit"] == "97110.33~97140.7~97116.12"
    line_of_buttons(app, "Remove line 3").click().run()
    assert address(app)["visit"] == "97110.33~97140.7"


def test_no_more_than_forty_services_can_be_added():
    app = opened(visit="~".join(["97110.1"] * 39), rule="cms")
    line_of_buttons(app, "Code").click().run()
    assert line_of_buttons(app, "Code").disabled
    assert not app.exception


def test_a_tie_asks_and_the_answer_follows_the_choice():
    app = opened(visit="97112.20~97110.20", rule="cms")
    assert tie(app).value is None
    assert headlines(app) == ["97112 × 2 and 97110 × 1"]
    assert badge(app) == ":orange-badge[:material/call_split: the rule you chose, a tie to decide]"
    tie(app).set_value("97110").run()
    assert badge(app) == ":green-badge[:material/check: the rule you chose]"
    assert headlines(app) == ["97112 × 1 and 97110 × 2"]
    assert address(app)["tie"] == "97110"
    tie(app).set_value("97112").run()
    assert headlines(app) == ["97112 × 2 and 97110 × 1"]


def test_a_tie_for_two_units_waits_until_two_codes_are_chosen():
    app = opened(visit="97110.8~97112.8~97140.8~97530.8", rule="cms")
    tie(app).set_value(["97530"]).run()
    assert headlines(app) == ["97110 × 1, 97112 × 1, 97140 × 0 and 97530 × 0"]
    tie(app).set_value(["97140", "97530"]).run()
    assert headlines(app) == ["97140 × 1, 97530 × 1, 97110 × 0 and 97112 × 0"]
    assert address(app)["tie"] == "97140~97530"


def test_a_visit_without_a_tie_asks_nothing():
    assert [group.label for group in opened().button_group if group.label.startswith("A tie")] == []


def test_a_variation_moves_one_minute_and_leaves_the_other_line():
    app = opened(visit="97110.22~97140.30", rule="cms")
    line_of_buttons(app, "1 minute more").click().run()
    assert (minutes(app, 1).value, minutes(app, 2).value) == (23.0, 30.0)
    line_of_buttons(app, "1 minute less").click().run()
    line_of_buttons(app, "1 minute less").click().run()
    assert (minutes(app, 1).value, minutes(app, 2).value) == (21.0, 30.0)


def test_a_variation_of_clock_times_moves_their_last_end():
    app = opened(visit="97110.0900-0910+0920-0930", rule="cms")
    line_of_buttons(app, "1 minute more").click().run()
    assert named(app.text_input, "Clock times, line 1").value == "09:00-09:10, 09:20-09:31"
    assert timed(app).startswith(":small[21 timed")


def test_a_variation_of_the_line_chosen():
    app = opened()
    named(app.selectbox, "Try a variation").set_value(1).run()
    line_of_buttons(app, "1 minute more").click().run()
    assert (minutes(app, 1).value, minutes(app, 2).value) == (33.0, 8.0)
    assert units(app) == ("3 units", "3 units")


def test_clock_times_are_counted_and_an_overlap_is_found():
    app = opened(visit="97110.0900-0920~97140.0915-0935", rule="cms")
    assert named(app.text_input, "Clock times, line 1").value == "09:00-09:20"
    # 9:00 to 9:35.
    assert timed(app).startswith(":small[35 timed")
    assert said(app, "97110 and 97140 both claim the same 5 minutes.")
    assert len(app.error) == 1


def test_one_code_may_have_several_clock_times():
    app = opened(visit="97110.0900-0910+0920-0930", rule="cms")
    assert named(app.text_input, "Clock times, line 1").value == "09:00-09:10, 09:20-09:30"
    assert timed(app).startswith(":small[20 timed")


@pytest.mark.parametrize(
    ("service", "finding"),
    [
        ("97110.15.aide", "15 minutes of 97110 by an aide do not count."),
        ("97110.15.student", "15 minutes of 97110 by a student are left out."),
        ("97110.15.group", "15 minutes of 97110 shared with other patients are not one-on-one."),
        ("97110.15.alone", "15 minutes of 97110 without one-on-one contact do not count."),
        ("97110.15.waiting", "15 minutes of waiting or resting under 97110 do not count."),
        ("97110.15.paperwork", "15 minutes of set-up or writing under 97110 do not count."),
    ],
)
def test_minutes_that_do_not_count_are_a_finding_and_are_not_counted(service, finding):
    app = opened(visit=f"{service}~97140.20", rule="cms")
    assert not app.exception
    assert timed(app).startswith(":small[20 timed")
    assert [finding in warning.value for warning in app.warning] == [True]


def test_an_assistants_minutes_count():
    app = opened(visit="97110.15.assistant~97140.20.together", rule="cms")
    assert timed(app).startswith(":small[35 timed")
    assert said(app, "97110: Assistant")


def test_a_visit_of_untimed_codes_alone_has_nothing_to_count():
    app = opened(visit="97161.45", rule="cms")
    assert not app.exception
    assert metrics(app) == {"Medicare": "0 units", "AMA": "0 units"}
    assert timed(app) == ":small[0 timed minutes, 45 treatment minutes in all.]"
    assert headlines(app) == ["97161 × 1"]
    assert said(app, "There are no timed minutes")


def test_a_code_of_another_discipline_is_a_finding():
    assert opened(visit="92507.30", rule="cms").warning[0].value.startswith("92507 is billed by SLP")


@pytest.mark.parametrize(
    ("wrong", "shown"), [(-5.0, r"\-5"), (7.5, r"7\.5"), (1441.0, "1441"), (1e20, "a number of many digits")]
)
def test_minutes_that_cannot_be_are_refused_beside_their_line(wrong, shown):
    app = opened()
    minutes(app, 2).set_value(wrong).run()
    assert not app.exception
    assert [error.value for error in app.error] == [
        f"97140, minutes: {shown} does not fit. Needed: whole minutes from 0 to 1440."
    ]
    assert (minutes(app, 1).value, minutes(app, 2).value) == (33.0, wrong)
    assert headlines(app) == []
    minutes(app, 2).set_value(7.0).run()
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]


def test_two_wrong_lines_are_both_marked():
    app = opened()
    minutes(app, 1).set_value(-1.0)
    minutes(app, 2).set_value(0.5).run()
    assert [error.value for error in app.error] == [
        r"97110, minutes: \-1 does not fit. Needed: whole minutes from 0 to 1440.",
        r"97140, minutes: 0\.5 does not fit. Needed: whole minutes from 0 to 1440.",
    ]


def test_both_edges_of_a_day_are_read():
    app = opened(visit="97110.1440", rule="cms")
    # 1440 are 96 whole quarter-hours.
    assert headlines(app) == ["97110 × 96"]
    minutes(app, 1).set_value(0.0).run()
    assert headlines(app) == ["97110 × 0"]
    assert not app.exception


def test_an_end_before_the_start_is_refused_beside_its_line():
    app = opened(visit="97110.0900-0920", rule="cms")
    named(app.text_input, "Clock times, line 1").set_value("9:20-9:00").run()
    assert not app.exception
    assert len(app.error) == 1
    assert "Needed: an end after the start" in app.error[0].value
    assert named(app.text_input, "Clock times, line 1").value == "9:20-9:00"


def test_what_was_entered_survives_a_look_at_the_other_pages():
    app = opened(visit="97112.20~97110.20.@right knee", rule="cms")
    tie(app).set_value("97110").run()
    before = (address(app), headlines(app), metrics(app))
    switched(app, "sources")
    switched(app, "minutes_to_units")
    switched(app, "build_a_session")
    assert not app.exception
    assert (address(app), headlines(app), metrics(app)) == before
    assert (minutes(app, 1).value, minutes(app, 2).value) == (20.0, 20.0)


def test_wrong_minutes_survive_a_look_at_another_page_too():
    app = opened()
    minutes(app, 1).set_value(-5.0).run()
    switched(app, "sources")
    switched(app, "build_a_session")
    assert minutes(app, 1).value == -5.0
    assert len(app.error) == 1


def test_a_minute_more_does_not_bring_back_another_visitors_visit():
    first, second = opened(), opened()
    minutes(first, 1).set_value(20.0).run()
    second.run()
    assert minutes(second, 1).value == 33.0


def test_whose_the_minutes_are_that_two_codes_claim_is_chosen():
    """10:00 to 10:38 passed, 38 minutes and three units: 26 + 12 give 2 and 1, 18 + 20 give 1 and 2."""
    app = opened(visit="97110.1000-1026~97530.1018-1038", payer="medicare")
    assert headlines(app) == ["97110 × 2 and 97530 × 1"]
    choice = next(group for group in app.button_group if "claimed twice" in group.label)
    choice.set_value("97530").run()
    assert not app.exception
    assert headlines(app) == ["97110 × 1 and 97530 × 2"]
    assert address(app)["own"] == "97530"


def test_a_link_brings_the_choice_whose_the_minutes_are_to_both_pages():
    given = {"visit": "97110.1000-1026~97530.1018-1038", "payer": "medicare", "own": "97530"}
    assert headlines(opened(**given)) == ["97110 × 1 and 97530 × 2"]
    claim = opened("session_to_claim", **given, date="2026-03-02")
    assert not claim.exception
    assert "97530** GP | none | none | 2 | 20" in " ".join(line.value for line in claim.markdown)
