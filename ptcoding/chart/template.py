"""Charts that are built once and only change their rows: plain Vega-Lite, which needs no library to be made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from ptcoding.chart.color import Ink

# The face that Streamlit ships; without its theme a chart would fall back to the browser's.
FONT = '"Source Sans", sans-serif'
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.4.1.json"

Rows = Sequence[Mapping[str, Any]]
Layer = dict[str, Any]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be shown.

    Args:
        spec: The Vega-Lite specification with its rows.
        alt: What the picture says, in words.
    """

    spec: Mapping[str, Any]
    alt: str


def number(field: str, **more: Any) -> Mapping[str, Any]:
    """Describe a place on an axis whose span is set when rows are put in.

    A layer that says nothing of its axis shares the one that another layer shows; of an axis of None nothing is shown.

    Args:
        field: The field of the rows, which is also the channel.
        more: What else is said of the channel, such as its axis.

    Returns:
        The channel.
    """
    scale = {"domain": [0, 1], "nice": False, "zero": False}
    return MappingProxyType({field: {"field": field, "type": "quantitative", "scale": scale, **more}})


def told(channel: str, field: str, kind: str = "nominal") -> Mapping[str, Any]:
    """Describe a channel that shows what stands in the rows as it stands there, such as a color by its own name.

    Args:
        channel: The channel.
        field: The field of the rows.
        kind: The type of the field, in Vega-Lite's words.

    Returns:
        The channel.

    >>> dict(told("color", "fill"))
    {'color': {'field': 'fill', 'type': 'nominal', 'scale': None}}
    """
    return MappingProxyType({channel: {"field": field, "type": kind, "scale": None}})


X: Final = number("x", axis=None)
Y: Final = number("y", axis=None)
X2: Final = MappingProxyType({"x2": {"field": "x2"}})
Y2: Final = MappingProxyType({"y2": {"field": "y2"}})
TEXT: Final = MappingProxyType({"text": {"field": "text", "type": "nominal"}})
FILL: Final = told("color", "fill")
SHAPE: Final = told("shape", "shape")


def layer(mark: str, *channels: Mapping[str, Any], **look: Any) -> Layer:
    """Describe a layer without rows.

    Args:
        mark: What a row is drawn as, in Vega-Lite's words.
        channels: How its fields are read.
        look: How it looks.

    Returns:
        The layer. The chart's own name says what it shows; a mark without rows would be a nameless picture of its own.

    >>> layer("rule", Y2, strokeWidth=2)["mark"]
    {'type': 'rule', 'strokeWidth': 2, 'aria': False}
    """
    encoding = {name: how for channel in channels for name, how in channel.items()}
    return {"data": {"values": []}, "mark": {"type": mark, **look, "aria": False}, "encoding": encoding}


def chosen(name: str, fields: Sequence[str], view: str) -> dict[str, Any]:
    """Describe a choice by a click.

    Args:
        name: What the choice is called.
        fields: The fields of the row that it gives back.
        view: Name of the layer that is clicked.

    Returns:
        The parameter of a specification.
    """
    return {"name": name, "select": {"type": "point", "fields": list(fields), "on": "click"}, "views": [view]}


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
        {**one, "data": {"values": values}, "encoding": _spanned(one["encoding"], across, down)}
        for one, values in zip(spec["layer"], rows, strict=True)
    ]
    return {**spec, "layer": layers}


def _spanned(encoding: Mapping[str, Any], across: Span, down: Span) -> dict[str, Any]:
    spans = {"x": across, "y": (down[1], down[0])}
    return {
        channel: {**how, "scale": {**how["scale"], "domain": list(spans[channel])}} if channel in spans else how
        for channel, how in encoding.items()
    }


def template(build: Callable[[Ink], Sequence[Layer]]) -> Callable[[Ink], Mapping[str, Any]]:
    """Turn a builder of layers into one of a whole specification, which works once for each theme.

    Args:
        build: Describes the layers in the colors of a theme, without rows.

    Returns:
        A function that gives the finished specification.
    """

    @cache
    def built(ink: Ink) -> Mapping[str, Any]:
        config = {"view": {"stroke": None}, "background": "transparent", "font": FONT}
        return {"$schema": SCHEMA, "config": config, "layer": [*build(ink)]}

    return built
