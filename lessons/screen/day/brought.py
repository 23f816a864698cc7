"""What was brought to the day sheet: the example, a file or pasted lines, read once and held without its file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lessons.content.course import HERE
from ptcoding.errors import InputError
from ptcoding.exchange.claim_lines.pasted import read_lines
from ptcoding.exchange.day_sheet.counting import CountedVisit, count_visit
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.exchange.day_sheet.sheet import DaySheet
from ptcoding.facts import facts

FILE, PASTED, READ = "day_file", "day_pasted", "day_read"
COLUMN = "day_column_"
EXAMPLE = HERE / "library" / "days" / "clinic.csv"


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of visits, read and counted.

    Args:
        name: What to call it.
        sheet: The visits as read, None where it could not be.
        counted: The visits, counted.
        problems: Why it could not be read.
    """

    name: str
    sheet: DaySheet | None
    counted: tuple[CountedVisit, ...]
    problems: tuple[str, ...] = ()


def brought() -> Brought:
    """Give what the page is about: what was pasted, else the file, else the example.

    Returns:
        The visits, or why there are none.
    """
    pasted, file = st.session_state.get(PASTED, ""), st.session_state.get(FILE)
    asked = (pasted, file.file_id if file else "", tuple(sorted(corrections().items())))
    known = st.session_state.get(READ)
    if known and known[0] == asked:
        return known[1]
    found = _read(pasted, file)
    # The rows are kept, never the file: without this every touch of a filter would read it again.
    st.session_state[READ] = (asked, found)
    return found


def _read(pasted: str, file: Any) -> Brought:
    name = "Pasted lines" if pasted.strip() else file.name if file else "An invented day"
    try:
        if pasted.strip():
            sheet = read_lines(pasted, facts())
        else:
            content = file.getvalue() if file else EXAMPLE.read_bytes()
            sheet = read_day_sheet(content, facts(), corrections())
    except InputError as error:
        return Brought(name, None, (), tuple(map(str, error.problems)))
    return Brought(name, sheet, tuple(count_visit(day) for day in sheet.visits))


def key_of(header: str) -> str:
    """Give the key under which the correction of a header is kept."""
    return COLUMN + hashlib.blake2b(header.encode("utf-8", "replace"), digest_size=8).hexdigest()


def corrections() -> Mapping[str, str]:
    """Give the fields that were chosen by hand, by header."""
    return dict(st.session_state.get("day_by_hand", {}))


def correct(header: str) -> None:
    """Keep a correction for every file with this header.

    Args:
        header: The header.
    """
    chosen = st.session_state[key_of(header)]
    kept = dict(corrections())
    kept.pop(header, None)
    if chosen:
        kept[header] = chosen
    st.session_state["day_by_hand"] = kept
