"""NCCI procedure-to-procedure edits: which pairs of codes Medicare pays together, on which days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from types import MappingProxyType

from ptcoding.facts.edit import BYPASS, NEVER, VOID, Edit, EditTable, Ruling, State
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity

# Correct coding is asked for even where no edit says so.
UNPAIRED = "nccipm-11p"
MOST_PAIRS = 6


def bypassable(first: str, second: str, on: date, table: EditTable) -> Edit | None:
    """Give the edit that a modifier may lift on a day, if the services were separate.

    Args:
        first: A code.
        second: Another code.
        on: The date of service.
        table: The edits.

    Returns:
        The edit in force with indicator 1; None where there is none, where no modifier helps, or where it is not known.

    >>> from ptcoding.facts import facts
    >>> bypassable("97530", "97140", date(2019, 12, 31), facts().edits).column1
    '97140'
    >>> bypassable("97530", "97140", date(2020, 1, 1), facts().edits)
    """
    ruling = table.between(first, second, on)
    active = ruling.state is State.ACTIVE and ruling.edit
    return active if active and active.indicator == BYPASS else None


def edit_findings(
    codes: Sequence[str], on: date, lines: Mapping[str, tuple[int, ...]], table: EditTable
) -> tuple[Finding, ...]:
    """Find the edits that concern a visit, and those that are wrongly believed to.

    Args:
        codes: The codes of the visit.
        on: The date of service.
        lines: Positions of the services of each code.
        table: The edits.

    Returns:
        At most one finding for a pair, in the order of the codes.
    """
    found = (_finding(first, second, on, table) for first, second in combinations(dict.fromkeys(codes), 2))
    return tuple(
        replace(finding, lines=tuple(sorted(line for code in finding.codes for line in lines.get(code, ()))))
        for finding in found
        if finding
    )


def unread_finding(
    codes: Sequence[str], on: date, lines: Mapping[str, tuple[int, ...]], table: EditTable
) -> Finding | None:
    """Name in one finding the pairs of a visit that were not read for its day and of which nothing else is said.

    Args:
        codes: The codes of the visit.
        on: The date of service.
        lines: Positions of the services of each code.
        table: The edits.

    Returns:
        A note; None where every pair was read for the day, or has a finding of its own.

    >>> from ptcoding.facts import facts
    >>> unread_finding(["97112", "97535"], date(2026, 3, 2), {}, facts().edits).values["pairs"]
    '97112 with 97535'
    >>> unread_finding(["97112", "97535"], date(2024, 7, 1), {}, facts().edits)
    """
    pairs = [
        (pair, table.between(*pair, on).read)
        for pair in combinations(dict.fromkeys(codes), 2)
        if table.between(*pair, on).state is State.UNCHECKED and not _finding(*pair, on, table)
    ]
    if not pairs:
        return None
    never = [pair for pair, read in pairs if read is None]
    days = sorted({read for _, read in pairs if read is not None})
    known = [_words("unread_known", read=" or ".join(map(long_date, days)))] if days else []
    known += [_words("unread_never", pairs=_listed(never))] if never else []
    values = {"on": long_date(on), "pairs": _listed([pair for pair, _ in pairs]), "known": " ".join(known)}
    concerned = tuple(dict.fromkeys(code for pair, _ in pairs for code in pair))
    where = tuple(sorted(line for code in concerned for line in lines.get(code, ())))
    source = _source(*next(pair for pair, read in pairs if read), on, table) if days else UNPAIRED
    return Finding("edit_unread", Severity.NOTE, concerned, where, source, MappingProxyType(values))


def _listed(pairs: Sequence[tuple[str, str]]) -> str:
    named = ", ".join(f"{first} with {second}" for first, second in pairs[:MOST_PAIRS])
    return named if len(pairs) <= MOST_PAIRS else f"{named}, and {len(pairs) - MOST_PAIRS} more"


def _finding(first: str, second: str, on: date, table: EditTable) -> Finding | None:
    """Choose what is said of a pair."""
    ruling = table.between(first, second, on)
    believed = frozenset((first, second)) in table.believed
    if ruling.state is State.ACTIVE and ruling.edit and ruling.edit.indicator is not None:
        return _active(ruling.edit, on, table)
    if ruling.state is State.NONE:
        return _none(first, second, on, table) if believed else None
    # A note for each pair of which nothing is recorded would drown the rest: they are told in one finding.
    recorded = believed or table.history(first, second)
    return _unchecked((first, second), on, ruling, table) if recorded else None


def _active(edit: Edit, on: date, table: EditTable) -> Finding:
    """Say what an edit in force does, and what may lift it."""
    columns = {"column1": edit.column1, "column2": edit.column2, "on": long_date(on)}
    pair, source = (edit.column1, edit.column2), edit.sources[0]
    if edit.indicator == NEVER:
        return Finding("edit_never", Severity.ERROR, pair, (), source, MappingProxyType(columns))
    ground = next(ground for ground in table.grounds if ground.fits(edit))
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


def _unchecked(pair: tuple[str, str], on: date, ruling: Ruling, table: EditTable) -> Finding | None:
    """Say that the files read do not settle the day, and what the nearest day read shows."""
    edit, read = ruling.edit, ruling.read
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
    from ptcoding.facts.words import filled

    return filled("edit", kind, values)
