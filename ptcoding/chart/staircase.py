"""The staircase of units over minutes, with the learner's place on it."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np
from numpy.typing import NDArray

from ptcoding.chart.color import Ink
from ptcoding.chart.template import Chart, empty, filled, number, template
from ptcoding.explanation import counted
from ptcoding.facts.rule import CountingRule

HEIGHT = 300
MARGIN = 0.9


@template
def _staircase(ink: Ink) -> alt.LayerChart | alt.FacetChart:
    x = alt.X(
        **number(
            "x",
            alt.Axis(
                title="minutes of this code",
                labelColor=ink.text,
                titleColor=ink.text,
                grid=False,
                labelOverlap="greedy",
            ),
        )
    )
    y = alt.Y(
        **number("y", alt.Axis(title="units of the visit", labelColor=ink.text, titleColor=ink.text, tickMinStep=1))
    )
    x_plain, y_plain, y2 = alt.X(**number("x", alt.Undefined)), alt.Y(**number("y", alt.Undefined)), alt.Y2("y2:Q")
    total = (
        alt.Chart(empty())
        .mark_line(interpolate="step-after", strokeWidth=5, color=ink.total, opacity=0.75)
        .encode(x, y)
    )
    each = (
        alt.Chart(empty())
        .mark_line(interpolate="step-after", strokeWidth=2.4, strokeDash=[6, 3], color=ink.each)
        .encode(x_plain, y_plain)
    )
    here = alt.Chart(empty()).mark_rule(color=ink.text, strokeDash=[2, 2]).encode(x_plain, y_plain, y2)
    places = (
        alt.Chart(empty())
        .mark_point(filled=True, size=110, stroke=ink.paper, strokeWidth=1.5, opacity=1)
        .encode(x_plain, y_plain, color=alt.Color("fill:N", scale=None), shape=alt.Shape("shape:N", scale=None))
    )
    names = (
        alt.Chart(empty())
        .mark_text(align="right", fontSize=13, fontWeight=600)
        .encode(x_plain, y_plain, text="text:N", color=alt.Color("fill:N", scale=None))
    )
    return alt.layer(total, each, here, places, names)


def staircase(
    total: tuple[CountingRule, NDArray[np.int16]], each: tuple[CountingRule, NDArray[np.int16]], at: int, ink: Ink
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
    longest, top = len(total[1]) - 1, int(max(total[1].max(), each[1].max()))
    places = [
        {"x": at, "y": int(total[1][at]), "fill": ink.total, "shape": "circle"},
        {"x": at, "y": int(each[1][at]), "fill": ink.each, "shape": "diamond"},
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
    spec["layer"] = [_ticked(layer, total) for layer in spec["layer"]]
    said = " and ".join(f"{rule.short} {counted(int(units[at]), 'unit')}" for rule, units in (total, each))
    return Chart(spec, f"Units of the visit while one code grows from 0 to {longest} minutes. At {at} minutes: {said}.")


def _corners(units: NDArray[np.int16]) -> list[dict[str, Any]]:
    """Keep the minutes at which the units change, and both ends."""
    kept = [0, *(np.flatnonzero(np.diff(units)) + 1).tolist(), len(units) - 1]
    return [{"x": minute, "y": int(units[minute])} for minute in dict.fromkeys(kept)]


def _ticked(layer: Mapping[str, Any], total: tuple[CountingRule, NDArray[np.int16]]) -> dict[str, Any]:
    """Set the ticks on the minutes at which the total's staircase climbs."""
    encoding = dict(layer["encoding"])
    if encoding["x"].get("axis"):
        climbs = (np.flatnonzero(np.diff(total[1])) + 1).tolist()
        encoding["x"] = {
            **encoding["x"],
            "axis": {
                **encoding["x"]["axis"],
                "values": sorted({0, *climbs} - ({0} if 1 in climbs else set())),
                "labelOverlap": False,
            },
        }
    return {**layer, "encoding": encoding}
