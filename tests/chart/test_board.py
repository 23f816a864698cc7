"""The board of activities and codes as data."""

import json

import altair as alt
import pytest

from ptcoding.chart import board
from ptcoding.chart.board import Purpose
from ptcoding.chart.color import DARK, LIGHT, Ink

PURPOSES = [
    Purpose("Step-ups", "step_ups", 0, "97110", disputed=True),
    Purpose("Step-ups", "step_ups", 1, "97112", disputed=False),
    Purpose("Squatting", "squats", 0, "97113", disputed=False),
    Purpose("Squatting", "squats", 1, "", disputed=False),
]


def rows(place: int, ink: Ink = LIGHT) -> list[dict]:
    return board(PURPOSES, ("step_ups", 1), ink).spec["layer"][place]["data"]["values"]


def test_each_purpose_is_a_mark_in_the_column_of_its_code() -> None:
    assert [(row["activity"], row["column"]) for row in rows(0)] == [
        ("Step-ups", "97110"),
        ("Step-ups", "97112"),
        ("Squatting", "other"),
        ("Squatting", "none"),
    ]


def test_what_is_disputed_is_ringed_and_what_is_looked_at_is_framed() -> None:
    assert [(row["slug"], row["place"]) for row in rows(1)] == [("step_ups", 0)]
    assert [(row["slug"], row["place"]) for row in rows(2)] == [("step_ups", 1)]


def test_the_words_name_every_activity_with_its_codes() -> None:
    assert board(PURPOSES, ("", 0), LIGHT).alt.endswith("Step-ups: 97110, 97112; Squatting: 97113, none.")


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_is_valid(ink: Ink) -> None:
    spec = board(PURPOSES, ("squats", 1), ink).spec
    assert json.dumps(spec, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(dict(spec)), alt.LayerChart)


def test_a_long_name_takes_two_lines_and_one_that_needs_more_its_first_part() -> None:
    long = "Moving the shoulder: by the therapist, with help, or by the patient alone"
    names = [
        Purpose("Dressing the upper body and carrying groceries", "dressing", 0, "97535", disputed=False),
        Purpose(long, "moving", 0, "97140", disputed=False),
    ]
    drawn = board(names, ("", 0), LIGHT).spec["layer"][0]["data"]["values"]
    assert [row["name"] for row in drawn] == ["Dressing the upper body and\ncarrying groceries", "Moving the shoulder"]
    assert drawn[1]["activity"] == long
