"""A board of boxes, lines and words: what every picture of the course is put together from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ptcoding.chart.color import Ink
from ptcoding.chart.template import FILL, TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template, told

WIDE = 100
ROW = 34
_DASH = told("strokeDash", "dash", "ordinal")


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
def _board(ink: Ink) -> Sequence[Layer]:
    return [
        layer("rect", X, X2, Y, Y2, told("fill", "fill"), _DASH, stroke=ink.text, strokeWidth=1),
        layer("rule", X, X2, Y, Y2, stroke=ink.text, strokeWidth=1.4),
        layer("text", X, Y, TEXT, FILL, fontSize=13, align="left", baseline="middle", lineBreak="\n"),
        layer("text", X, Y, TEXT, FILL, fontSize=13, baseline="middle", lineBreak="\n"),
    ]
