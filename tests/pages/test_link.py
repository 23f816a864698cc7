"""A visit comes in by its link."""

import pytest

from tests.pages.screen import address, headlines, minutes, named, opened, said, start, timed, usual

LOST = "We couldn't read a visit from this link"


def test_a_link_restores_codes_minutes_and_rule():
    app = opened(visit="97112.24~97110.23", rule="ama")
    assert usual(app, "97112").value == 24.0
    assert (minutes(app, 1).value, minutes(app, 2).value) == (24.0, 23.0)
    assert named(app.selectbox, "Who pays?").value == "ama"
    assert headlines(app) == ["97112 × 2 and 97110 × 2"]
    assert start(app).value is None


def test_a_link_restores_the_choice_in_a_tie():
    assert headlines(opened(visit="97112.20~97110.20", rule="cms", tie="97110")) == ["97112 × 1 and 97110 × 2"]
    app = opened(visit="97110.8~97112.8~97140.8~97530.8", rule="cms", tie="97140~97530")
    assert headlines(app) == ["97140 × 1, 97530 × 1, 97110 × 0 and 97112 × 0"]


def test_a_link_restores_who_contact_and_region():
    app = opened(visit="97110.10.assistant~97140.10.group.@left hip, 50%25 %7E", rule="cms")
    assert timed(app).startswith(":small[10 timed")
    assert said(app, "97110: Assistant")
    assert said(app, r"97140: Shared with other patients, left hip, 50% \~")


def test_a_link_restores_payer_date_and_plan_of_care():
    app = opened(visit="97110.33", payer="aetna", date="2026-03-02", discipline="OT", ytd="1200")
    assert named(app.selectbox, "Who pays?").value == "aetna"
    assert str(app.session_state["session_date"]) == "2026-03-02"
    assert app.session_state["session_discipline"] == "OT"
    shown = {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}
    assert shown == {
        "visit": "97110.33",
        "date": "2026-03-02",
        "discipline": "OT",
        "payer": "aetna",
        "ytd": "1200",
    }


def test_a_rule_alone_in_a_link_counts_the_example_by_it():
    assert headlines(opened(rule="ama")) == ["97110 × 2 and 97140 × 0"]


@pytest.mark.parametrize(
    "query",
    [
        {"visit": ""},
        {"visit": "~~~"},
        {"visit": "97110"},
        {"visit": "97110.-5"},
        {"visit": "97110.7.5"},
        {"visit": "97110.1441"},
        {"visit": "99999.15"},
        {"visit": "97110.0920-0900"},
        {"visit": "97110.15.nobody"},
        {"visit": "97110.15.@" + "x" * 61},
        {"visit": "x" * 5000},
        {"visit": "~".join(["97110.1"] * 41)},
        {"rule": "nobody"},
    ],
    ids=lambda query: " ".join(f"{name}={value[:20]}" for name, value in query.items()),
)
def test_a_link_that_cannot_be_read_is_refused_and_the_example_stands(query):
    app = opened(**query)
    assert not app.exception
    assert len(app.error) == 1
    assert LOST in app.error[0].value
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]
    assert (minutes(app, 1).value, minutes(app, 2).value) == (33.0, 7.0)


@pytest.mark.parametrize(
    "wrong",
    [{"payer": "nobody"}, {"rule": "nobody"}, {"date": "2026-02-30"}, {"discipline": "XX"}, {"ytd": "-1"}],
    ids=str,
)
def test_one_bad_part_of_a_link_takes_nothing_else_away(wrong):
    app = opened(visit="97112.24~97110.23", tie="97112", **wrong)
    assert not app.exception
    assert "Part of the link couldn't be read and was left out" in app.error[0].value
    assert (minutes(app, 1).value, minutes(app, 2).value) == (24.0, 23.0)
    assert address(app)["visit"] == "97112.24~97110.23"


def test_the_refusal_of_a_link_is_said_once():
    app = opened(visit="99999.15")
    app.run()
    assert not said(app, LOST)


def test_parameters_of_others_are_left_alone():
    app = opened(utm_source="letter")
    assert not app.exception
    assert len(app.error) == 0
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]
