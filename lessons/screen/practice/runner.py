"""One question after the other: an answer is taken, kept, explained, and the next one comes."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import streamlit as st

from lessons.content.course import text
from lessons.screen.parts import problems
from lessons.screen.practice import drill_question, keeper, question
from lessons.screen.practice.due import Question
from ptcoding.errors import InputError
from ptcoding.learning.bank.item import Item, Verdict
from ptcoding.learning.memory.progress import Answer, Mode, as_given

words = text("practice")


def turn(page: str) -> int:
    """Count the questions left behind on a page.

    Args:
        page: Slug of the page.

    Returns:
        0 while the first one stands there.
    """
    return st.session_state.get(f"{page}_turn", 0)


def restart(page: str) -> None:
    """Begin a page's questions anew, as after another choice of them."""
    for name in ("turn", "given", "showing", "refused", "current"):
        st.session_state.pop(f"{page}_{name}", None)


def step(page: str, asked: Question, mode: Mode) -> None:
    """Draw a question that waits, or one that was answered with its reasons.

    Args:
        page: Slug of the page.
        asked: The question.
        mode: In which way it is asked.
    """
    screen = screen_of(asked)
    answered = st.session_state.get(f"{page}_given")
    if answered is not None:
        screen.tell(asked, answered)
        st.button("Next question", icon=":material/arrow_forward:", on_click=onward, args=(page,), key=f"{page}_next")
        return
    screen.ask(asked, name_of(page))
    st.button(
        "Check the answer", icon=":material/check:", on_click=_answer, args=(page, asked, mode), key=f"{page}_check"
    )
    complain(page)


def complain(page: str) -> None:
    """Say once why an answer was not taken."""
    refused = st.session_state.pop(f"{page}_refused", ())
    if refused:
        st.warning(problems(refused), icon=":material/edit:")


def onward(page: str) -> None:
    """Leave a question behind."""
    left = turn(page)
    restart(page)
    st.session_state[f"{page}_turn"] = left + 1


def answer_of(page: str, asked: Question, mode: Mode, sitting: str = "") -> Answer | None:
    """Read what the fields of a question hold as an answer to be kept.

    Args:
        page: Slug of the page.
        asked: The question.
        mode: In which way it is asked.
        sitting: The exam it belongs to.

    Returns:
        The answer, None while nothing was given.
    """
    screen = screen_of(asked)
    given = screen.given(asked, name_of(page))
    verdict = Verdict(screen.judged(asked, given))
    if verdict is Verdict.UNANSWERED:
        return None
    return Answer(
        key=_showing(page),
        item=asked.key,
        topic=asked.topic,
        kind=str(asked.kind),
        mode=mode,
        right=verdict is Verdict.RIGHT,
        given=as_given(screen.plain(asked, given)),
        at=datetime.now(UTC),
        diagnosis=screen.diagnosis(asked, given),
        seed=0 if isinstance(asked, Item) else asked.seed,
        sitting=sitting,
    )


def _answer(page: str, asked: Question, mode: Mode) -> None:
    """Take the answer: it is kept before it is explained."""
    try:
        answer = answer_of(page, asked, mode)
    except InputError as error:
        st.session_state[f"{page}_refused"] = [str(problem) for problem in error.problems]
        return
    if answer is None:
        st.session_state[f"{page}_refused"] = [words["empty"]]
        return
    st.session_state[f"{page}_given"] = screen_of(asked).given(asked, name_of(page))
    keeper.keep(answer)


def _showing(page: str) -> str:
    """Give the identity of this showing of a question: an answer that arrives twice is one answer."""
    return st.session_state.setdefault(f"{page}_showing", str(uuid4()))


def name_of(page: str) -> str:
    """Name the fields of the question that stands there now: no other showing may find them filled.

    Args:
        page: Slug of the page.

    Returns:
        What their keys begin with.
    """
    return f"{page}_{_showing(page)}"


def screen_of(asked: Question) -> Any:
    """Give the module that draws a question: one for the items, one for the drills, with the same functions."""
    return question if isinstance(asked, Item) else drill_question
