"""The map of two codes as data."""

import json
from typing import Any

import altair as alt
import pytest

from ptcoding import AMA, CMS
from ptcoding.chart import Chart, two_code_map
from ptcoding.chart.color import DARK, LIGHT, Ink


def drawn(longest: int, third: int = 0, at: tuple[int, int] = (3, 4), ink: Ink = LIGHT) -> Chart:
    return two_code_map(longest, third, at, CMS, AMA, ink)


def rows(chart: Chart) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.spec["layer"][0]["data"]["values"]
    return found


def units(chart: Chart, first: int, second: int) -> tuple[int, int]:
    """The units of a cell under both rules, as the browser takes them out of their row."""
    (row,) = (row for row in rows(chart) if row["y"] == second)
    place = row["x"].index(first)
    return row["total"][place], row["each"][place]


def test_the_words_count_the_visits_on_each_side() -> None:
    """As counted by hand for minutes up to 8: 35 agree, 28 give Medicare more, 8 + 8 gives the AMA rule more."""
    assert drawn(8).alt == (
        "Units of two codes of 1 to 8 minutes each under both rules. "
        "the same: 35 visits, Medicare more: 28 visits, AMA more: 1 visit."
    )


@pytest.mark.parametrize(
    ("first", "second", "total", "each"),
    [
        (33, 7, 3, 2),  # 40 is in 38-52; 2 + 0
        (7, 33, 3, 2),
        (24, 23, 3, 4),  # 47 is in 38-52; 2 + 2
        (12, 10, 1, 2),  # 22 is in 8-22; 1 + 1
        (18, 10, 2, 2),  # 28 is in 23-37; 1 + 1
        (20, 20, 3, 2),  # 40; 1 + 1
        (7, 1, 1, 0),
        (3, 4, 0, 0),
    ],
)
def test_a_cell_has_its_units_under_both_rules(first: int, second: int, total: int, each: int) -> None:
    assert units(drawn(40), first, second) == (total, each)


def test_a_third_code_moves_the_map() -> None:
    """7 + 7 make one unit in all; with 7 + 1 the total of 8 does already, alone none."""
    assert units(drawn(10), 1, 1) == (0, 0)
    assert units(drawn(10, third=7), 1, 1) == (1, 0)
    assert [len(row["x"]) for row in rows(drawn(10, third=7))] == [10] * 10


def test_the_learners_place_is_on_the_map() -> None:
    assert drawn(10, at=(5, 9)).spec["layer"][-1]["data"]["values"] == [{"x": 5, "y": 9}]


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_is_valid(ink: Ink) -> None:
    chart = drawn(12, ink=ink)
    assert json.dumps(chart.spec, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(dict(chart.spec)), alt.LayerChart)


def test_a_second_picture_leaves_the_first_as_it_was() -> None:
    first = json.dumps(drawn(10).spec)
    drawn(20, third=9, at=(1, 1))
    assert json.dumps(drawn(10).spec) == first
