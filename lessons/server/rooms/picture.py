"""The minutes of a visit as a strip, for a page without a charting library."""

from collections.abc import Sequence
from dataclasses import dataclass

from ptcoding.chart.color import mark
from ptcoding.explanation import counted, listed
from ptcoding.facts import facts
from ptcoding.facts.rule import QUARTER

WIDTH, TOP, LINE = 640, 80, 24
# A narrower block has no room for its own words.
LEAST = 130


@dataclass(frozen=True, slots=True)
class Block:
    """The minutes of a service.

    Args:
        x: Where it begins.
        width: How wide it is.
        fill: Its color.
        ink: The color of its words.
        label: Its words, short where it is narrow.
    """

    x: float
    width: float
    fill: str
    ink: str
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place.

    Args:
        x: From the left.
        y: From the top.
        text: The words.
        anchor: Which end of them is there.
    """

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Picture:
    """A strip.

    Args:
        bars: Its blocks.
        ticks: Its ruler.
        lines: What each sign stands for.
        height: How high it is.
        alt: What it shows, in words.
    """

    bars: tuple[Block, ...]
    ticks: tuple[Words, ...]
    lines: tuple[Words, ...]
    height: int
    alt: str


def picture(minutes: Sequence[tuple[str, int]]) -> Picture | None:
    """Draw the minutes of a visit.

    Args:
        minutes: Minutes of every service, in order.

    Returns:
        The strip, None where there are no minutes.

    >>> drawn = picture((("97110", 30), ("97140", 10)))
    >>> [block.width for block in drawn.bars], drawn.alt
    ([480.0, 160.0], '30 minutes of 97110 and 10 minutes of 97140')
    """
    total = sum(spent for _, spent in minutes)
    if not total:
        return None
    bars, at = [], 0.0
    for code, spent in minutes:
        width, look = WIDTH * spent / total, mark(code)
        label = f"{look.sign} {code} · {spent}" if width >= LEAST else look.sign
        bars.append(Block(round(at, 1), round(width, 1), look.fill, look.text, label))
        at += width
    ticks = tuple(
        Words(round(WIDTH * at / total, 1), TOP, f"{at}", "start" if not at else "middle")
        for at in range(0, total + 1, QUARTER)
    )
    lines = tuple(
        Words(
            0,
            TOP + LINE * place + 12,
            f"{mark(code).sign} {code} {facts().codes[code].short}: {counted(spent, 'minute')}",
        )
        for place, (code, spent) in enumerate(minutes)
    )
    alt = listed(f"{counted(spent, 'minute')} of {code}" for code, spent in minutes)
    return Picture(tuple(bars), ticks, lines, TOP + LINE * len(minutes) + 8, alt)
