"""The board of activities: which codes each can earn, by what the note says it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from ptcoding.chart.color import Ink, mark
from ptcoding.chart.template import FILL, SHAPE, Chart, Layer, chosen, layer, template

PICK, MARKS = "pick", "purposes"
OTHER, NONE = "other", "none"
COLUMNS = ("97110", "97112", "97530", "97140", "97116", "97535", OTHER, NONE)
# A name of two short lines leaves the marks room on a phone, and the next row as much as stands between its lines.
ROW_HEIGHT, NAME, LINE, MOST_LINES = 40, 30, 14, 2
_TOOLTIP = {
    "tooltip": [
        {"field": "activity", "type": "nominal", "title": "Activity"},
        {"field": "said", "type": "nominal", "title": "Code"},
    ]
}


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
def _board(ink: Ink) -> Sequence[Layer]:
    across, down = _axes(ink)
    marks = layer(
        "point",
        across,
        down,
        SHAPE,
        FILL,
        _TOOLTIP,
        filled=True,
        size=150,
        opacity=1,
        stroke=ink.soft,
        strokeWidth=0.8,
        cursor="pointer",
    )
    return [
        {**marks, "name": MARKS},
        layer("point", across, down, shape="circle", filled=False, size=380, color=ink.text),
        layer("point", across, down, shape="square", filled=False, size=520, color=ink.text, strokeWidth=2.5),
    ]


def _axes(ink: Ink) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Describe the codes across and the activities down."""
    quiet = {"title": None, "labelColor": ink.text, "grid": True, "gridOpacity": 0.25, "domain": False, "ticks": False}
    codes = {**quiet, "orient": "top", "labelAngle": -45, "labelFontSize": 11}
    # The first line of a name stands at its row: where there are two, both move up by half a line.
    up = {"condition": {"test": "indexof(datum.label, '\\n') > 0", "value": -LINE / 2}, "value": 0}
    lines = {"labelExpr": "split(datum.label, '\\n')", "labelLineHeight": LINE, "labelOffset": up}
    names = {**quiet, "labelFontSize": 13, **lines}
    columns = {"sort": list(COLUMNS), "scale": {"domain": list(COLUMNS)}}
    return (
        {"x": {"field": "column", "type": "ordinal", **columns, "axis": codes}},
        {"y": {"field": "name", "type": "nominal", "sort": None, "axis": names}},
    )


def board(purposes: Sequence[Purpose], at: tuple[str, int], ink: Ink) -> Chart:
    """Draw every activity against the codes that it can earn.

    Args:
        purposes: Purposes of all activities, in the order of the rows.
        at: Key and place of the purpose that is looked at.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    rows = [_row(purpose, ink) for purpose in purposes]
    disputed = [row for row, purpose in zip(rows, purposes, strict=True) if purpose.disputed]
    here = [row for row in rows if (row["slug"], row["place"]) == at]
    spec = dict(_board(ink))
    spec["layer"] = [
        {**one, "data": {"values": values}} for one, values in zip(spec["layer"], (rows, disputed, here), strict=True)
    ]
    spec["params"] = [chosen(PICK, ("slug", "place"), MARKS)]
    activities = list(dict.fromkeys(purpose.activity for purpose in purposes))
    spec["height"] = ROW_HEIGHT * len(activities)
    said = "; ".join(
        f"{activity}: {', '.join(dict.fromkeys(one.code or NONE for one in purposes if one.activity == activity))}"
        for activity in activities
    )
    return Chart(spec, f"Activities and the codes that each can earn, by its purpose. {said}.")


def _name(activity: str) -> str:
    """Break a name into two lines at most; of a longer one its first part is enough: the tooltip has it whole."""
    lines = wrap(activity, NAME)
    return "\n".join(lines if len(lines) <= MOST_LINES else wrap(activity.partition(":")[0], NAME)[:MOST_LINES])


def _row(purpose: Purpose, ink: Ink) -> dict[str, object]:
    column = purpose.code if purpose.code in COLUMNS else OTHER if purpose.code else NONE
    look = mark(purpose.code) if purpose.code else None
    return {
        "activity": purpose.activity,
        "name": _name(purpose.activity),
        "slug": purpose.slug,
        "place": purpose.place,
        "column": column,
        "said": purpose.code or "nothing billed",
        "shape": look.shape if look else "cross",
        "fill": look.fill if look else ink.soft,
    }
