"""Units typed for the codes of a visit, and what the count that was typed gives away."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons.screen import parts
from ptcoding import AMA, CMS, allocate, explain
from ptcoding.billing.visit.session import Session
from ptcoding.chart import strip
from ptcoding.explanation.drill_words import both_sides, diagnosis_sentences, verdict_sentence
from ptcoding.learning.marking.answer import MOST_UNITS, Verdict
from ptcoding.learning.marking.grade import Grade
from ptcoding.learning.question import Given

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
    named = diagnosis_sentences(grade)
    is_wrong_count = grade.verdict is Verdict.WRONG and named
    # Behind a wrong count stands the wrong rule by name, else what is right or still to answer.
    first, *rest = (*named,) if is_wrong_count else (verdict_sentence(grade), *named)
    verdict(grade.verdict, first.text)
    if is_wrong_count:
        given, rights = both_sides(grade)
        sides([given], rights)
    for said in rest:
        st.markdown(parts.sourced(said))
    if grade.allocation.timed_minutes:
        other = AMA if rule == CMS else CMS
        parts.picture(strip([grade.allocation, allocate(session, other)], parts.ink()), key)
    st.markdown(parts.numbered(explain(grade.allocation)))
    parts.findings(grade.allocation.findings)


def verdict(said: Verdict, more: str = "") -> None:
    """Say in a word, a color and a shape how an answer was.

    Args:
        said: The verdict.
        more: What stands beside it, as Markdown.
    """
    words = f"**{VERDICTS[said]}** {more}".strip()
    if said is Verdict.RIGHT:
        st.success(words, icon=":material/check_circle:")
    elif said is Verdict.WRONG:
        st.error(words, icon=":material/cancel:")
    else:
        st.info(words, icon=":material/remove_circle:")


def sides(given: Sequence[str], rights: Sequence[str]) -> None:
    """Set what was answered beside what is right; one stands below the other on a phone.

    Args:
        given: What was answered, not yet safe as Markdown.
        rights: What is right, not yet safe as Markdown.
    """
    shown = (("Your answer", ":material/close:", given), ("Right answer", ":material/check:", rights))
    for column, (title, icon, said) in zip(st.columns(2, gap="small"), shown, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f":small[{icon} {title}]")
            for one in said:
                st.markdown(f"**{parts.literal(one)}**")


def lacking(codes: Sequence[str], given: Given) -> list[str]:
    """Name the empty fields of an answer that was begun.

    Args:
        codes: The codes that are asked for.
        given: What the fields hold.

    Returns:
        Their labels; none where every field is filled, or none is.
    """
    fields = {f"Units of {code}": code in given.units for code in codes}
    if given.modifiers is not None:
        fields |= {f"Modifiers of {code}": bool(given.modifiers.get(code, "").strip()) for code in codes}
    return [label for label, is_filled in fields.items() if not is_filled] if any(fields.values()) else []


def _key(name: str, code: str) -> str:
    return f"{name}_units_{code}"
