"""A drill on the screen: the visit to be counted, a way to answer, and what a wrong count gives away."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import unit_entry
from lessons.screen.practice.due import Drilled
from ptcoding.explanation.drill_words import line_sentences, story
from ptcoding.explanation.drill_words import question as to_ask
from ptcoding.learning.marking.answer import Line, Verdict, read_modifiers
from ptcoding.learning.marking.grade import Grade, grade

# Units by code, and where they are asked for the modifiers by code as they were typed.
Given = Mapping[str, Mapping[str, object]]
UNITS, MODIFIERS = "units", "modifiers"
LONGEST = 60
words = text("unit_drills")


def ask(asked: Drilled, name: str) -> None:
    """Draw a visit that waits for its units.

    Args:
        asked: The drill.
        name: What the keys of its fields begin with.
    """
    drill = asked.drill
    _visit(asked)
    unit_entry.fields(drill.asks, name)
    if drill.modifiers:
        st.caption(words["modifiers"])
        with st.container(horizontal=True):
            for code in drill.asks:
                st.text_input(f"Modifiers of {code}", key=_key(name, code), max_chars=LONGEST, width=200)


def given(asked: Drilled, name: str) -> Given:
    """Read the fields.

    Args:
        asked: The drill.
        name: What the keys of its fields begin with.

    Returns:
        Units and modifiers by code.
    """
    drill = asked.drill
    said: dict[str, Mapping[str, object]] = {UNITS: unit_entry.entered(drill.asks, name)}
    if drill.modifiers:
        said[MODIFIERS] = {code: st.session_state.get(_key(name, code)) or "" for code in drill.asks}
    return said


def judged(asked: Drilled, answer: Given) -> Verdict:
    """Judge an answer.

    Args:
        asked: The drill.
        answer: What was given.

    Returns:
        Unanswered, right or wrong.

    Raises:
        AnswerError: If a modifier is unknown.
    """
    return _grade(asked, answer).verdict


def diagnosis(asked: Drilled, answer: Given) -> str:
    """Name the wrong rule behind an answer.

    Args:
        asked: The drill.
        answer: What was given.

    Returns:
        Key of the likeliest misconception, empty where none explains it.
    """
    return next((found.key for found in _grade(asked, answer).diagnoses), "")


def plain(asked: Drilled, answer: Given) -> Mapping[str, object]:
    """Write an answer as numbers and codes alone, as it is kept.

    Args:
        asked: The drill.
        answer: What was given.

    Returns:
        Units by code, and the modifiers of each code's lines, one line after the other with nothing between.
    """
    kept: dict[str, object] = {UNITS: dict(answer[UNITS])}
    if MODIFIERS in answer:
        lines = read_modifiers(asked.drill.asks, answer[MODIFIERS])
        kept[MODIFIERS] = {code: _in_a_row(read) for code, read in lines.items() if read is not None}
    return kept


def restored(kept: Mapping[str, Mapping[str, object]]) -> Given:
    """Read an answer as it was kept.

    Args:
        kept: Units by code, and the modifiers of each code's lines as ``plain`` wrote them.

    Returns:
        What was given.
    """
    if MODIFIERS not in kept:
        return kept
    return {**kept, MODIFIERS: {code: _typed(words) for code, words in kept[MODIFIERS].items()}}


def tell(asked: Drilled, answer: Given | None) -> None:
    """Draw a drill with the answer given and the reasons.

    Args:
        asked: The drill.
        answer: What was given, None where an exam went on without an answer.
    """
    drill = asked.drill
    _visit(asked)
    st.caption(f"{drill.trap.title}. {drill.trap.teaches}")
    found = _grade(asked, answer or {})
    unit_entry.feedback(drill.visit, found, f"drill_{asked.seed}_{drill.trap.key}")
    if found.lines is not None:
        st.subheader("Modifiers", anchor=False)
        typed = "; ".join(f"{code}: {said or 'nothing'}" for code, said in (answer or {}).get(MODIFIERS, {}).items())
        st.caption(parts.literal(f"You wrote {typed or 'nothing'}."))
        for said in line_sentences(found.lines):
            st.markdown(f"- {said.text} {parts.cite(said.source) if said.source else ''}")


def _visit(asked: Drilled) -> None:
    drill = asked.drill
    st.markdown(parts.literal(story(drill)))
    st.markdown(f"**{parts.literal(to_ask(drill))}**")


def _grade(asked: Drilled, answer: Given) -> Grade:
    return grade(asked.drill, answer.get(UNITS, {}), answer.get(MODIFIERS))


def _in_a_row(lines: Sequence[Line]) -> list[str | None]:
    """Write lines as one list, so that an answer is nested no deeper than the store takes; None parts two lines."""
    row: list[str | None] = []
    for place, line in enumerate(lines):
        units = [] if line.units is None else [str(line.units)]
        row += [*([None] if place else []), *units, *sorted(line.modifiers)]
    return row


def _typed(row: Sequence[str | None]) -> str:
    """Write lines as somebody types them."""
    lines = " ".join(" / " if word is None else word for word in row).split(" / ")
    return " / ".join(line.strip() or "none" for line in lines)


def _key(name: str, code: str) -> str:
    return f"{name}_modifiers_{code}"
