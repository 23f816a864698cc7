"""A record on the screen: its papers as tabs, and the claim form beside them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.content.course import text
from lessons.screen.note.marked import Mark as Marked
from lessons.screen.note.marked import note_on_screen
from ptcoding.learning.chart.grade import Entered, EnteredLine
from ptcoding.learning.chart.record import Chart, CodedDay

LINES, MOST_UNITS = 6, 40
# Four fields side by side, on a phone too; their titles stand over them once.
COLUMNS = {"Code": 86, "Units": 56, "Modifiers": 90, "Points to": 74}
_QUIET: Mapping[str, Any] = {"label_visibility": "collapsed"}
CODE, MODIFIERS, POINTERS_TYPED, DIAGNOSES = 7, 20, 12, 120
words = text("code_a_chart")


def papers(chart: Chart, day: CodedDay, *, marked: bool) -> None:
    """Draw the papers of a record.

    Args:
        chart: The record.
        day: The day that is coded; its note stands first.
        marked: Whether the words that decide are marked.
    """
    ordered = sorted(chart.documents, key=lambda one: one.key != day.document)
    for tab, document in zip(st.tabs([one.title for one in ordered]), ordered, strict=True):
        with tab:
            marks = list(_marks(document.text, day)) if marked and document.key == day.document else []
            st.markdown(note_on_screen(document.text.rstrip(), marks))


def _marks(note: str, day: CodedDay) -> Sequence[Marked]:
    found = [(note.find(one.words), one.words) for one in day.passages]
    return [(start, start + len(said), "green") for start, said in found if start >= 0]


def form(name: str) -> bool:
    """Draw the claim form.

    Args:
        name: What the keys of its fields begin with.

    Returns:
        Whether it was handed in.
    """
    with st.form(name, border=True):
        st.text_input(
            "Diagnoses, A first",
            key=f"{name}_dx",
            max_chars=DIAGNOSES,
            placeholder="M25.661, Z96.651",
            help=words["dx"],
        )
        code, units, modifiers, points = COLUMNS.values()
        with st.container(horizontal=True, gap="xxsmall"):
            for title, width in COLUMNS.items():
                st.markdown(f":small[{title}]", width=width)
        for line in range(1, LINES + 1):
            with st.container(horizontal=True, gap="xxsmall"):
                st.text_input(f"Code, line {line}", key=f"{name}_code_{line}", max_chars=CODE, width=code, **_QUIET)
                st.number_input(
                    f"Units, line {line}", 0, MOST_UNITS, None, 1, key=f"{name}_units_{line}", width=units, **_QUIET
                )
                st.text_input(
                    f"Modifiers, line {line}", key=f"{name}_mods_{line}", max_chars=MODIFIERS, width=modifiers, **_QUIET
                )
                st.text_input(
                    f"Points to, line {line}",
                    key=f"{name}_points_{line}",
                    max_chars=POINTERS_TYPED,
                    width=points,
                    **_QUIET,
                )
        return st.form_submit_button("Check the claim", type="primary", icon=":material/task_alt:")


def entered(name: str) -> Entered:
    """Read the claim form.

    Args:
        name: What the keys of its fields begin with.

    Returns:
        The claim as it was coded; lines without a code are left out.
    """
    lines = []
    for line in range(1, LINES + 1):
        code = str(st.session_state.get(f"{name}_code_{line}") or "").strip().upper()
        if code:
            lines.append(
                EnteredLine(
                    code,
                    st.session_state.get(f"{name}_units_{line}") or 0,
                    tuple(re.findall(r"[A-Z0-9]{2}", str(st.session_state.get(f"{name}_mods_{line}") or "").upper())),
                    "".join(re.findall(r"[A-L]", str(st.session_state.get(f"{name}_points_{line}") or "").upper())),
                )
            )
    typed = str(st.session_state.get(f"{name}_dx") or "").upper()
    return Entered(tuple(lines), tuple(dict.fromkeys(re.findall(r"[A-Z][0-9][0-9A-Z.]{1,10}", typed))))
