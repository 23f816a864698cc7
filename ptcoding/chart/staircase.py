"""The staircase of units over minutes, with the learner's place on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ptcoding.billing.count.landscape import climbs
from ptcoding.chart.color import Ink
from ptcoding.chart.template import FILL, SHAPE, TEXT, Y2, Chart, Layer, filled, layer, number, template
from ptcoding.explanation import counted
from ptcoding.facts.rule import CountingRule

HEIGHT = 300
MARGIN = 0.9


@template
def _staircase(ink: Ink) -> Sequence[Layer]:
    quiet = {"labelColor": ink.text, "titleColor": ink.text}
    across = {**quiet, "title": "minutes of this code", "grid": False, "labelOverlap": "greedy"}
    x, y = number("x"), number("y")
    return [
        layer(
            "line",
            number("x", axis=across),
            number("y", axis={**quiet, "title": "units of the visit", "tickMinStep": 1}),
            interpolate="step-after",
            strokeWidth=5,
            color=ink.total,
            opacity=0.75,
        ),
        layer("line", x, y, interpolate="step-after", strokeWidth=2.4, strokeDash=[6, 3], color=ink.each),
        layer("rule", x, y, Y2, color=ink.text, strokeDash=[2, 2]),
        layer("point", x, y, FILL, SHAPE, filled=True, size=110, stroke=ink.paper, strokeWidth=1.5, opacity=1),
        layer("text", x, y, TEXT, FILL, align="right", fontSize=13, fontWeight=600),
    ]


def staircase(
    total: tuple[CountingRule, Sequence[int]], each: tuple[CountingRule, Sequence[int]], at: int, ink: Ink
) -> Chart:
    """Draw the units of both rules as one code grows.

    Args:
        total: The rule that rounds the day's total, with its units by minute.
        each: The rule that rounds each code, with its units by minute.
        at: The learner's minutes of the growing code.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    longest, top = len(total[1]) - 1, max(*total[1], *each[1])
    places = [
        {"x": at, "y": total[1][at], "fill": ink.total, "shape": "circle"},
        {"x": at, "y": each[1][at], "fill": ink.each, "shape": "diamond"},
    ]
    names = [
        # The one corner that no step of a staircase reaches.
        {"x": longest, "y": top * 0.19, "text": f"{total[0].short} ●", "fill": ink.total},
        {"x": longest, "y": top * 0.07, "text": f"{each[0].short} ◆", "fill": ink.each},
    ]
    here = [{"x": at, "y": 0, "y2": top + MARGIN}]
    rows = [_corners(total[1]), _corners(each[1]), here, places, names]
    spec = filled(_staircase(ink), rows, (0, longest), (top + MARGIN, -MARGIN / 3))
    spec["height"] = HEIGHT
    spec["layer"] = [_ticked(one, total[1]) for one in spec["layer"]]
    said = " and ".join(f"{rule.short} {counted(units[at], 'unit')}" for rule, units in (total, each))
    return Chart(spec, f"Units of the visit while one code grows from 0 to {longest} minutes. At {at} minutes: {said}.")


def _corners(units: Sequence[int]) -> list[dict[str, Any]]:
    """Keep the minutes at which the units change, and both ends."""
    kept = [0, *climbs(units), len(units) - 1]
    return [{"x": minute, "y": units[minute]} for minute in dict.fromkeys(kept)]


def _ticked(one: Mapping[str, Any], total: Sequence[int]) -> dict[str, Any]:
    """Set the ticks on the minutes at which the total's staircase climbs."""
    encoding = dict(one["encoding"])
    if encoding["x"].get("axis"):
        steps = climbs(total)
        encoding["x"] = {
            **encoding["x"],
            "axis": {
                **encoding["x"]["axis"],
                "values": sorted({0, *steps} - ({0} if 1 in steps else set())),
                "labelOverlap": False,
            },
        }
    return {**one, "encoding": encoding}
