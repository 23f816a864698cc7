"""The map of two codes: minutes of one against the other, by where the rules part."""

from collections.abc import Mapping, Sequence
from typing import Any

from ptcoding.billing.count.landscape import square
from ptcoding.chart.color import Ink
from ptcoding.chart.template import Chart, Layer, chosen, layer, template
from ptcoding.explanation import counted
from ptcoding.facts.rule import CountingRule

# As wide as a phone, and as much higher as the legend and the names of the axes take: the squares are square.
WIDTH, HEIGHT = 345, 388
CELL, CELLS = "cell", "cells"
SAME, FIRST, SECOND = "the same", "Medicare more", "AMA more"
# A sign on every third cell is a pattern; one on every cell is a blur.
SIGN_EVERY = 3
TICKS = [1, 15, 30, 45, 60]
# A row of the map comes as one, which the browser takes apart: a tenth of what its cells would weigh.
_APART = (
    {"flatten": ["x", "total", "each"]},
    {
        "calculate": f"datum.total > datum.each ? '{FIRST}' : datum.total < datum.each ? '{SECOND}' : '{SAME}'",
        "as": "who",
    },
)
_SIGNED = ({"filter": f"datum.who != '{SAME}' && (datum.x + datum.y) % {SIGN_EVERY} == 0"},)
_TOOLTIP = {
    "tooltip": [
        {"field": "x", "type": "ordinal", "title": "first code"},
        {"field": "y", "type": "ordinal", "title": "second code"},
        {"field": "total", "type": "quantitative", "title": "units, Medicare"},
        {"field": "each", "type": "quantitative", "title": "units, AMA"},
    ]
}


@template
def _map(ink: Ink) -> Sequence[Layer]:
    quiet = {"labelColor": ink.text, "titleColor": ink.text, "grid": False, "values": TICKS}
    x = _place("x", axis={**quiet, "title": "minutes of the first code", "labelAngle": 0})
    y = _place("y", sort="descending", axis={**quiet, "title": "minutes of the second code"})
    legend = {"title": None, "orient": "top", "labelColor": ink.text, "symbolType": "square", "symbolSize": 160}
    fills = {"domain": [FIRST, SECOND, SAME], "range": [ink.total, ink.each, ink.agree]}
    shapes = {"domain": [FIRST, SECOND], "range": ["circle", "cross"]}
    color = {"color": {"field": "who", "type": "nominal", "scale": fills, "legend": legend}}
    shape = {"shape": {"field": "who", "type": "nominal", "scale": shapes, "legend": None}}
    cells = layer("rect", x, y, color, _TOOLTIP)
    signs = layer("point", x, y, shape, filled=False, size=9, color=ink.paper, opacity=0.9, strokeWidth=1.2)
    here = layer("rect", _place("x"), _place("y", sort="descending"), fillOpacity=0, stroke=ink.text, strokeWidth=2.5)
    # The rows stand once, above the two layers that draw them.
    del cells["data"], signs["data"]
    drawn = [{**cells, "name": CELLS}, {**signs, "transform": [*_SIGNED]}]
    return [{"data": {"values": []}, "transform": [*_APART], "layer": drawn}, here]


def _place(field: str, **more: Any) -> Mapping[str, Any]:
    return {field: {"field": field, "type": "ordinal", **more}}


def two_code_map(
    longest: int, third: int, at: tuple[int, int], total: CountingRule, each: CountingRule, ink: Ink
) -> Chart:
    """Draw where the two rules agree, for every pair of minutes of two codes.

    Args:
        longest: Most minutes per code.
        third: Minutes of a third code, 0 for none.
        at: The learner's minutes of both codes.
        total: The rule that rounds the day's total.
        each: The rule that rounds each code.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    both = square(longest, third, total), square(longest, third, each)
    minutes = list(range(1, longest + 1))
    rows = [
        {"y": second, "x": minutes, "total": by_total, "each": by_code}
        for second, by_total, by_code in zip(minutes, *both, strict=True)
    ]
    gaps = [one - other for line in zip(*both, strict=True) for one, other in zip(*line, strict=True)]
    cells, here = _map(ink)["layer"]
    spec = {
        **_map(ink),
        "layer": [{**cells, "data": {"values": rows}}, {**here, "data": {"values": [{"x": at[0], "y": at[1]}]}}],
        "params": [chosen(CELL, ("x", "y"), CELLS)],
        # Thousands of squares are painted; as elements of their own they would slow the page down.
        "usermeta": {"embedOptions": {"renderer": "canvas"}},
        "width": WIDTH,
        "height": HEIGHT,
    }
    counts = {SAME: gaps.count(0), FIRST: sum(gap > 0 for gap in gaps), SECOND: sum(gap < 0 for gap in gaps)}
    said = ", ".join(f"{name}: {counted(number, 'visit')}" for name, number in counts.items())
    return Chart(spec, f"Units of two codes of 1 to {longest} minutes each under both rules. {said}.")
