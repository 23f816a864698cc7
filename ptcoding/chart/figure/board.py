"""A board of boxes, lines and words: what every picture of the course is put together from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from ptcoding.chart.color import Ink
from ptcoding.chart.template import Chart, empty, filled, number, template

WIDE = 100
ROW = 34


@dataclass(slots=True)
class Board:
    """Rows of the layers of a board, in the order they are drawn.

    Args:
        ink: Colors of the theme.
        boxes: Filled rectangles.
        lines: Lines from left to right or from top to bottom.
        left: Words that begin at their place.
        middle: Words around their place.
    """

    ink: Ink
    boxes: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)
    middle: list[dict[str, Any]] = field(default_factory=list)

    def box(self, across: tuple[float, float], down: tuple[float, float], fill: str, dash: bool = False) -> None:
        """Add a rectangle."""
        place = {"x": across[0], "x2": across[1], "y": down[0], "y2": down[1]}
        self.boxes.append({**place, "fill": fill, "dash": [3, 3] if dash else [1, 0]})

    def line(self, across: tuple[float, float], down: tuple[float, float]) -> None:
        """Add a line."""
        self.lines.append({"x": across[0], "x2": across[1], "y": down[0], "y2": down[1]})

    def say(self, x: float, y: float, words: str, fill: str = "", *, middle: bool = False) -> None:
        """Add words."""
        (self.middle if middle else self.left).append({"x": x, "y": y, "text": words, "fill": fill or self.ink.text})

    def chart(self, height: float, words: str) -> Chart:
        """Finish the board.

        Args:
            height: Its height in pixels.
            words: What it shows, for whoever hears it.

        Returns:
            The chart.
        """
        layers: Sequence[list[dict[str, Any]]] = (self.boxes, self.lines, self.left, self.middle)
        spec = filled(_board(self.ink), layers, (0, WIDE), (0, height))
        return Chart({**spec, "height": height}, words)


@template
def _board(ink: Ink) -> alt.LayerChart | alt.FacetChart:
    x, x2 = alt.X(**number("x")), alt.X2("x2:Q")
    y, y2 = alt.Y(**number("y")), alt.Y2("y2:Q")
    fill = alt.Color("fill:N", scale=None)
    boxes = (
        alt.Chart(empty())
        .mark_rect(stroke=ink.text, strokeWidth=1)
        .encode(x, x2, y, y2, fill=fill, strokeDash=alt.StrokeDash("dash:O", scale=None))
    )
    lines = alt.Chart(empty()).mark_rule(stroke=ink.text, strokeWidth=1.4).encode(x, x2, y, y2)
    words = alt.Chart(empty()).mark_text(fontSize=13, align="left", baseline="middle", lineBreak="\n")
    left = words.encode(x, y, text="text:N", color=fill)
    middle = alt.Chart(empty()).mark_text(fontSize=13, baseline="middle", lineBreak="\n")
    return alt.layer(boxes, lines, left, middle.encode(x, y, text="text:N", color=fill))
