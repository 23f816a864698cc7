"""Named shares as bars, one below the other: what was right of a topic, or how often something was met."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ptcoding.chart.color import Ink
from ptcoding.chart.template import TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template

ROW, NAME, BAR_TOP, BAR_END = 40, 10, 20, 32
# The bars end at 1; what lies beyond is room for the counts, wide enough on a phone.
RIGHT_END, COUNTS = 1.34, 1.04
NAME_WIDTH = "0.98 * width"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Args:
        name: What stands above it.
        share: How long it is, from 0 to 1.
        count: What stands at its end.
    """

    name: str
    share: float
    count: str


@template
def _bars(ink: Ink) -> Sequence[Layer]:
    return [
        layer("rect", X, X2, Y, Y2, fill=ink.agree, cornerRadius=2),
        layer("rect", X, X2, Y, Y2, fill=ink.total, cornerRadius=2),
        layer("text", X, Y, TEXT, color=ink.text, align="left", fontSize=13, limit={"expr": NAME_WIDTH}),
        layer("text", X, Y, TEXT, color=ink.text, align="left", fontSize=12, fontWeight=600),
    ]


def share_bars(rows: Sequence[Bar], ink: Ink) -> Chart:
    """Draw one bar a row.

    Args:
        rows: The bars, top row first.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    tracks: list[dict[str, Any]] = []
    bars: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        top = ROW * place
        span = {"x": 0, "y": top + BAR_TOP, "y2": top + BAR_END}
        tracks.append({**span, "x2": 1})
        bars.append({**span, "x2": row.share})
        names.append({"x": 0, "y": top + NAME, "text": row.name})
        counts.append({"x": COUNTS, "y": top + (BAR_TOP + BAR_END) / 2, "text": row.count})
    foot = ROW * len(rows)
    spec = filled(_bars(ink), [tracks, bars, names, counts], (0, RIGHT_END), (0, foot))
    return Chart({**spec, "height": foot}, " ".join(f"{row.name}: {row.count}." for row in rows))
