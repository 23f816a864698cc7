"""NCCI procedure-to-procedure edits: which pairs of codes Medicare pays together, on which days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from ptcoding.billing.edit import BYPASS, NEVER, VOID, Edit, Ground, Reading
from ptcoding.billing.finding import Finding, Severity
from ptcoding.source import long_date


class State(StrEnum):
    """What is known of a pair on a day."""

    ACTIVE = "active"
    NONE = "none"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Verdict:
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

    Only the practitioner file is modelled; ``not_modelled`` says what that leaves out.

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

        >>> from ptcoding.reference import edits
        >>> [(row.column1, str(row.deleted)) for row in edits().history("97530", "97140")]
        [('97140', '2019-12-31')]
        """
        return self._pairs.get(frozenset((first, second)), ())

    def between(self, first: str, second: str, on: date) -> Verdict:
        """Say what is known of a pair on a day, in either direction.

        Args:
            first: A code.
            second: Another code.
            on: The date of service.

        Returns:
            The edit in force, that there is none, or that it was not checked.

        >>> from ptcoding.reference import edits
        >>> edits().between("97110", "97140", date(2026, 3, 2)).state.value
        'none'
        """
        in_force = self._in_force(first, second, on)
        if in_force:
            return Verdict(State.ACTIVE, in_force, on)
        days = [reading.nearest(on) for reading in self.readings if reading.covers(first, second)]
        days += [row.deleted or row.as_of for row in self.history(first, second) if row.indicator != VOID]
        read = min(days, key=lambda day: abs(day - on), default=None)
        if read == on:
            return Verdict(State.NONE, None, on)
        return Verdict(State.UNCHECKED, self._in_force(first, second, read) if read else None, read)

    def _in_force(self, first: str, second: str, on: date) -> Edit | None:
        return next((row for row in self.history(first, second) if row.is_known_in_force(on)), None)


def _order(edit: Edit) -> date:
    return edit.effective or edit.deleted or edit.as_of


def bypassable(first: str, second: str, on: date, table: EditTable | None = None) -> Edit | None:
    """Give the edit that a modifier may lift on a day, if the services were separate.

    Args:
        first: A code.
        second: Another code.
        on: The date of service.
        table: The edits; all that were read when left out.

    Returns:
        The edit in force with indicator 1; None where there is none, where no modifier helps, or where it is not known.

    >>> bypassable("97530", "97140", date(2019, 12, 31)).column1, bypassable("97530", "97140", date(2020, 1, 1))
    ('97140', None)
    """
    verdict = (table or _all_edits()).between(first, second, on)
    active = verdict.state is State.ACTIVE and verdict.edit
    return active if active and active.indicator == BYPASS else None


def edit_findings(
    codes: Sequence[str], on: date, lines: Mapping[str, tuple[int, ...]], table: EditTable | None = None
) -> tuple[Finding, ...]:
    """Find the edits that concern a visit, and those that are wrongly believed to.

    Args:
        codes: The codes of the visit.
        on: The date of service.
        lines: Positions of the services of each code.
        table: The edits; all that were read when left out.

    Returns:
        At most one finding for a pair, in the order of the codes.
    """
    table = table or _all_edits()
    found = (_finding(first, second, on, table) for first, second in combinations(dict.fromkeys(codes), 2))
    return tuple(
        replace(finding, lines=tuple(sorted(line for code in finding.codes for line in lines.get(code, ()))))
        for finding in found
        if finding
    )


def _finding(first: str, second: str, on: date, table: EditTable) -> Finding | None:
    """Choose what is said of a pair."""
    verdict = table.between(first, second, on)
    believed = frozenset((first, second)) in table.believed
    if verdict.state is State.ACTIVE and verdict.edit and verdict.edit.indicator is not None:
        return _active(verdict.edit, on, table)
    if verdict.state is State.NONE:
        return _none(first, second, on, table) if believed else None
    # Silence about a pair of which nothing is recorded says nothing; a note for each would drown the rest.
    recorded = believed or table.history(first, second)
    return _unchecked((first, second), on, verdict, table) if recorded else None


def _active(edit: Edit, on: date, table: EditTable) -> Finding:
    """Say what an edit in force does, and what may lift it."""
    columns = {"column1": edit.column1, "column2": edit.column2, "on": long_date(on)}
    pair, source = (edit.column1, edit.column2), edit.sources[0]
    if edit.indicator == NEVER:
        return Finding("edit_never", Severity.ERROR, pair, (), source, MappingProxyType(columns))
    ground = next(ground for ground in table.grounds or _all_edits().grounds if ground.fits(edit))
    said = {"modifiers": ground.modifiers, "test": ground.test, "note": ground.note, "manual": ground.manual}
    return Finding("edit_bypass", Severity.WARNING, pair, (), source, MappingProxyType(columns | said))


def _none(first: str, second: str, on: date, table: EditTable) -> Finding:
    """Say that there is no edit, and since when."""
    rows = table.history(first, second)
    before = [row.deleted for row in rows if row.indicator != VOID and row.deleted and row.deleted < on]
    after = [row.effective for row in rows if row.indicator != VOID and row.effective and row.effective > on]
    void = [row.effective for row in rows if row.effective]
    if before:
        history = _words("ended", day=long_date(max(before)))
    elif after:
        history = _words("began", day=long_date(min(after)))
    else:
        history = _words("void", day=long_date(void[0])) if void else _words("no_row")
    values = {"first": first, "second": second, "on": long_date(on), "history": history}
    source = _source(first, second, on, table)
    return Finding("edit_none", Severity.NOTE, (first, second), (), source, MappingProxyType(values))


def _unchecked(pair: tuple[str, str], on: date, verdict: Verdict, table: EditTable) -> Finding | None:
    """Say that the files read do not settle the day, and what the nearest day read shows."""
    edit, read = verdict.edit, verdict.read
    if read is None:
        return None
    values = {"first": pair[0], "second": pair[1], "on": long_date(on)}
    if edit is None:
        known = MappingProxyType(values | {"known": _words("known_none", read=long_date(read))})
        return Finding("edit_unchecked", Severity.NOTE, pair, (), _source(*pair, on, table), known)
    kind = "known_unread" if edit.indicator is None else f"known_{edit.indicator}"
    words = _words(kind, read=long_date(read), column1=edit.column1, column2=edit.column2)
    known = MappingProxyType(values | {"known": words})
    columns = (edit.column1, edit.column2)
    return Finding("edit_unchecked", Severity.WARNING, columns, (), edit.sources[0], known)


def _source(first: str, second: str, on: date, table: EditTable) -> str:
    """Name the file that is nearest to a day among those in which a pair was read."""
    readings = [reading for reading in table.readings if reading.covers(first, second)]
    return min(readings, key=lambda reading: abs(reading.nearest(on) - on)).sources[0]


def _words(kind: str, **values: str) -> str:
    from ptcoding.reference import filled

    return filled("edit", kind, values)


def _all_edits() -> EditTable:
    from ptcoding.reference import edits

    return edits()
