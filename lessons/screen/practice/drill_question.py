"""A drill on the screen: the visit to be counted, a way to answer, and what a wrong count gives away."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import unit_entry
from ptcoding.explanation.drill_card import card
from ptcoding.explanation.drill_words import correction, line_sentences
from ptcoding.learning.drill.drill import Drill
from ptcoding.learning.marking.grade import Grade
from ptcoding.learning.question import DrillQuestion, Given, Judged

LONGEST = 60
words = text("unit_drills")


def ask(asked: DrillQuestion, name: str) -> None:
    """Draw a visit that waits for its units.

    Args:
        asked: The drill.
        name: What the keys of its fields begin with.
    """
    drill = asked.drill
    _visit(drill)
    unit_entry.fields(drill.asks, name)
    if drill.modifiers:
        st.caption(words["modifiers"])
        with st.container(horizontal=True):
            for code in drill.asks:
                st.text_input(f"Modifiers of {code}", key=_key(name, code), max_chars=LONGEST, width=200)


def given(asked: DrillQuestion, name: str) -> Given:
    """Read the fields.

    Args:
        asked: The drill.
        name: What the keys of its fields begin with.

    Returns:
        Units and modifiers by code.
    """
    drill = asked.drill
    units = unit_entry.entered(drill.asks, name)
    if not drill.modifiers:
        return Given(units=units)
    return Given(units=units, modifiers={code: st.session_state.get(_key(name, code)) or "" for code in drill.asks})


def tell(asked: DrillQuestion, judged: Judged[Grade]) -> None:
    """Draw a drill with the answer given and the reasons.

    Args:
        asked: The drill.
        judged: What was given, judged.
    """
    drill, marked = asked.drill, judged.marked
    _visit(drill)
    st.caption(f"{drill.trap.title}. {drill.trap.teaches}")
    corrected = correction(drill)
    if corrected is not None:
        st.info(f"{parts.literal(corrected.text)} {parts.cite(corrected.source)}", icon=":material/edit_note:")
    unit_entry.feedback(drill.visit, marked, f"drill_{asked.seed}_{drill.trap.key}")
    if marked.lines is not None:
        st.subheader("Modifiers", anchor=False)
        typed = "; ".join(f"{code}: {said or 'nothing'}" for code, said in (judged.given.modifiers or {}).items())
        st.caption(parts.literal(f"You wrote {typed or 'nothing'}."))
        for said in line_sentences(marked.lines):
            st.markdown(f"- {parts.sourced(said)}")


def _visit(drill: Drill) -> None:
    """Draw the visit as a small table under who pays, and the question."""
    shown = card(drill)
    st.badge(shown.payer, icon=":material/account_balance_wallet:", color="gray")
    st.markdown(parts.literal(shown.scene))
    rows = [[f"**{row.code}** {parts.literal(row.name)}", parts.literal(row.who), row.minutes] for row in shown.rows]
    st.markdown(parts.table(["Code", "Given by", "Minutes"], rows, right=1))
    if shown.around:
        st.markdown(parts.literal(" ".join(shown.around)))
    st.markdown(f"**{parts.literal(shown.asks)}**")


def _key(name: str, code: str) -> str:
    return f"{name}_modifiers_{code}"
