"""How far a learner is with each topic, as data."""

import json
from datetime import UTC, datetime

import altair as alt
import pytest

from ptcoding.chart import Chart, mastery_bars
from ptcoding.chart.color import DARK, LIGHT, Ink
from ptcoding.learning.memory.mastery import TopicMastery

SOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = {"T08": "The table of minutes and units"}
HALF = TopicMastery("T08", 8, 6, 2, 0.9, SOON)
NOTHING = TopicMastery("T23", 3, 0, 0, 0.25, SOON)
UNKNOWN = TopicMastery("T23", 3, 0, 3, None, SOON)


def drawn(*rows: TopicMastery, ink: Ink = LIGHT) -> Chart:
    return mastery_bars(rows, NAMES, ink)


def layer_rows(chart: Chart, place: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = chart.spec["layer"][place]["data"]["values"]
    return rows


def texts(chart: Chart) -> list[str]:
    return [str(row["text"]) for layer in chart.spec["layer"] for row in layer["data"]["values"] if "text" in row]


def test_a_bar_is_as_long_as_the_share_that_was_right() -> None:
    """6 of 8 is three quarters, 0 of 3 nothing; the first bar is the key above the chart."""
    assert [row["x2"] for row in layer_rows(drawn(HALF, NOTHING), 2)][1:] == [0.75, 0]


def test_a_diamond_stands_where_remembering_is_likely() -> None:
    assert [row["x"] for row in layer_rows(drawn(HALF, NOTHING), 3)][1:] == [0.9, 0.25]


def test_no_diamond_stands_where_no_answer_shows_anything_remembered() -> None:
    assert [row["x"] for row in layer_rows(drawn(UNKNOWN, HALF), 3)][1:] == [0.9]
    assert drawn(UNKNOWN).alt == "T23: 0 of 3 right so far, no question right at the last try, 3 due."


def test_counts_and_what_is_due_stand_beside_the_bar() -> None:
    said = texts(drawn(HALF, NOTHING))
    assert [word for word in said if " of " in word and "minutes" not in word] == ["6 of 8", "0 of 3"]
    assert [word for word in said if word.endswith(" due")] == ["2 due"]


def test_the_picture_says_itself_what_bar_and_diamond_are() -> None:
    assert {"right so far", "likely remembered now"} <= set(texts(drawn(HALF)))


def test_a_topic_without_a_name_is_called_by_its_key() -> None:
    assert {"The table of minutes and units", "T23"} <= set(texts(drawn(HALF, NOTHING)))


def test_the_words_say_what_the_picture_shows() -> None:
    assert drawn(HALF, NOTHING).alt == (
        "The table of minutes and units: 6 of 8 right so far, 90% likely remembered now, 2 due. "
        "T23: 0 of 3 right so far, 25% likely remembered now, none due."
    )


def test_before_the_first_answer_the_words_say_so() -> None:
    assert drawn().alt == "No topic has been answered yet."


def test_every_topic_has_a_row_of_its_own() -> None:
    """Six more rows of 44 pixels: 264."""
    tops = [row["y"] for row in layer_rows(drawn(*[HALF] * 7), 1)]
    assert tops == sorted(set(tops))
    assert drawn(*[HALF] * 7).spec["height"] - drawn(HALF).spec["height"] == 264


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("rows", [(), (HALF,), (HALF, NOTHING) * 20])
def test_the_picture_is_valid(rows: tuple[TopicMastery, ...], ink: Ink) -> None:
    chart = drawn(*rows, ink=ink)
    assert json.dumps(chart.spec, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(dict(chart.spec)), alt.LayerChart)


def test_the_theme_colors_the_picture() -> None:
    assert drawn(HALF).spec["layer"][2]["mark"]["fill"] == LIGHT.total
    assert drawn(HALF, ink=DARK).spec["layer"][2]["mark"]["fill"] == DARK.total


def test_a_second_picture_leaves_the_first_as_it_was() -> None:
    first = json.dumps(drawn(HALF).spec)
    drawn(NOTHING, HALF)
    assert json.dumps(drawn(HALF).spec) == first
