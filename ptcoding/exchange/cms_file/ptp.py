"""The practitioner file of NCCI edits: two codes, the days of the edit, and whether a modifier may lift it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.found import Found, Table, row_problem, said_copyright
from ptcoding.exchange.cms_file.stream import Rows
from ptcoding.facts.own import PTP

CODE = re.compile(r"[0-9A-Z]{5}")
EXPECTED = "two codes, dates such as 20261001, and the indicator 0, 1 or 9; download the file again, and do not edit it"
_NAMES = ("column 1", "column 2", "effective", "deletion", "modifier")


def is_ptp(head: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows begin as a file of edits does."""
    return _columns(head) is not None


def _columns(head: Sequence[Sequence[str]]) -> tuple[int, ...] | None:
    """Find the columns by the first header line that names them all."""
    for row in head:
        cells = [" ".join(cell.lower().split()) for cell in row]
        at = [next((place for place, cell in enumerate(cells) if cell.startswith(name)), None) for name in _NAMES]
        if None not in at:
            return tuple(place for place in at if place is not None)
    return None


@dataclass(slots=True)
class _Part:
    """What was read of a part of the file.

    Args:
        kept: The codes of therapy.
        at: The columns of the two codes, the first and last day, and the indicator.
        groups: Codes of column 2 by code of column 1, indicator, first and last day.
        newest: The newest first day of any edit.
        first: The first code of column 1.
        last: The last one.
        read: How many rows.
    """

    kept: AbstractSet[str]
    at: tuple[int, ...]
    groups: dict[tuple[str, str, str, str], list[str]] = field(default_factory=dict)
    newest: str = ""
    first: str = "~"
    last: str = ""
    read: int = 0

    def take(self, row: Sequence[str]) -> bool:
        """Read a row, False where it cannot be."""
        if len(row) <= self.at[-1]:
            return False
        one, effective = row[self.at[0]].strip(), row[self.at[2]].strip()
        if len(one) != len("97110") or len(effective) != len("20261001") or not effective.isdigit():
            return False
        self.read += 1
        if effective > self.newest:  # noqa: PLR1730 - millions of rows, and max() takes twice as long
            self.newest = effective
        if one != self.last:
            self.first, self.last = min(self.first, one), max(self.last, one)
        if one in self.kept and (two := row[self.at[1]].strip()) in self.kept:
            deleted, indicator = row[self.at[3]].strip(), row[self.at[4]].strip()
            self.groups.setdefault((one, indicator, effective, deleted), []).append(two)
            return indicator in {"0", "1", "9"}
        return True


def read_ptp(name: str, head: Sequence[Sequence[str]], rows: Rows, kept: AbstractSet[str]) -> Found:
    """Read the edits between codes of therapy.

    Args:
        name: Name of the file, for messages.
        head: The first rows, with the header.
        rows: The rows after them.
        kept: The codes of therapy.

    Returns:
        The edits; the quarter is that of the newest edit of the file, for it says no other.

    Raises:
        DocumentError: If a row cannot be read, or there is none.
    """
    at = _columns(head)
    begin = next((place for place, row in enumerate(head) if at and _is_data(row, at)), None)
    if at is None or begin is None:
        raise DocumentError([Problem("file", name, "rows of two codes below the header, and there are none")])
    part = _Part(kept, at)
    for number, row in enumerate(chain(head[begin:], rows), start=begin + 1):
        if not part.take(row) and any(row):
            raise row_problem(name, number, EXPECTED)
    table = [_row(name, group, column2) for group, column2 in part.groups.items()]
    covered = sorted(code for code in kept if part.first <= code <= part.last)
    return Found(PTP, _day(name, part.newest), table, part.read, said_copyright(head[:begin]), covered)


def _is_data(row: Sequence[str], at: Sequence[int]) -> bool:
    return len(row) > max(at) and all(CODE.fullmatch(row[place].strip()) for place in at[:2])


def _row(name: str, group: tuple[str, str, str, str], column2: list[str]) -> Table:
    one, indicator, effective, deleted = group
    row: Table = {"column1": [one], "column2": column2, "indicator": int(indicator), "effective": _day(name, effective)}
    # An asterisk stands for no date.
    return row if deleted in {"", "*"} else {**row, "deleted": _day(name, deleted)}


def _day(name: str, written: str) -> date:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        raise DocumentError([Problem(name, "a date that is none", EXPECTED)]) from None
