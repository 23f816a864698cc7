"""What in a note cannot be so: impossible figures, words that exclude each other, units that do not fit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ptcoding.facts.table import Row, read_table, rows_of
from ptcoding.notes.load import named_patterns
from ptcoding.notes.pattern import expand
from ptcoding.notes.starts import HEAD

NEAR = 40


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that cannot be so.

    Args:
        kind: ``impossible``, ``contradiction`` or ``senseless``.
        start: Where they begin.
        end: Where they end.
        what: What is wrong with a figure; empty for the other kinds.
        other: The words that exclude them, as a place; None where there are none.
    """

    kind: str
    start: int
    end: int
    what: str = ""
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Limit:
    """Bounds of a figure.

    Args:
        what: What a figure outside them is.
        figures: How many figures its pattern finds; of two the product counts.
        low: The least.
        high: The most.
        near: Words one of which must stand shortly before, None where none needs to.
        above: Whether the first of two figures must not be more than the second.
    """

    what: str
    figures: int
    low: int
    high: int
    near: re.Pattern[str] | None
    above: bool

    def broken(self, found: re.Match[str], figures: list[int]) -> bool:
        if self.above:
            return len(figures) > 1 and figures[0] > figures[1]
        if self.near and not self.near.search(found.string, max(0, found.start() - NEAR), found.end()):
            return False
        said = figures[0] if len(figures) == 1 else figures[0] * figures[1]
        return not self.low <= said <= self.high


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two things that cannot both be so."""

    first: re.Pattern[str]
    second: re.Pattern[str] | None
    unless: re.Pattern[str] | None


def doubts(small: str) -> Iterator[Doubt]:
    """Find what cannot be so.

    Args:
        small: A note in small letters.

    Yields:
        Each doubt, kind by kind.

    >>> [(doubt.kind, doubt.what) for doubt in doubts("pain 14/10 before, 2/10 after")]
    [('impossible', 'a pain score over 10')]
    >>> list(doubts("pain 10/10 before, 2/10 after"))
    []
    """
    pattern, limits = _limits()
    for found in pattern.finditer(small):
        place = found.lastindex or 1
        limit = limits[place]
        if limit.broken(found, [int(figure) for figure in found.groups()[place : place + limit.figures]]):
            yield Doubt("impossible", *found.span(), limit.what)
    for clash in _clashes() if _any_clash().search(small) else ():
        first = clash.first.search(small)
        second = clash.second.search(small) if first and clash.second else None
        if first and (second or not clash.second) and not (clash.unless and clash.unless.search(small)):
            yield Doubt("contradiction", *first.span(), other=second.span() if second else None)
    yield from (Doubt("senseless", *found.span()) for found in _senseless().finditer(small))


def _compiled(pattern: str, headed: bool = True) -> re.Pattern[str]:
    whole = expand(pattern, named_patterns())
    return re.compile(f"{HEAD}(?:{whole})" if headed else whole)


def _maybe(row: Row, name: str) -> re.Pattern[str] | None:
    return _compiled(row[name], headed=False) if name in row else None


def _table(kind: str) -> Sequence[Row]:
    return rows_of(read_table("notes/sanity"), kind)


@cache
def _limits() -> tuple[re.Pattern[str], Mapping[int, _Limit]]:
    """Join the patterns of all figures into one, each in a bracket whose number tells which it was."""
    limits: dict[int, _Limit] = {}
    patterns, bracket = [], 1
    for row in _table("limit"):
        figures = re.compile(expand(row["pattern"], named_patterns())).groups
        above = row.get("above", False)
        limits[bracket] = _Limit(row["what"], figures, row.get("low", 0), row["high"], _maybe(row, "near"), above)
        patterns.append(f"({row['pattern']})")
        bracket += figures + 1
    return _compiled("|".join(patterns)), limits


@cache
def _clashes() -> tuple[_Clash, ...]:
    rows = _table("clash")
    return tuple(_Clash(_compiled(row["first"]), _maybe(row, "second"), _maybe(row, "unless")) for row in rows)


@cache
def _any_clash() -> re.Pattern[str]:
    return _compiled("|".join(f"(?:{row['first']})" for row in _table("clash")))


@cache
def _senseless() -> re.Pattern[str]:
    return _compiled("|".join(f"(?:{row['pattern']})" for row in _table("senseless")))
