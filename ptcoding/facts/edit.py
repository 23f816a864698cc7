"""One row of the NCCI edits, what was read of them, and when a modifier may lift one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ptcoding.facts.source import Fact

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


class State(StrEnum):
    """What is known of a pair on a day."""

    ACTIVE = "active"
    NONE = "none"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is known of a pair on a day.

    Args:
        state: Whether an edit is in force, none is, or the files read do not settle it.
        edit: The edit in force; where unchecked, the one in force on the nearest day read.
        read: The day that was read: the day asked for, or the nearest one; None where the pair was never read.
    """

    state: State
    edit: Edit | None
    read: date | None


class EditTable:
    """Every edit that was read, and what was read.

    Only the practitioner file is modeled; ``not_modelled`` says what that leaves out.

    Args:
        edits: The rows.
        readings: Pairs and days on which the lack of a row means that there is no edit.
        believed: Pairs that many believe to be edits.
        grounds: When a modifier may lift an edit, the first that fits.
        not_modelled: What the rows leave out.
    """

    def __init__(
        self,
        edits: Iterable[Edit],
        readings: Iterable[Reading] = (),
        believed: Iterable[Iterable[str]] = (),
        grounds: Iterable[Ground] = (),
        not_modelled: str = "",
    ) -> None:
        pairs: dict[frozenset[str], list[Edit]] = {}
        for edit in edits:
            pairs.setdefault(frozenset((edit.column1, edit.column2)), []).append(edit)
        self._pairs = {pair: tuple(sorted(rows, key=_order)) for pair, rows in pairs.items()}
        self.readings = tuple(readings)
        self.believed = frozenset(frozenset(pair) for pair in believed)
        self.grounds = tuple(grounds)
        self.not_modelled = not_modelled

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every row, pair by pair."""
        return tuple(edit for rows in self._pairs.values() for edit in rows)

    def history(self, first: str, second: str) -> tuple[Edit, ...]:
        """Give the rows of a pair in either direction, the oldest first.

        >>> from ptcoding.facts import facts
        >>> [(row.column1, str(row.deleted)) for row in facts().edits.history("97530", "97140")]
        [('97140', '2019-12-31')]
        """
        return self._pairs.get(frozenset((first, second)), ())

    def between(self, first: str, second: str, on: date) -> Ruling:
        """Say what is known of a pair on a day, in either direction.

        Args:
            first: A code.
            second: Another code.
            on: The date of service.

        Returns:
            The edit in force, that there is none, or that it was not checked.

        >>> from ptcoding.facts import facts
        >>> facts().edits.between("97110", "97140", date(2026, 3, 2)).state.value
        'none'
        """
        in_force = self._in_force(first, second, on)
        if in_force:
            return Ruling(State.ACTIVE, in_force, on)
        days = [reading.nearest(on) for reading in self.readings if reading.covers(first, second)]
        days += [row.deleted or row.as_of for row in self.history(first, second) if row.indicator != VOID]
        read = min(days, key=lambda day: abs(day - on), default=None)
        if read == on:
            return Ruling(State.NONE, None, on)
        return Ruling(State.UNCHECKED, self._in_force(first, second, read) if read else None, read)

    def _in_force(self, first: str, second: str, on: date) -> Edit | None:
        return next((row for row in self.history(first, second) if row.is_known_in_force(on)), None)


def _order(edit: Edit) -> date:
    return edit.effective or edit.deleted or edit.as_of
