"""A chart in a notebook: JupyterLab draws it itself, and asks no other place for what draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ptcoding.chart.color import Ink
from ptcoding.chart.template import Chart

# What JupyterLab and others draw by themselves; what our charts ask for is in both editions of Vega-Lite.
KIND = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that a notebook draws, with its words for everything that draws nothing.

    Args:
        spec: The Vega-Lite specification.
        alt: What the picture says, in words.
    """

    spec: Mapping[str, Any]
    alt: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {KIND: dict(self.spec), "text/plain": self.alt}


def drawing(chart: Chart, ink: Ink, width: int = 600) -> Drawing:
    """Give a chart to a notebook.

    Args:
        chart: The chart.
        ink: The colors that it was made with; it stands on their paper, whatever the theme around it.
        width: Its width in pixels.

    Returns:
        The same chart, with its words as description.
    """
    config = {**chart.spec["config"], "background": ink.paper}
    own = {**chart.spec, "$schema": SCHEMA, "width": width, "description": chart.alt, "config": config}
    return Drawing(own, chart.alt)
