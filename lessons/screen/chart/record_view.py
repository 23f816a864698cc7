"""A record on the screen: its papers as tabs, and the claim form beside them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.note.marked import Mark as Marked
from lessons.screen.note.marked import note_on_screen
from ptcoding.learning.chart.record import Chart, CodedDay
from ptcoding.learning.chart.typed import TypedClaim, TypedLine

LINES = 6
# Four fields side by side, on a phone too; their titles stand over them once.
COLUMNS = {"Code": 86, "Units": 56, "Modifiers": 90, "Points to": 74}
_QUIET: Mapping[str, Any] = {"label_visibility": "collapsed"}
CODE, UNITS, MODIFIERS, POINTERS_TYPED, DIAGNOSES = 7, 5, 20, 12, 120
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


def form(name: str, hand_in: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Draw the claim form.

    Args:
        name: What the keys of its fields begin with.
        hand_in: What to do with it.
        given: What that takes.
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
                # Text, so that a number out of range is named and not cut in silence.
                st.text_input(f"Units, line {line}", key=f"{name}_units_{line}", max_chars=UNITS, width=units, **_QUIET)
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
        st.form_submit_button(**parts.filled("Check the claim", ":material/task_alt:"), on_click=hand_in, args=given)


def typed(name: str) -> TypedClaim:
    """Take the claim form as it was filled in.

    Args:
        name: What the keys of its fields begin with.

    Returns:
        What was typed.
    """

    def field(part: str) -> str:
        return str(st.session_state.get(f"{name}_{part}") or "")

    lines = (
        TypedLine(*(field(f"{part}_{line}") for part in ("code", "units", "mods", "points")))
        for line in range(1, LINES + 1)
    )
    return TypedClaim(field("dx"), tuple(lines))
