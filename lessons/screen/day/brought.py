"""What was brought to the day sheet: the example, a file or pasted lines, read once and held without its file."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from lessons.content.course import HERE
from lessons.screen.day.columns_kept import corrections
from ptcoding.errors import InputError
from ptcoding.exchange.claim_lines.pasted import read_lines
from ptcoding.exchange.day_sheet.counting import CountedVisit, count_visit
from ptcoding.exchange.day_sheet.reading import header_of, read_day_sheet
from ptcoding.exchange.day_sheet.sheet import DaySheet
from ptcoding.facts import facts

FILE, PASTED, READ = "day_file", "day_pasted", "day_read"
EXAMPLE = HERE / "library" / "days" / "clinic.csv"


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of visits, read and counted.

    Args:
        name: What to call it.
        sheet: The visits as read, None where it could not be.
        counted: The visits, counted.
        problems: Why it could not be read.
        header: Its names of columns where they were not understood, to be told by hand.
    """

    name: str
    sheet: DaySheet | None
    counted: tuple[CountedVisit, ...]
    problems: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


def brought() -> Brought:
    """Give what the page is about: what was pasted, else the file, else the example.

    Returns:
        The visits, or why there are none.
    """
    pasted, file = st.session_state.get(PASTED, ""), st.session_state.get(FILE)
    asked = (pasted, file.file_id if file else "", tuple(sorted(corrections().fields.items())))
    known = st.session_state.get(READ)
    if known and known[0] == asked:
        return known[1]
    found = _read(pasted, file)
    # The rows are kept, never the file: without this every touch of a filter would read it again.
    st.session_state[READ] = (asked, found)
    return found


def _read(pasted: str, file: Any) -> Brought:
    name = "Pasted lines" if pasted.strip() else file.name if file else "An invented day"
    content = b"" if pasted.strip() else file.getvalue() if file else EXAMPLE.read_bytes()
    try:
        sheet = read_day_sheet(content, facts(), corrections()) if content else read_lines(pasted, facts())
    except InputError as error:
        header = header_of(content) if any(one.field == "header" for one in error.problems) else ()
        return Brought(name, None, (), tuple(map(str, error.problems)), header)
    return Brought(name, sheet, tuple(count_visit(day) for day in sheet.visits))
