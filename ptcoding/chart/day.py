"""The visits of a day as strips: minutes treated against the units billed and earned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ptcoding.chart.color import Ink
from ptcoding.chart.template import TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template
from ptcoding.explanation import counted as in_words

ROW, BAR, TOP, BLOCK = 34, 14, 8, 15
MOST_STRIPS = 40
LEFT = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """One visit of the picture.

    Args:
        name: What stands before it.
        minutes: Its timed minutes.
        earned: Timed units earned.
        billed: Timed units billed, None where none are told.
    """

    name: str
    minutes: int
    earned: int
    billed: int | None


@template
def _day(ink: Ink) -> Sequence[Layer]:
    return [
        layer("rect", X, X2, Y, Y2, fill=ink.agree, stroke=ink.soft, strokeWidth=1),
        layer("rect", X, X2, Y, Y2, fill=ink.total, stroke=ink.text, strokeWidth=1),
        layer("rule", X, Y, Y2, stroke=ink.text, strokeWidth=2),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=12, align="left"),
    ]


def day_strips(strips: Sequence[Strip], ink: Ink) -> Chart:
    """Draw visits as strips of their timed minutes, with a mark where the units billed would end.

    Args:
        strips: The visits, in order; only the first forty are drawn.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    drawn = strips[:MOST_STRIPS]
    rows: list[list[dict[str, Any]]] = [[], [], [], []]
    end = max((max(one.minutes, BLOCK * (one.billed or one.earned)) for one in drawn), default=BLOCK)
    for place, one in enumerate(drawn):
        top = TOP + place * ROW
        bar = {"y": top + 14, "y2": top + 14 + BAR}
        rows[0].append({"x": LEFT, "x2": one.minutes, **bar})
        if one.billed is not None:
            claimed = BLOCK * one.billed
            if one.billed > one.earned:
                rows[1].append({"x": BLOCK * one.earned, "x2": claimed, **bar})
            rows[2].append({"x": claimed, "y": top + 14, "y2": top + 18 + BAR})
        rows[3].append({"x": LEFT, "y": top + 6, "text": _told(one)})
    height = TOP + ROW * max(len(drawn), 1)
    spec = filled(_day(ink), rows, (0, end * 1.05), (0, height))
    return Chart({**spec, "height": height}, _in_words(strips))


def _told(one: Strip) -> str:
    billed = "units billed not told" if one.billed is None else f"{one.billed} billed"
    return f"{one.name}: {in_words(one.minutes, 'minute')}, {one.earned} earned, {billed}"


def _in_words(strips: Sequence[Strip]) -> str:
    over = sum(one.billed is not None and one.billed > one.earned for one in strips)
    under = sum(one.billed is not None and one.billed < one.earned for one in strips)
    minutes = sum(one.minutes for one in strips)
    return (
        f"{in_words(len(strips), 'visit')} as strips of {in_words(minutes, 'timed minute')} in all: "
        f"{over} billed above what the minutes earn, {under} below. "
        + " ".join(f"{_told(one)}." for one in strips[:MOST_STRIPS])
    )
