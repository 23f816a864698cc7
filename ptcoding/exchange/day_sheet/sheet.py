"""What a day sheet holds once it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from ptcoding.exchange.visit.visit import Visit


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that was left out.

    Args:
        row: Its number in the file, from 1.
        reason: Why, in words; nothing of the patient stands in it.
    """

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class DayVisit:
    """One visit of a sheet.

    Args:
        row: Number of its first row in the file.
        rows: All its rows.
        patient: Which patient of the sheet, numbered in the order in which they come; 0 where none is told apart.
        therapist: Which of those named in the sheet, numbered likewise; 0 where none is named.
        visit: The visit.
        billed: Units that the sheet says were billed, by code; empty where it says none.
        lines: The lines as billed: code, units and modifiers; empty where the sheet says no units.
        assumed: Whether minutes were missing and 15 for each billed unit stand in their place.
        remarks: What was taken or left out within its rows.
        modified: All its lines with their modifiers, units None where none are said; empty where the sheet has no place
            for modifiers, as then nothing can be missing.
        lacking: Rows of it of which something could not be read: what it earns is not known without them.
    """

    row: int
    rows: tuple[int, ...]
    patient: int
    therapist: int
    visit: Visit
    billed: Mapping[str, int]
    lines: tuple[tuple[str, int, tuple[str, ...]], ...] = ()
    assumed: bool = False
    remarks: tuple[str, ...] = ()
    modified: tuple[tuple[str, int | None, tuple[str, ...]], ...] = ()
    lacking: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A file of visits.

    Args:
        visits: The visits, in the order of their first rows.
        unread: Rows that were left out.
        columns: The header that each field was read from.
        header: All headers of the sheet, in order.
        notes: What holds for the sheet as a whole.
        kind: What was read: ``table``, ``837P`` or ``visit``.
    """

    visits: tuple[DayVisit, ...]
    unread: tuple[Unread, ...]
    columns: Mapping[str, str]
    header: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "table"
