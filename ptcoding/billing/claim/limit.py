"""Medically unlikely edits: the most units of a code that Medicare believes for one patient on one day."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ptcoding.facts.limit import Adjudication, Limit, LimitTable
from ptcoding.facts.source import is_in_force, long_date
from ptcoding.finding import Finding, Severity

# The table gives the value; the manual says what a value above it means.
CEILING = "nccipm-1v"
# What a limit of each line means stands in a contractor's article.
LINE = "ngs-mue"


def limit_findings(
    units: Mapping[str, int], on: date, lines: Mapping[str, tuple[int, ...]], table: LimitTable
) -> tuple[Finding, ...]:
    """Find the codes with more units on one day than Medicare believes.

    Args:
        units: Units of each code.
        on: The date of service.
        lines: Positions of the services of each code.
        table: The limits.

    Returns:
        One finding for each code over its limit.

    >>> from ptcoding.facts import facts
    >>> billed = {"97110": 6, "97112": 5, "97010": 1}
    >>> [finding.kind for finding in limit_findings(billed, date(2026, 11, 2), {}, facts().limits)]
    ['mue_over', 'mue_zero']
    """
    found = []
    for code, billed in units.items():
        limit = table.nearest(code, on)
        if limit and billed > limit.units:
            found.append(_over(limit, billed, on, lines.get(code, ())))
    return tuple(found)


def _over(limit: Limit, billed: int, on: date, lines: tuple[int, ...]) -> Finding:
    """Say what a limit means for units above it."""
    values: dict[str, object] = {"code": limit.code, "known": _known(limit, on)}
    if limit.units == 0:
        return Finding("mue_zero", Severity.ERROR, (limit.code,), lines, limit.sources[0], MappingProxyType(values))
    firmness = _words(limit.adjudication or "unread")
    values |= {"units": billed, "limit": limit.units, "firmness": firmness, "indicator": limit.adjudication.indicator}
    source = LINE if limit.adjudication is Adjudication.LINE else CEILING
    return Finding("mue_over", Severity.WARNING, (limit.code,), lines, source, MappingProxyType(values))


def _known(limit: Limit, on: date) -> str:
    """Say for which days the value was read."""
    if not is_in_force(limit, on):
        return _words("other", read=long_date(limit.nearest(on)))
    kind = "read_on" if limit.since == limit.until else "read_from"
    return _words(kind, since=long_date(limit.since), until=long_date(limit.until))


def _words(kind: str, **values: str) -> str:
    from ptcoding.facts.words import filled

    return filled("limit", kind, values)
