"""Named shares as bars, as data."""

import json

import altair as alt
import pytest

from ptcoding.chart import Bar, Chart, share_bars
from ptcoding.chart.color import DARK, LIGHT, Ink

TWO = (Bar("Ties", 0.75, "3 of 4 right"), Bar("Untimed services", 0.0, "0 of 2 right"))


def layer_rows(chart: Chart, place: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = chart.spec["layer"][place]["data"]["values"]
    return rows


def test_a_bar_is_as_long_as_its_share_on_a_track_of_the_whole() -> None:
    assert [row["x2"] for row in layer_rows(share_bars(TWO, LIGHT), 0)] == [1, 1]
    assert [row["x2"] for row in layer_rows(share_bars(TWO, LIGHT), 1)] == [0.75, 0.0]


def test_name_and_count_stand_at_the_bar() -> None:
    chart = share_bars(TWO, LIGHT)
    assert [row["text"] for row in layer_rows(chart, 2)] == ["Ties", "Untimed services"]
    assert [row["text"] for row in layer_rows(chart, 3)] == ["3 of 4 right", "0 of 2 right"]


def test_the_words_say_what_the_picture_shows() -> None:
    assert share_bars(TWO, LIGHT).alt == "Ties: 3 of 4 right. Untimed services: 0 of 2 right."


def test_every_bar_has_a_row_of_its_own() -> None:
    """Each row is 40 pixels high."""
    assert share_bars(TWO, LIGHT).spec["height"] == 80
    assert [row["y"] for row in layer_rows(share_bars(TWO, LIGHT), 1)] == [20, 60]


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("rows", [(), TWO, TWO * 20])
def test_the_picture_is_valid_in_the_colors_of_its_theme(rows: tuple[Bar, ...], ink: Ink) -> None:
    chart = share_bars(rows, ink)
    assert json.dumps(chart.spec, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(dict(chart.spec)), alt.LayerChart)
    assert chart.spec["layer"][1]["mark"]["fill"] == ink.total
