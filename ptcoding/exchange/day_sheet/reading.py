"""A day sheet read: a file of any of the kinds people bring, as visits."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ptcoding.billing.claim.modifiers import PLAN
from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.day_sheet.columns import LONGEST_NAME, Columns, check_by_hand, find_columns
from ptcoding.exchange.day_sheet.grid import Grid, check_kind, decoded, text_grids
from ptcoding.exchange.day_sheet.grouping import grouped
from ptcoding.exchange.day_sheet.rows import Row, rows_of
from ptcoding.exchange.day_sheet.sheet import DaySheet, DayVisit
from ptcoding.exchange.day_sheet.workbook import is_workbook, workbook_grids
from ptcoding.exchange.visit.document import read_json
from ptcoding.exchange.x12.segments import is_x12
from ptcoding.facts import Facts

# Of a header that is none, so much is shown.
SHOWN = 6
# Nobody tells more columns by hand.
MOST_NAMES = 40


def read_day_sheet(content: bytes, facts: Facts, by_hand: Mapping[str, str] | None = None) -> DaySheet:
    r"""Read a file of visits.

    Args:
        content: A table as text or an Excel file, or one visit in JSON.
        facts: The codes, modifiers and payers that there are.
        by_hand: Fields by header where the reader knows better; ``-`` leaves a column out.

    Returns:
        The visits, the rows that were left out and why, and the columns as they were understood.

    Raises:
        DocumentError: If it is no such file, or no row names its columns.

    >>> from ptcoding.facts import facts
    >>> sheet = read_day_sheet(b"DOS,CPT,Min\n9/15/2026,97110,23\n9/15/2026,97140,0:12\n", facts())
    >>> sheet.visits[0].visit.session.services
    (Service('97110', 23), Service('97140', 12))
    """
    check_by_hand(by_hand or {})
    if is_x12(content):
        from ptcoding.exchange.x12.claims import read_claims

        return read_claims(content, facts)
    check_kind(content)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return _of_json(decoded(content)[0], facts)
    grid, columns = _chosen(workbook_grids(content) if is_workbook(content) else text_grids(content), by_hand)
    rows, unread, notes = rows_of(grid, columns, facts)
    visits, refused, remarks = grouped(rows, facts, has_modifiers=_has_modifiers(columns, rows))
    left_out = sorted((*unread, *refused), key=lambda one: one.row)
    return DaySheet(visits, tuple(left_out), columns.named(), columns.header, (*grid.notes, *notes, *remarks))


def _chosen(grids: Iterable[Grid], by_hand: Mapping[str, str] | None) -> tuple[Grid, Columns]:
    """Take the reading of a file, or its sheet, in which most columns are understood."""
    best: tuple[int, Grid, Columns] | None = None
    first: Grid | None = None
    for grid in grids:
        first = first or grid
        columns = find_columns(grid, by_hand)
        weight = len(columns.of_visit) + sum(map(len, columns.lines)) if columns else 0
        if columns is not None and (best is None or weight > best[0]):
            best = weight, grid, columns
    if best is not None:
        return best[1], best[2]
    expected = (
        "a row of names with one for the code and one for minutes, times or units, for example Date, CPT, Minutes"
    )
    raise DocumentError([Problem("header", _header(first), expected)])


def header_of(content: bytes) -> tuple[str, ...]:
    r"""Give the names of columns that stand in a table that was not understood, so that they can be told by hand.

    Args:
        content: The file, which ``read_day_sheet`` refused for its header.

    Returns:
        The cells of its first row with several; none where one of them has a digit: then it may be a patient's row.

    >>> header_of(b"Leistung;Dauer\n97110;23\n"), header_of(b"97110;A. Person;23\n")
    (('Leistung', 'Dauer'), ())
    """
    grids = workbook_grids(content) if is_workbook(content) else text_grids(content)
    grid = next(iter(grids), None)
    cells = next((row for row in grid.rows if sum(bool(cell.strip()) for cell in row) > 1), ()) if grid else ()
    header = tuple(" ".join(cell.split()) for cell in cells[:MOST_NAMES])
    return () if any(re.search(r"[0-9]", cell) or len(cell) > LONGEST_NAME for cell in header) else header


def _header(grid: Grid | None) -> str:
    """Show the first row that has several cells, cut short: it may be of any trade."""
    row = next((row for row in grid.rows if sum(bool(cell.strip()) for cell in row) > 1), ()) if grid else ()
    return ", ".join(cell.strip() for cell in row[:SHOWN]) or "no row with several cells"


def _has_modifiers(columns: Columns, rows: Iterable[Row]) -> bool:
    """Tell whether a sheet has modifiers of plans: in a column of their own, or joined to its codes."""
    in_column = any("modifiers" in line for line in columns.lines)
    return in_column or any(not set(PLAN.values()).isdisjoint(line.modifiers) for row in rows for line in row.lines)


def _of_json(text: str, facts: Facts) -> DaySheet:
    text = text.lstrip("\ufeff")
    try:
        visit = read_json(text)
    except InputError as error:
        found = _resource(text)
        if found is None:
            raise
        from ptcoding.exchange.claim_lines.fhir import read_fhir

        try:
            return read_fhir(found, facts)
        except InputError as wrong:
            raise wrong from error
    day = DayVisit(1, (1,), 0, 0, visit, {})
    return DaySheet((day,), (), {}, kind="visit")


def _resource(text: str) -> Mapping[str, Any] | None:
    """Give a FHIR resource, None where the text is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Mapping) and "resourceType" in found else None
