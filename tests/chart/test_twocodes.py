"""The map of two codes as data."""

import json

import altair as alt
import pandas as pd
import pytest

from ptcoding import AMA, CMS
from ptcoding.chart import Chart, two_code_map, warm_up
from ptcoding.chart.color import DARK, LIGHT, Ink


def drawn(longest: int, third: int = 0, at: tuple[int, int] = (3, 4), ink: Ink = LIGHT) -> Chart:
    return two_code_map(longest, third, at, CMS, AMA, ink)


def table(chart: Chart) -> pd.DataFrame:
    assert chart.table is not None
    return chart.table


def who(chart: Chart, first: int, second: int) -> str:
    cells = table(chart)
    return str(cells.loc[(cells["x"] == first) & (cells["y"] == second), "who"].item())


def test_the_words_count_the_visits_on_each_side() -> None:
    """As counted by hand for minutes up to 8: 35 agree, 28 give Medicare more, 8 + 8 gives the AMA rule more."""
    assert drawn(8).alt == (
        "Units of two codes of 1 to 8 minutes each under both rules. "
        "the same: 35 visits, Medicare more: 28 visits, AMA more: 1 visit."
    )


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        (33, 7, "Medicare more"),
        (7, 33, "Medicare more"),
        (24, 23, "AMA more"),
        (12, 10, "AMA more"),
        (18, 10, "the same"),
        (20, 20, "Medicare more"),
        (7, 1, "Medicare more"),
        (3, 4, "the same"),
    ],
)
def test_a_cell_says_which_rule_gives_more(first: int, second: int, more: str) -> None:
    assert who(drawn(40), first, second) == more


def test_a_third_code_moves_the_map() -> None:
    """7 + 7 make one unit in all; with 7 + 1 the total of 8 does already, alone none."""
    assert who(drawn(10), 1, 1) == "the same"
    assert who(drawn(10, third=7), 1, 1) == "Medicare more"
    assert len(table(drawn(10, third=7))) == 100  # 10 x 10


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


def test_warming_up_changes_no_picture() -> None:
    first = json.dumps(drawn(10).spec)
    warm_up()
    assert json.dumps(drawn(10).spec) == first
