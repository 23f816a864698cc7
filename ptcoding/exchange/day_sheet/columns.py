"""Which column of a sheet holds what: the row of names found, each name told by likeness or by hand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.day_sheet.grid import Grid
from ptcoding.exchange.day_sheet.names import likeliest, names

MOST_ABOVE = 40
# A cell that is longer is no name of a column.
LONGEST_NAME = 60
CODE = re.compile(r"(?<![0-9A-Z])([0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[FTU])(?![0-9A-Z])")
# What one line of a visit says; where codes stand beside each other in one row, each has its own.
OF_A_LINE = ("code", "minutes", "times", "start", "end", "units", "modifiers", "contact", "region", "charge")
# Columns of which a row may have several: first and last names, four modifiers, twelve diagnoses.
SEVERAL = ("patient", "modifiers", "diagnoses")
# What is only read past.
UNKEPT = ("private", "discarded")
MINUTES_OR_UNITS = ("minutes", "times", "start", "units")
FIELDS = tuple(dict.fromkeys(field for field in names("field").values() if field not in UNKEPT))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the cells of a sheet stand.

    Args:
        row: Place of the row of names among the rows, -1 where the sheet has none.
        header: The names as they stand, in order.
        of_visit: Columns of what is said of the visit, by field.
        lines: Columns of what is said of a line, by field: one such mapping for each code of a row.
        codes: The code of a line whose column is headed by it, by place in ``lines``.
    """

    row: int
    header: tuple[str, ...]
    of_visit: Mapping[str, tuple[int, ...]]
    lines: tuple[Mapping[str, tuple[int, ...]], ...]
    codes: tuple[str, ...]

    def named(self) -> dict[str, str]:
        """Give the header of each field that was found; those of a patient are told as such, and not repeated."""
        said = dict(self.of_visit)
        for line in self.lines:
            for field, places in line.items():
                said[field] = (*said.get(field, ()), *places)
        return {
            field: ", ".join(dict.fromkeys(self.header[place] for place in places if place < len(self.header)))
            for field, places in said.items()
        }


def find_columns(grid: Grid, by_hand: Mapping[str, str] | None = None) -> Columns | None:
    """Find the row of names in a sheet, and what each of its columns holds.

    Args:
        grid: The sheet.
        by_hand: Fields by header where the reader knows better; ``-`` for a column that is to be left out.

    Returns:
        The columns, None where no row names a code and minutes, times or units.

    >>> grid = Grid((("Day sheet",), ("DOS", "CPT Code", "Mins"), ("9/15/2026", "97110", "23")))
    >>> find_columns(grid).named()
    {'date': 'DOS', 'code': 'CPT Code', 'minutes': 'Mins'}
    """
    best: Columns | None = None
    for place, row in enumerate(grid.rows[:MOST_ABOVE]):
        found = _mapped(place, row, by_hand or {})
        if found is not None and (best is None or _said(found) > _said(best)):
            best = found
    return best or _headless(grid)


def check_by_hand(by_hand: Mapping[str, str]) -> None:
    """Refuse a correction that names no field.

    Args:
        by_hand: Fields by header.

    Raises:
        DocumentError: If a field does not exist.
    """
    wrong = [Problem("columns", field, f"one of {', '.join(FIELDS)}") for field in by_hand.values() if not _is(field)]
    if wrong:
        raise DocumentError(wrong)


def _is(field: str) -> bool:
    return field in FIELDS or field == "-"


def _said(found: Columns) -> int:
    return len(found.of_visit) + sum(map(len, found.lines[:1])) + len(found.lines)


def _mapped(place: int, row: Sequence[str], by_hand: Mapping[str, str]) -> Columns | None:
    of_visit: dict[str, tuple[int, ...]] = {}
    lines: list[dict[str, tuple[int, ...]]] = []
    codes: list[str] = []
    header = tuple(" ".join(cell.split()) for cell in row)
    fields = [by_hand.get(cell) or likeliest("field", cell[:LONGEST_NAME]) for cell in header]
    headed = _headed_by_codes(header, fields)
    before: dict[str, tuple[int, ...]] = {}
    for column, field in enumerate(fields):
        if column in headed:
            codes.append(headed[column])
            is_units = "unit" in header[column].lower()
            lines.append({"units" if is_units else "minutes": (column,)})
        elif field in OF_A_LINE and not headed:
            if field == "code":
                lines.append({field: (column,)})
                codes.append("")
            else:
                line = lines[-1] if lines else before
                if field not in line or field in SEVERAL:
                    line[field] = (*line.get(field, ()), column)
        elif field and field not in UNKEPT and field != "-" and (field not in of_visit or field in SEVERAL):
            of_visit[field] = (*of_visit.get(field, ()), column)
    if lines and not headed:
        # What stands left of the first code belongs to it where it names nothing else.
        lines[0] = {**before, **lines[0]}
    if not lines or not any(field in line for line in lines for field in MINUTES_OR_UNITS):
        return None
    return Columns(place, header, of_visit, tuple(lines), tuple(codes))


def _headed_by_codes(header: Sequence[str], fields: Sequence[str]) -> dict[int, str]:
    """Find columns that are headed by a code and hold its minutes, as flow sheets have them."""
    # A number that is no code is a value, so its row names no columns.
    if "code" in fields or any(re.fullmatch(r"[0-9:.,/ ]{1,10}", cell) and not CODE.search(cell) for cell in header):
        return {}
    found = {place: CODE.search(cell.upper()) for place, cell in enumerate(header) if len(cell) <= LONGEST_NAME}
    # Beside the code stand words at most: more numbers would be the values of a row.
    return {
        place: code[1]
        for place, code in found.items()
        if code and not re.search("[0-9]", CODE.sub("", header[place].upper(), count=1))
    }


def _headless(grid: Grid) -> Columns | None:
    """Take rows copied out of the middle of a sheet: a code, then its minutes."""
    first = next((row for row in grid.rows if any(cell.strip() for cell in row)), ())
    if len(first) < 2 or not CODE.match(first[0].strip(" =\"'").upper()):  # noqa: PLR2004 -- a code and its minutes
        return None
    return Columns(-1, ("code", "minutes"), {}, ({"code": (0,), "minutes": (1,)},), ("",))
