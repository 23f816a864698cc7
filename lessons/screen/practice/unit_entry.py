"""Units typed for the codes of a visit, and what the count that was typed gives away."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons.screen import parts
from ptcoding import AMA, CMS, allocate, explain
from ptcoding.billing.visit.session import Session
from ptcoding.chart import strip
from ptcoding.explanation.drill_words import diagnosis_sentences, verdict_sentence
from ptcoding.learning.marking.answer import MOST_UNITS, Verdict
from ptcoding.learning.marking.grade import Grade

VERDICTS = {Verdict.RIGHT: "Right.", Verdict.WRONG: "Not quite.", Verdict.UNANSWERED: "Not answered."}


def fields(codes: Sequence[str], name: str) -> None:
    """Draw a field for the units of each code.

    Args:
        codes: The codes.
        name: What the keys of the fields begin with.
    """
    with st.container(horizontal=True):
        for code in codes:
            st.number_input(f"Units of {code}", 0, MOST_UNITS, None, 1, key=_key(name, code), width=150)


def entered(codes: Sequence[str], name: str) -> Mapping[str, int]:
    """Read the fields.

    Args:
        codes: The codes.
        name: What the keys of the fields begin with.

    Returns:
        Units by code; a code without a number is left out.
    """
    typed = {code: st.session_state.get(_key(name, code)) for code in codes}
    return {code: units for code, units in typed.items() if units is not None}


def feedback(session: Session, grade: Grade, key: str) -> None:
    """Say whether a count is right, which wrong rule it follows, and how it should have gone.

    Args:
        session: The visit.
        grade: The answer, marked.
        key: Key of the picture.
    """
    rule = grade.allocation.rule
    st.header(VERDICTS[grade.verdict], anchor=False)
    for said in (verdict_sentence(grade), *diagnosis_sentences(grade)):
        st.markdown(f"{said.text} {parts.cite(said.source) if said.source else ''}")
    if grade.allocation.timed_minutes:
        other = AMA if rule == CMS else CMS
        parts.picture(strip([grade.allocation, allocate(session, other)], parts.ink()), key)
    st.markdown(parts.numbered(explain(grade.allocation)))
    parts.findings(grade.allocation.findings)


def _key(name: str, code: str) -> str:
    return f"{name}_units_{code}"
