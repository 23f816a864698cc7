"""A picture of the course by its name and values, as an author writes it, drawn frame by frame."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from ptcoding.chart.color import Ink
from ptcoding.chart.figure import shapes
from ptcoding.chart.template import Chart
from ptcoding.errors import DocumentError, Problem, UnknownKeyError, quoted

Drawing = Callable[[Mapping[str, Any], int, Ink], Chart]
FIGURES: Final[Mapping[str, Drawing]] = MappingProxyType(
    {
        "axis": shapes.axis,
        "bars": shapes.bars,
        "gap": shapes.gap,
        "grid": shapes.grid,
        "pairs": shapes.pairs,
        "pay": shapes.pay,
        "payers": shapes.payers,
        "series": shapes.series,
        "slots": shapes.slots,
    }
)
# Keys that every figure has; what else stands there is its own.
OWN = ("name", "say")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as an author wrote it.

    Args:
        name: Which picture.
        say: A sentence for each frame, in order.
        values: What it shows.
    """

    name: str
    say: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a picture.

    Args:
        chart: What is seen.
        text: The sentence beside it, as Markdown.
    """

    chart: Chart
    text: str


def read_figure(written: str) -> Figure:
    r"""Read a figure directive.

    Args:
        written: TOML with ``name``, ``say`` and the values of that picture.

    Returns:
        The figure.

    Raises:
        DocumentError: If it is no TOML, or says nothing.
        UnknownKeyError: If there is no picture of that name.

    >>> read_figure('name = "slots"\nsay = ["One."]\nparts = [["97110", "code"]]').values["parts"]
    [['97110', 'code']]
    """
    try:
        document = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError([Problem("figure", quoted(written), f"TOML: {error}")]) from error
    name, say = document.get("name", ""), document.get("say", [])
    if name not in FIGURES:
        raise UnknownKeyError([Problem("figure", quoted(name), f"one of {', '.join(FIGURES)}")])
    if not say:
        raise DocumentError([Problem(f"figure {name}: say", quoted(say), "a sentence for each frame")])
    values = {key: value for key, value in document.items() if key not in OWN}
    return Figure(name, tuple(say), MappingProxyType(values))


def draw(figure: Figure, ink: Ink) -> Sequence[Frame]:
    """Draw the frames of a figure: each adds one thing to the one before, the last has everything.

    Args:
        figure: The figure.
        ink: Colors of the theme.

    Returns:
        The frames, one for each sentence.

    Raises:
        DocumentError: If a value of the picture is missing.
    """
    try:
        return [
            Frame(FIGURES[figure.name](figure.values, len(figure.say) - 1 - place, ink), text)
            for place, text in enumerate(figure.say)
        ]
    except KeyError as error:
        raise DocumentError([Problem(f"figure {figure.name}", error.args[0], "a value of that name")]) from error
