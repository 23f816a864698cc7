"""The map of two codes: minutes of one against the other, by where the rules part."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from ptcoding.billing.count.grid import every_visit, total_units
from ptcoding.chart.color import Ink
from ptcoding.chart.template import Chart, template
from ptcoding.explanation import counted
from ptcoding.facts.rule import CountingRule

# As wide as a phone, and as much higher as the legend and the names of the axes take: the squares are square.
WIDTH, HEIGHT = 345, 388
CELL, TABLE = "cell", "visits"
# A sign on every third cell is a pattern; one on every cell is a blur.
SIGN_EVERY = 3
TICKS = [1, 15, 30, 45, 60]


@template
def _map(ink: Ink) -> alt.LayerChart | alt.FacetChart:
    quiet: dict[str, Any] = {"labelColor": ink.text, "titleColor": ink.text, "grid": False, "values": TICKS}
    x = alt.X("x:O", axis=alt.Axis(title="minutes of the first code", labelAngle=0, **quiet))
    y = alt.Y("y:O", sort="descending", axis=alt.Axis(title="minutes of the second code", **quiet))
    color = alt.Color(
        "who:N",
        scale=alt.Scale(domain=["Medicare more", "AMA more", "the same"], range=[ink.total, ink.each, ink.agree]),
        legend=alt.Legend(title=None, orient="top", labelColor=ink.text, symbolType="square", symbolSize=160),
    )
    tooltip = [
        alt.Tooltip("x:O", title="first code"),
        alt.Tooltip("y:O", title="second code"),
        alt.Tooltip("total:Q", title="units, Medicare"),
        alt.Tooltip("each:Q", title="units, AMA"),
    ]
    chosen = alt.selection_point(name=CELL, fields=["x", "y"], on="click", empty=False)
    cells = alt.Chart().mark_rect().encode(x, y, color, tooltip=tooltip).add_params(chosen)
    signs = (
        alt.Chart()
        .transform_filter(f"datum.who != 'the same' && (datum.x + datum.y) % {SIGN_EVERY} == 0")
        .mark_point(filled=False, size=9, color=ink.paper, opacity=0.9, strokeWidth=1.2)
        .encode(
            x,
            y,
            shape=alt.Shape(
                "who:N", scale=alt.Scale(domain=["Medicare more", "AMA more"], range=["circle", "cross"]), legend=None
            ),
        )
    )
    here = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_rect(fillOpacity=0, stroke=ink.text, strokeWidth=2.5)
        .encode(alt.X("x:O"), alt.Y("y:O", sort="descending"))
    )
    return alt.layer(cells, signs, here, data=alt.NamedData(TABLE))


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
        The chart, with its cells as a table.
    """
    pairs = every_visit(2, longest)
    visits = np.column_stack([pairs, np.full(len(pairs), third, dtype=np.int16)]) if third else pairs
    both = total_units(visits, total), total_units(visits, each)
    gap = both[0] - both[1]
    table = pd.DataFrame({"x": pairs[:, 0], "y": pairs[:, 1]})
    table["total"], table["each"] = both
    table["who"] = np.select([gap > 0, gap < 0], ["Medicare more", "AMA more"], "the same")
    # The cells come as a table of their own, which a specification that names its data would not take.
    spec = {part: drawn for part, drawn in _map(ink).items() if part != "data"}
    *drawn, here = spec["layer"]
    spec["layer"] = [*drawn, {**here, "data": {"values": [{"x": at[0], "y": at[1]}]}}]
    spec["width"], spec["height"] = WIDTH, HEIGHT
    counts = table["who"].value_counts()
    said = ", ".join(
        f"{name}: {counted(int(counts.get(name, 0)), 'visit')}" for name in ("the same", "Medicare more", "AMA more")
    )
    return Chart(spec, f"Units of two codes of 1 to {longest} minutes each under both rules. {said}.", table)
