"""Medically unlikely edits: the most units of a code that Medicare believes for one patient on one day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ptcoding.billing.finding import Finding, Severity
from ptcoding.source import Fact, is_in_force, long_date

# The table gives the value; the manual says what a value above it means.
CEILING = "nccipm-1v"


class Adjudication(StrEnum):
    """What a limit rests on, and so whether a denial can be argued."""

    POLICY = "policy"
    CLINICAL = "clinical"
    UNREAD = ""


@dataclass(frozen=True, slots=True)
class Limit(Fact):
    """The most units of one code on one day, as read for some days.

    Args:
        code: The code.
        units: The most units; 0 where Medicare pays none under this code.
        adjudication: What the limit rests on.
        since: First day for which it was read.
        until: Last day for which it was read.
    """

    code: str
    units: int
    adjudication: Adjudication
    since: date
    until: date

    def nearest(self, on: date) -> date:
        """Give the day of the reading that is nearest to another."""
        return min(max(on, self.since), self.until)


class LimitTable:
    """Every limit that was read.

    Only the practitioner values are modelled; ``not_modelled`` says what that leaves out.

    Args:
        limits: The rows, several for a code that was read for several times.
        not_modelled: What the rows leave out.
    """

    def __init__(self, limits: Iterable[Limit], not_modelled: str = "") -> None:
        self.limits = tuple(limits)
        self.not_modelled = not_modelled

    def nearest(self, code: str, on: date) -> Limit | None:
        """Give the limit read for a day, or for the day nearest to it.

        Args:
            code: The code.
            on: The date of service.

        Returns:
            The row; None where the code was never read.

        >>> from ptcoding.reference import limits
        >>> limits().nearest("97110", date(2026, 11, 2)).units
        6
        """
        rows = (row for row in self.limits if row.code == code)
        return min(rows, key=lambda row: abs(row.nearest(on) - on), default=None)


def limit_findings(
    units: Mapping[str, int], on: date, lines: Mapping[str, tuple[int, ...]], table: LimitTable | None = None
) -> tuple[Finding, ...]:
    """Find the codes with more units on one day than Medicare believes.

    Args:
        units: Units of each code.
        on: The date of service.
        lines: Positions of the services of each code.
        table: The limits; all that were read when left out.

    Returns:
        One finding for each code over its limit.

    >>> [finding.kind for finding in limit_findings({"97110": 6, "97112": 5, "97010": 1}, date(2026, 11, 2), {})]
    ['mue_over', 'mue_zero']
    """
    table = table or _all_limits()
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
    values |= {"units": billed, "limit": limit.units, "firmness": firmness}
    return Finding("mue_over", Severity.WARNING, (limit.code,), lines, CEILING, MappingProxyType(values))


def _known(limit: Limit, on: date) -> str:
    """Say for which days the value was read."""
    if not is_in_force(limit, on):
        return _words("other", read=long_date(limit.nearest(on)))
    kind = "read_on" if limit.since == limit.until else "read_from"
    return _words(kind, since=long_date(limit.since), until=long_date(limit.until))


def _words(kind: str, **values: str) -> str:
    from ptcoding.reference import filled

    return filled("limit", kind, values)


def _all_limits() -> LimitTable:
    from ptcoding.reference import limits

    return limits()
