"""Pictures of a summary: for each payer, code, therapist or month the units billed beside the units earned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import polars as pl

from ptcoding.chart.color import LIGHT
from ptcoding.errors import printable

MOST_BARS = 24
LEFT, WIDTH, ROW, BAR, TOP, FONT = 190, 480, 38, 12, 46, 13
LONGEST_NAME = 24
NO_NAME = "not told"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bars of a picture.

    Args:
        name: What they are about.
        billed: Units billed.
        earned: Units earned under Medicare's rule.
    """

    name: str
    billed: int
    earned: int


def pairs(summary: pl.DataFrame, name: str) -> tuple[Pair, ...]:
    """Take the bars of a summary: those with the most units billed, months in their order.

    Args:
        summary: A table with ``name``, ``billed`` and ``cms``.
        name: Its first column.

    Returns:
        The bars, 24 at most.
    """
    kept = summary if name == "month" else summary.sort("billed", "cms", descending=True)
    kept = kept.tail(MOST_BARS) if name == "month" else kept.head(MOST_BARS)
    return tuple(
        Pair(str(row[name]) if row[name] not in (None, "") else NO_NAME, row["billed"] or 0, row["cms"] or 0)
        for row in kept.iter_rows(named=True)
    )


def svg(title: str, drawn: Sequence[Pair]) -> str:
    """Draw the bars.

    Args:
        title: What stands above them.
        drawn: The bars.

    Returns:
        An SVG document: it holds no script, and every name in it is text.

    >>> svg("By payer", [Pair("Aetna & Co", 3, 2)]).count("<rect")
    3
    >>> "Aetna &amp; Co" in svg("By payer", [Pair("Aetna & Co", 3, 2)])
    True
    """
    most = max((max(one.billed, one.earned) for one in drawn), default=1) or 1
    height = TOP + ROW * max(len(drawn), 1) + 10
    said = "; ".join(f"{_short(one.name)}: {one.billed:,} billed, {one.earned:,} earned" for one in drawn)
    size = f'width="{LEFT + WIDTH + 120}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="{FONT}">',
        f"<title>{_text(title)}</title><desc>{_text(said)}</desc>",
        f'<rect width="100%" height="100%" fill="{LIGHT.paper}"/>',
        f'<text x="10" y="22" fill="{LIGHT.text}" font-weight="bold">{_text(title)}</text>',
        *(line for place, one in enumerate(drawn) for line in _bars(one, TOP + ROW * place, most)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _bars(one: Pair, top: int, most: int) -> Iterator[str]:
    name = _text(_short(one.name))
    yield f'<text x="{LEFT - 8}" y="{top + BAR + 4}" text-anchor="end" fill="{LIGHT.text}">{name}</text>'
    for place, (units, color, word) in enumerate(
        ((one.billed, LIGHT.each, "billed"), (one.earned, LIGHT.total, "earned"))
    ):
        y, wide = top + place * (BAR + 2), round(WIDTH * units / most, 1)
        yield f'<rect x="{LEFT}" y="{y}" width="{wide}" height="{BAR}" fill="{color}"/>'
        yield f'<text x="{LEFT + wide + 6}" y="{y + BAR - 1}" fill="{LIGHT.text}">{units:,} {word}</text>'


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _text(words: str) -> str:
    return escape(printable(words))
