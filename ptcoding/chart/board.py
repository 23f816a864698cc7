"""The board of activities: which codes each can earn, by what the note says it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

import altair as alt

from ptcoding.chart.color import Ink, mark
from ptcoding.chart.template import Chart, empty, template

PICK = "pick"
OTHER, NONE = "other", "none"
COLUMNS = ("97110", "97112", "97530", "97140", "97116", "97535", OTHER, NONE)
# A name of two short lines leaves the marks room on a phone.
ROW_HEIGHT, NAME = 32, 28


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose of an activity and the code that it earns.

    Args:
        activity: What is done.
        slug: Key of the activity.
        place: Which of its purposes, from 0.
        code: The code, empty where nothing is billed.
        disputed: Whether practice disagrees.
    """

    activity: str
    slug: str
    place: int
    code: str
    disputed: bool


@template
def _board(ink: Ink) -> alt.LayerChart | alt.FacetChart:
    across = alt.X(
        "column:O",
        sort=list(COLUMNS),
        scale=alt.Scale(domain=list(COLUMNS)),
        axis=alt.Axis(
            orient="top",
            title=None,
            labelAngle=-45,
            labelColor=ink.text,
            labelFontSize=11,
            grid=True,
            gridOpacity=0.25,
            domain=False,
            ticks=False,
        ),
    )
    down = alt.Y(
        "name:N",
        sort=None,
        axis=alt.Axis(
            title=None,
            labelColor=ink.text,
            labelFontSize=13,
            labelExpr="split(datum.label, '\\n')",
            labelLineHeight=14,
            grid=True,
            gridOpacity=0.25,
            domain=False,
            ticks=False,
        ),
    )
    chosen = alt.selection_point(name=PICK, fields=["slug", "place"], on="click", empty=False)
    tooltip = [alt.Tooltip("activity:N", title="Activity"), alt.Tooltip("said:N", title="Code")]
    marks = (
        alt.Chart(empty())
        .mark_point(filled=True, size=150, opacity=1, stroke=ink.soft, strokeWidth=0.8, cursor="pointer")
        .encode(
            across,
            down,
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("fill:N", scale=None),
            tooltip=tooltip,
        )
        .add_params(chosen)
    )
    disputes = (
        alt.Chart(empty()).mark_point(shape="circle", filled=False, size=380, color=ink.text).encode(across, down)
    )
    here = (
        alt.Chart(empty())
        .mark_point(shape="square", filled=False, size=520, color=ink.text, strokeWidth=2.5)
        .encode(across, down)
    )
    return alt.layer(marks, disputes, here)


def board(purposes: Sequence[Purpose], chosen: tuple[str, int], ink: Ink) -> Chart:
    """Draw every activity against the codes that it can earn.

    Args:
        purposes: Purposes of all activities, in the order of the rows.
        chosen: Key and place of the purpose that is looked at.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    rows = [_row(purpose, ink) for purpose in purposes]
    disputed = [row for row, purpose in zip(rows, purposes, strict=True) if purpose.disputed]
    here = [row for row in rows if (row["slug"], row["place"]) == chosen]
    spec = dict(_board(ink))
    spec["layer"] = [
        {**layer, "data": {"values": values}}
        for layer, values in zip(spec["layer"], (rows, disputed, here), strict=True)
    ]
    activities = list(dict.fromkeys(purpose.activity for purpose in purposes))
    spec["height"] = ROW_HEIGHT * len(activities)
    said = "; ".join(
        f"{activity}: {', '.join(dict.fromkeys(one.code or NONE for one in purposes if one.activity == activity))}"
        for activity in activities
    )
    return Chart(spec, f"Activities and the codes that each can earn, by its purpose. {said}.")


def _row(purpose: Purpose, ink: Ink) -> dict[str, object]:
    column = purpose.code if purpose.code in COLUMNS else OTHER if purpose.code else NONE
    look = mark(purpose.code) if purpose.code else None
    return {
        "activity": purpose.activity,
        "name": fill(purpose.activity, NAME, max_lines=2, placeholder=" …"),
        "slug": purpose.slug,
        "place": purpose.place,
        "column": column,
        "said": purpose.code or "nothing billed",
        "shape": look.shape if look else "cross",
        "fill": look.fill if look else ink.soft,
    }
