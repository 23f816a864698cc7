"""One row of the NCCI edits, what was read of them, and when a modifier may lift one."""

from dataclasses import dataclass
from datetime import date

from ptcoding.source import Fact

NEVER, BYPASS, VOID = 0, 1, 9


@dataclass(frozen=True, slots=True)
class Edit(Fact):
    """One row of the practitioner file.

    Args:
        column1: The code that is paid.
        column2: The code that is denied beside it.
        indicator: 0 where no modifier helps, 1 where one may, 9 where the edit was never in force; None where not read.
        effective: First day in force, None where the file read gives none.
        deleted: Last day in force, None while it is.
        as_of: The last day for which the row was read.
    """

    column1: str
    column2: str
    indicator: int | None
    effective: date | None
    deleted: date | None
    as_of: date

    def is_known_in_force(self, on: date) -> bool:
        """Tell whether the row is known to apply to a day.

        A row without its first day is known on its last day alone: the day of deletion, or the day it was read.

        Args:
            on: The date of service.

        Returns:
            False also where nothing is known.
        """
        last = self.deleted or self.as_of
        return self.indicator != VOID and (self.effective or last) <= on <= last


@dataclass(frozen=True, slots=True)
class Reading(Fact):
    """What was read: pairs and days for which every edit is known, so that the lack of one is known too.

    Args:
        codes: One code of the pair.
        beside: The other.
        since: First day.
        until: Last day.
    """

    codes: frozenset[str]
    beside: frozenset[str]
    since: date
    until: date

    def covers(self, first: str, second: str) -> bool:
        """Tell whether a pair was read, in either order."""
        return (first in self.codes and second in self.beside) or (second in self.codes and first in self.beside)

    def nearest(self, on: date) -> date:
        """Give the day of the reading that is nearest to another."""
        return min(max(on, self.since), self.until)


@dataclass(frozen=True, slots=True)
class Ground(Fact):
    """When a modifier may lift an edit with indicator 1.

    Args:
        key: Short name.
        column1: The codes in column 1 to which it applies, None for any.
        column2: The codes in column 2, None for any.
        modifiers: What may be appended.
        test: What must be true of the two services.
        note: What the note has to show.
        manual: Where the NCCI policy manual says so.
    """

    key: str
    column1: frozenset[str] | None
    column2: frozenset[str] | None
    modifiers: str
    test: str
    note: str
    manual: str

    def fits(self, edit: Edit) -> bool:
        """Tell whether the ground is one for this edit."""
        return (self.column1 is None or edit.column1 in self.column1) and (
            self.column2 is None or edit.column2 in self.column2
        )
