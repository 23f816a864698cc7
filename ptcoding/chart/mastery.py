"""How far a learner is with each topic: what was right so far, and what is likely still remembered."""

from collections.abc import Mapping, Sequence
from typing import Any

from ptcoding.chart.color import Ink
from ptcoding.chart.template import TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template
from ptcoding.learning.memory.mastery import TopicMastery

LEGEND, ROW, AXIS = 30, 44, 24
NAME, BAR_TOP, BAR_END = 10, 20, 32
# The bars end at 1; what lies beyond is room for the counts, wide enough on a phone.
RIGHT_END, COUNTS = 1.34, 1.04
SECOND_KEY = 0.6
NAME_WIDTH = "0.7 * width"
RIGHT_WORDS, REMEMBERED_WORDS = "right so far", "likely remembered now"
UNKNOWN_WORDS = "no question right at the last try"


@template
def _mastery(ink: Ink) -> Sequence[Layer]:
    return [
        layer("rule", X, Y, Y2, stroke=ink.soft, strokeWidth=0.6, opacity=0.6),
        layer("rect", X, X2, Y, Y2, fill=ink.agree, cornerRadius=2),
        layer("rect", X, X2, Y, Y2, fill=ink.total, cornerRadius=2),
        layer(
            "point",
            X,
            Y,
            filled=True,
            fill=ink.each,
            stroke=ink.paper,
            strokeWidth=1.5,
            size=130,
            shape="diamond",
            opacity=1,
        ),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=13, align="left", limit={"expr": NAME_WIDTH}),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=12, fontWeight=600, align="left"),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=11),
    ]


def mastery_bars(rows: Sequence[TopicMastery], names: Mapping[str, str], ink: Ink) -> Chart:
    """Draw one bar a topic.

    Args:
        rows: The topics, top row first.
        names: What each topic is called, by its key.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    foot = LEGEND + ROW * len(rows)
    layers: list[list[dict[str, Any]]] = [[] for _ in range(7)]
    grid, tracks, bars, remembered, titles, counts, ticks = layers
    for place in (0, 0.5, 1):
        grid.append({"x": place, "y": LEGEND, "y2": foot})
        ticks.append({"x": place, "y": foot + AXIS / 2, "text": f"{place:.0%}"})
    _legend(bars, remembered, titles)
    for place, row in enumerate(rows):
        top = LEGEND + ROW * place
        bar = {"x": 0, "y": top + BAR_TOP, "y2": top + BAR_END}
        tracks.append({**bar, "x2": 1})
        bars.append({**bar, "x2": row.share})
        middle = top + (BAR_TOP + BAR_END) / 2
        if row.retrievability is not None:
            remembered.append({"x": row.retrievability, "y": middle})
        titles.append({"x": 0, "y": top + NAME, "text": names.get(row.topic, row.topic)})
        counts.append({"x": COUNTS, "y": middle, "text": f"{row.right} of {row.answered}"})
        if row.due:
            counts.append({"x": COUNTS, "y": top + NAME, "text": f"{row.due} due"})
    # The ends of the axis are drawn whole: a mark at 0 or at 1 would be cut in half.
    spec = filled(_mastery(ink), layers, (-0.03, RIGHT_END), (0, foot + AXIS))
    return Chart({**spec, "height": foot + AXIS}, _in_words(rows, names))


def _legend(bars: list[dict[str, Any]], remembered: list[dict[str, Any]], titles: list[dict[str, Any]]) -> None:
    """Say above the bars what the bar and the diamond are."""
    middle = LEGEND / 2 - 4
    bars.append({"x": 0, "x2": 0.05, "y": middle - 5, "y2": middle + 5})
    titles.append({"x": 0.075, "y": middle, "text": RIGHT_WORDS})
    remembered.append({"x": SECOND_KEY, "y": middle})
    titles.append({"x": SECOND_KEY + 0.045, "y": middle, "text": REMEMBERED_WORDS})


def _in_words(rows: Sequence[TopicMastery], names: Mapping[str, str]) -> str:
    if not rows:
        return "No topic has been answered yet."
    said = (
        f"{names.get(row.topic, row.topic)}: {row.right} of {row.answered} {RIGHT_WORDS}, "
        f"{_remembered(row)}, {row.due or 'none'} due."
        for row in rows
    )
    return " ".join(said)


def _remembered(row: TopicMastery) -> str:
    return UNKNOWN_WORDS if row.retrievability is None else f"{row.retrievability:.0%} {REMEMBERED_WORDS}"
