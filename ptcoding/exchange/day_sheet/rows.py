"""The rows of a sheet, each read into the lines of its visit, or left out with the reason."""

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ptcoding.billing.claim.modifiers import PAIRED
from ptcoding.exchange.day_sheet import value
from ptcoding.exchange.day_sheet.columns import CODE, Columns
from ptcoding.exchange.day_sheet.grid import Grid
from ptcoding.exchange.day_sheet.line import LeftOutError, Line, NotCountedError, read_line
from ptcoding.exchange.day_sheet.names import plain
from ptcoding.exchange.day_sheet.sheet import Unread
from ptcoding.facts import Facts

_TOTAL = re.compile(r"(?:grand |sub ?|daily |day )?totals?\b|sum\b|count\b|average\b")
Said = TypeVar("Said", str, date | None)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, without anything that tells who the patient is.

    Args:
        number: Its number in the file.
        patient: Which patient, as a key that means nothing outside of this reading; empty where none is told.
        visit: Which visit, likewise.
        day: Date of service, None where none is told.
        lines: Its lines.
        payer: Key of the payer.
        by: Who gave it, empty where no letters tell.
        therapist: Which of those named, as a key likewise.
        discipline: The plan of care, empty where none is told.
        diagnoses: Diagnoses.
        place: Place of service, empty where none is told.
        year_to_date: Charges of the year so far, None where none are told.
        is_whole: Whether every line of it was read; where one was not, its minutes are not known.
    """

    number: int
    patient: str
    visit: str
    day: date | None
    lines: tuple[Line, ...]
    payer: str = ""
    by: str = ""
    therapist: str = ""
    discipline: str = ""
    diagnoses: tuple[str, ...] = ()
    place: str = ""
    year_to_date: Decimal | None = None
    is_whole: bool = True


@dataclass(slots=True)
class _Above:
    """What rows further up say of those below: a blank cell under a merged one, a row that is a heading."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    patient: str = ""
    day: date | None = None
    payer: str = ""
    carried: int = 0
    unnamed: int = 0
    no_card: set[str] = field(default_factory=set)

    def key(self, cells: Sequence[str]) -> str:
        """Make a key of what tells a person apart; who it is cannot be told from it."""
        said = "|".join(plain(cell) for cell in cells)
        return hashlib.blake2b(said.encode(), key=self.salt, digest_size=8).hexdigest() if said.strip("|") else ""


def rows_of(grid: Grid, columns: Columns, facts: Facts) -> tuple[list[Row], list[Unread], tuple[str, ...]]:
    """Read the rows below the names of the columns.

    Args:
        grid: The sheet.
        columns: Its columns.
        facts: The codes and modifiers that there are.

    Returns:
        The rows, those left out, and what is to be said of the sheet.
    """
    rows: list[Row] = []
    unread: list[Unread] = []
    above = _Above()
    notes = _from_titles(grid, columns, above)
    for place, cells in enumerate(grid.rows[columns.row + 1 :], start=columns.row + 1):
        if not any(cell.strip() for cell in cells):
            continue
        reason = _passed_over(cells, columns, above)
        if reason is None:
            row, reasons = _row(place + grid.first, cells, columns, above, facts)
            unread += [Unread(place + grid.first, "; ".join(reasons))] if reasons else []
            rows += [row] if row.lines or not row.is_whole else []
        elif reason:
            unread.append(Unread(place + grid.first, reason))
    notes += [f"Blank cells for patient, date or payer, filled from the row above: {above.carried:,}."] * (
        above.carried > 0
    )
    if above.unnamed:
        notes.append(f"Rows without PT, PTA or the like beside the name, counted as a therapist's: {above.unnamed:,}.")
    if above.no_card:
        notes.append(
            f"Payers without a card here: {len(above.no_card)}. Their visits are counted as Medicare counts, "
            "and Medicare's other rules are not applied to them."
        )
    return rows, unread, tuple(notes)


def _from_titles(grid: Grid, columns: Columns, above: _Above) -> list[str]:
    """Take the day of the sheet from the rows above the names, where no column holds one."""
    titles = [cell for row in grid.rows[: max(columns.row, 0)] for cell in row if cell.strip()]
    if not titles or "date" in columns.of_visit:
        return []
    found = {day for cell in titles for word in _dates(cell) if (day := value.read_day(word))}
    if len(found) != 1:
        return []
    above.day = found.pop()
    return [f"The date {above.day:%m/%d/%Y} comes from the title of the sheet."]


def _dates(cell: str) -> Iterator[str]:
    yield from re.findall(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}", cell)


def _passed_over(cells: Sequence[str], columns: Columns, above: _Above) -> str | None:
    """Say why a row holds no line: empty words for a heading that was understood, None where it may hold one."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if tuple(" ".join(cell.split()) for cell in cells) == columns.header:
        return ""
    if _TOTAL.match(plain(filled[0])) or _TOTAL.match(plain(_cell(cells, columns.of_visit.get("patient", ())))):
        return "a row of totals"
    coded = any(CODE.search(value.bare(_cell(cells, line.get("code", ()))).upper()) for line in columns.lines)
    if len(filled) > 1 or coded:
        return None
    heading = re.match(
        r"(patient|client|pt|name|date|dos|payer|insurance)(?: name)?\s*[:#]\s*(.+)", filled[0], re.IGNORECASE
    )
    if heading is None:
        day = value.read_day(filled[0]) if "date" not in columns.of_visit else None
        above.day = day or above.day
        return "" if day else None if len(columns.header) == 1 else "a heading or a remark, with no code"
    kind, said = heading[1].lower(), heading[2]
    if kind in {"date", "dos"}:
        above.day = value.read_day(said) or above.day
    elif kind in {"payer", "insurance"}:
        above.payer = value.read_payer(said)
    else:
        above.patient = above.key([said])
    return ""


def _cell(cells: Sequence[str], places: Sequence[int]) -> str:
    return next((cells[place] for place in places if place < len(cells)), "")


def _cells(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    return [cells[place] for place in places if place < len(cells)]


def _row(number: int, cells: Sequence[str], columns: Columns, above: _Above, facts: Facts) -> tuple[Row, list[str]]:
    """Read one row: its lines, and why any of them was left out."""
    of_visit = {field: _cells(cells, places) for field, places in columns.of_visit.items()}
    said = {field: next((cell for cell in found if cell.strip()), "") for field, found in of_visit.items()}
    reasons: list[str] = []
    day = value.read_day(said["date"]) if said.get("date") else None
    if said.get("date") and day is None:
        reasons.append(f"date: {said['date'][:20]!r}, expected a day of the calendar, such as 9/15/2026 or 2026-09-15")
    lines: list[Line] = []
    is_whole = True
    for columns_of_line, code in zip(columns.lines, columns.codes, strict=True):
        of_line = {field: _cells(cells, places) for field, places in columns_of_line.items()}
        try:
            line = read_line(of_line, code, facts)
        except LeftOutError as error:
            reasons.append(str(error))
            is_whole &= isinstance(error, NotCountedError)
        else:
            lines += [line] if line else []
    if not lines and not reasons:
        reasons.append("no code")
    by, told = value.read_giver(said.get("by", ""))
    above.unnamed += not told and any(set(PAIRED).isdisjoint(line.modifiers) for line in lines)
    patient, carried_patient = _carried(above.key(of_visit.get("patient", [])), above.patient)
    day_, carried_day = _carried(day, above.day) if not (said.get("date") and day is None) else (None, False)
    payer, carried_payer = _carried(value.read_payer(said.get("payer", "")), above.payer)
    above.carried += sum(
        carried
        for field, carried in (("patient", carried_patient), ("date", carried_day), ("payer", carried_payer))
        if field in columns.of_visit
    )
    above.patient, above.day, above.payer = patient, day_ or above.day, payer
    if payer == "custom" and said.get("payer"):
        above.no_card.add(plain(said["payer"]))
    if said.get("date") and day is None:
        lines = []
    row = Row(
        number=number,
        patient=patient,
        visit=above.key([said.get("visit", "")]),
        day=day_,
        lines=tuple(lines),
        payer=payer,
        by=by if told and said.get("by") else "",
        therapist=above.key([said.get("by", "")]) if not told or len(plain(said.get("by", "")).split()) > 1 else "",
        discipline=value.read_among("discipline", said.get("discipline", "")) or value.read_plan(said.get("by", "")),
        diagnoses=value.read_diagnoses(of_visit.get("diagnoses", [])),
        place=value.read_place(said.get("place", "")),
        year_to_date=value.read_amount(said.get("year_to_date", "")),
        is_whole=is_whole,
    )
    return row, reasons


def _carried(own: Said, before: Said) -> tuple[Said, bool]:
    """Take what stands above where a cell is blank, and say whether it was taken."""
    return (own, False) if own else (before, bool(before))
