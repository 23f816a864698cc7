"""The staircase as data."""

import json

import altair as alt
import pytest

from ptcoding import AMA, CMS
from ptcoding.billing.count.landscape import steps
from ptcoding.chart import Chart, staircase
from ptcoding.chart.color import DARK, LIGHT, Ink


def drawn(others: list[int], longest: int, at: int, ink: Ink = LIGHT) -> Chart:
    return staircase((CMS, steps(others, longest, CMS)), (AMA, steps(others, longest, AMA)), at, ink)


def test_the_words_give_the_units_at_the_learners_minutes() -> None:
    """33 + 7 = 40 make 3 in all; alone 33 make 2 and 7 none."""
    assert drawn([7], 60, 33).alt == (
        "Units of the visit while one code grows from 0 to 60 minutes. At 33 minutes: Medicare 3 units and AMA 2 units."
    )


def test_the_stairs_have_a_corner_at_each_threshold() -> None:
    chart = drawn([], 60, 20)
    assert chart.spec["layer"][0]["data"]["values"] == [
        {"x": 0, "y": 0},
        {"x": 8, "y": 1},
        {"x": 23, "y": 2},
        {"x": 38, "y": 3},
        {"x": 53, "y": 4},
        {"x": 60, "y": 4},
    ]


def test_the_ticks_stand_where_the_total_climbs() -> None:
    axis = drawn([7], 40, 0).spec["layer"][0]["encoding"]["x"]["axis"]
    # 8 - 7, 23 - 7, 38 - 7; a 0 beside the 1 could not be read.
    assert axis["values"] == [1, 16, 31]


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("longest", "at"), [(60, 0), (60, 60), (5, 3), (240, 100)])
def test_the_picture_is_valid(longest: int, at: int, ink: Ink) -> None:
    chart = drawn([10, 8], longest, at, ink)
    assert json.dumps(chart.spec, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(dict(chart.spec)), alt.LayerChart)


def test_a_second_picture_leaves_the_first_as_it_was() -> None:
    first = json.dumps(drawn([7], 60, 33).spec)
    drawn([30], 120, 90)
    assert json.dumps(drawn([7], 60, 33).spec) == first
