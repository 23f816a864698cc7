"""What is read of a published file, before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ptcoding.errors import DocumentError, Problem

# A row of the file that is kept, in the shape of the project's own tables.
Table = dict[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one file that concern therapy.

    Args:
        kind: ``ptp``, ``mue``, ``rvu`` or ``icd10cm``.
        since: First day the file holds for, None where its content does not say.
        rows: The rows, in the shape of the project's tables.
        read: How many rows the file has.
        copyright: The line on the rights in CPT, empty where the file has none.
        covered: Codes of therapy that stand in the part of the file that was read.
        lines: Lines of a long list.
        release: The release in words.
    """

    kind: str
    since: date | None
    rows: Sequence[Table]
    read: int
    copyright: str = ""
    covered: Sequence[str] = ()
    lines: Sequence[str] = ()
    release: str = ""


def row_problem(name: str, number: int, expected: str) -> DocumentError:
    """Say which row of a file cannot be read; what stands there is not repeated, for it may be a descriptor."""
    return DocumentError([Problem(f"{name}, row {number}", "a row that cannot be read", expected)])


def quarter_of(day: date) -> tuple[date, date]:
    """Give the first and last day of a day's quarter.

    >>> [str(day) for day in quarter_of(date(2026, 11, 29))]
    ['2026-10-01', '2026-12-31']
    """
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def said_copyright(rows: Sequence[Sequence[str]]) -> str:
    """Find the line on the rights in CPT, as plain text of one line."""
    for row in rows:
        for cell in row:
            if "copyright" in cell.lower():
                plain = " ".join(cell.split())
                return "".join(sign for sign in plain if sign.isascii() and sign.isprintable())[:300]
    return ""
