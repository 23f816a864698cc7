"""Medically unlikely edits, as rows and as the table that looks them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ptcoding.facts.source import Fact


class Adjudication(StrEnum):
    """What a limit holds for and rests on, and so whether a denial can be argued.

    >>> Adjudication.CLINICAL.indicator
    3
    """

    UNREAD = ""
    LINE = "line"
    POLICY = "policy"
    CLINICAL = "clinical"

    @property
    def indicator(self) -> int | None:
        """The adjudication indicator as the file gives it: 1 for a line, 2 and 3 for a day; None where not read."""
        return list(Adjudication).index(self) or None


@dataclass(frozen=True, slots=True)
class Limit(Fact):
    """The most units of one code on one day, as read for some days.

    Args:
        code: The code.
        units: The most units; 0 where Medicare pays none under this code.
        adjudication: Whether it holds for a line or a day, and what it rests on.
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

    Only the practitioner values are modeled; ``not_modelled`` says what that leaves out.

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

        >>> from ptcoding.facts import facts
        >>> facts().limits.nearest("97110", date(2026, 11, 2)).units
        6
        """
        rows = (row for row in self.limits if row.code == code)
        return min(rows, key=lambda row: abs(row.nearest(on) - on), default=None)
