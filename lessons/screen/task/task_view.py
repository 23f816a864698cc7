"""A task on the screen: the scene, a field for each part of the answer, and the grade with its reasons."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.note.marked import note_on_screen
from ptcoding.learning.question import order_of
from ptcoding.learning.task.grade import LONGEST_WORDS, TaskGrade
from ptcoding.learning.task.task import Form, Kind, Part, Said, Task

LONGEST_MODIFIERS, MOST = 40, 99_999
NUMBER_WIDTH = 230
VERDICTS = {
    True: ":material/check: Right",
    False: ":material/close: Not quite",
    None: ":material/remove: Not answered",
}
KINDS = {
    Kind.REWORK: "Rework a denied line",
    Kind.AUDIT: "Audit ten visits",
    Kind.SPLIT: "Split a schedule of three patients",
    Kind.ORDER: "Put steps in order",
    Kind.HIGHLIGHT: "Find the words that carry a code",
    Kind.ERROR: "Find the one error on a claim",
    Kind.WRITE: "Write a line for the note coach",
}
words = text("billing_tasks")


def scene(task: Task) -> None:
    """Draw what is given, literally; what is set in columns keeps them."""
    if re.search(r"\S {2}", task.scene):
        st.code(task.scene, language=None, wrap_lines=True)
    elif task.scene:
        with st.container(border=True):
            st.markdown(note_on_screen(task.scene))


def form(task: Task, name: str, check: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Draw a field for each part.

    Args:
        task: The task.
        name: What the keys of its fields begin with.
        check: What to do when it is handed in.
        given: What that takes.
    """
    with st.form(name, border=True):
        with st.container(horizontal=True):
            for part in task.parts:
                _field(task, part, name)
        st.form_submit_button(**parts.filled("Check the answer", ":material/check:"), on_click=check, args=given)


def _field(task: Task, part: Part, name: str) -> None:
    key = f"{name}_{part.key}"
    match part.form:
        case Form.NUMBER:
            st.number_input(part.ask, 0, MOST, None, 1, key=key, width=NUMBER_WIDTH)
        case Form.MODIFIERS:
            st.text_input(part.ask, key=key, max_chars=LONGEST_MODIFIERS, placeholder="GP", help=words["modifiers"])
        case Form.WORDS:
            st.text_area(part.ask, key=key, max_chars=LONGEST_WORDS, help=words["coach"])
        case Form.ONE:
            order = shown(task, part, name)
            titles = {place: parts.literal(part.options[place].text) for place in order}
            # As bold as the other questions beside it.
            st.radio(f"**{parts.literal(part.ask)}**", order, index=None, format_func=titles.get, key=key)
        case Form.MANY:
            with st.container():
                st.markdown(f"**{parts.literal(part.ask)}**")
                for place in shown(task, part, name):
                    st.checkbox(parts.literal(part.options[place].text), key=f"{key}_{place}")
        case Form.ORDER:
            with st.container():
                st.markdown(f"**{parts.literal(part.ask)}**")
                places = range(1, len(part.options) + 1)
                for place in shown(task, part, name):
                    label = parts.literal(part.options[place].text)
                    st.selectbox(label, places, index=None, placeholder="Place", key=f"{key}_{place}")


def shown(task: Task, part: Part, name: str) -> Sequence[int]:
    """Give the order in which options are shown: that of the paper where they come from one, else mixed.

    Args:
        task: The task.
        part: The part.
        name: What names this showing.

    Returns:
        Positions of the options.
    """
    count = len(part.options)
    return range(count) if task.kind in (Kind.HIGHLIGHT, Kind.ERROR) else order_of(count, f"{name} {part.key}")


def said(task: Task, name: str) -> dict[str, Said]:
    """Take what the fields hold.

    Args:
        task: The task.
        name: What the keys of its fields begin with.

    Returns:
        What was given, by key of the part.
    """
    return {part.key: _said(part, f"{name}_{part.key}") for part in task.parts}


def _said(part: Part, key: str) -> Said:
    state = st.session_state
    match part.form:
        case Form.NUMBER:
            return Said(number=state.get(key))
        case Form.MODIFIERS | Form.WORDS:
            return Said(text=str(state.get(key) or ""))
        case Form.ONE:
            return Said() if state.get(key) is None else Said(chosen=(state[key],))
        case Form.MANY:
            return Said(chosen=tuple(place for place in range(len(part.options)) if state.get(f"{key}_{place}")))
        case Form.ORDER:
            return Said(chosen=tuple(state.get(f"{key}_{place}") for place in range(len(part.options))))


def result(task: Task, graded: TaskGrade) -> None:
    """Draw the grade.

    Args:
        task: The task.
        graded: Its grade.
    """
    count = len(graded.marks)
    head = "All right" if graded.is_done else "Not yet"
    st.header(f"{head}: {graded.right} of {count} right" if count > 1 else head, anchor=False)
    rows = [
        [VERDICTS[mark.right], parts.literal(mark.part.ask), " ".join(map(parts.literal, mark.says)) or "-"]
        for mark in graded.marks
    ]
    st.markdown(parts.table(["Verdict", "Asked", "Why"], rows))
    st.markdown(" ".join(parts.cite(key) for key in task.sources))
