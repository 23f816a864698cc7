"""Charts that are built once and only change their rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
from altair.typing import Optional

from ptcoding.chart.color import DARK, LIGHT, Ink

# The face that Streamlit ships; without its theme a chart would fall back to the browser's.
FONT = '"Source Sans", sans-serif'

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be shown.

    Args:
        spec: The Vega-Lite specification with its rows.
        alt: What the picture says, in words.
        table: Rows that are sent as a table of their own, None where they stand in the specification.
    """

    spec: Mapping[str, Any]
    alt: str
    table: pd.DataFrame | None = None


def drawing(chart: Chart, ink: Ink, width: int = 600) -> alt.LayerChart:
    """Give a chart to whoever draws with Altair, such as a notebook.

    Args:
        chart: The chart.
        ink: The colors that it was made with; it stands on their paper, whatever the theme around it.
        width: Its width in pixels.

    Returns:
        The same chart, with its words as description.
    """
    own = {**chart.spec, "width": width, "description": chart.alt}
    return alt.LayerChart.from_dict({**own, "config": {**chart.spec["config"], "background": ink.paper}})


def empty() -> alt.InlineData:
    """Make the place where rows will stand."""
    return alt.InlineData(values=[])


def number(field: str, axis: Optional[alt.Axis | None] = None) -> dict[str, Any]:
    """Describe an axis whose span is set when rows are put in; it shows nothing of itself unless told.

    A layer that leaves its axis undefined shares the one that another layer shows.
    """
    return {"shorthand": f"{field}:Q", "scale": alt.Scale(domain=[0, 1], nice=False, zero=False), "axis": axis}


Span = tuple[float, float]


def filled(spec: Mapping[str, Any], rows: Sequence[Rows], across: Span, down: Span) -> dict[str, Any]:
    """Put rows into a layered template and set the spans of its axes, without touching the template.

    Args:
        spec: A layered specification.
        rows: Rows of each layer, in order.
        across: Left and right end of the x axis.
        down: Top and bottom of the y axis; the lower of them is also the height in pixels where both are heights.

    Returns:
        A new specification.
    """
    layers = [
        {**layer, "data": {"values": values}, "encoding": _spanned(layer["encoding"], across, down)}
        for layer, values in zip(spec["layer"], rows, strict=True)
    ]
    return {**spec, "layer": layers}


def _spanned(encoding: Mapping[str, Any], across: Span, down: Span) -> dict[str, Any]:
    spans = {"x": across, "y": (down[1], down[0])}
    return {
        channel: {**how, "scale": {**how["scale"], "domain": list(spans[channel])}} if channel in spans else how
        for channel, how in encoding.items()
    }


def template(build: Callable[[Ink], alt.LayerChart | alt.FacetChart]) -> Callable[[Ink], Mapping[str, Any]]:
    """Turn a builder into one that works once for each theme.

    Args:
        build: Draws the chart in the colors of a theme, without rows.

    Returns:
        A function that gives the finished specification.
    """

    @cache
    def built(ink: Ink) -> Mapping[str, Any]:
        # Data stays in its layer: what stands at the top of a specification is sent as a table of its own.
        with alt.data_transformers.enable("default", consolidate_datasets=False):
            spec: dict[str, Any] = build(ink).to_dict()
        # The chart's own name says what it shows; a mark without rows would be a nameless picture of its own.
        for layer in spec["layer"]:
            layer["mark"]["aria"] = False
        spec["config"] = {"view": {"stroke": None}, "background": "transparent", "font": FONT}
        return spec

    _TEMPLATES.append(built)
    return built


_TEMPLATES: list[Callable[[Ink], Mapping[str, Any]]] = []


def warm_up() -> None:
    """Build every template, so that no visitor waits for it."""
    for built in tuple(_TEMPLATES):
        built(LIGHT)
        built(DARK)
