"""One question after the other: an answer is taken, kept, explained, and the next one comes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from lessons.content.course import text
from lessons.screen.parts import problems
from lessons.screen.practice import confidence, drill_question, keeper, question
from ptcoding.errors import InputError
from ptcoding.learning.bank.item import Graded
from ptcoding.learning.marking.answer import Verdict
from ptcoding.learning.marking.grade import Grade
from ptcoding.learning.memory.progress import Answer, Mode
from ptcoding.learning.question import Given, ItemQuestion, Judged, Question

words = text("practice")


@dataclass(frozen=True, slots=True)
class Taken:
    """What the fields of a question held.

    Args:
        judged: What was given, judged.
        answers: The answer to keep; none where nothing was given.
    """

    judged: Judged[Graded | Grade]
    answers: tuple[Answer, ...] = ()


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
    answered = st.session_state.get(f"{page}_given")
    if answered is not None:
        tell(asked, answered)
        st.button("Next question", icon=":material/arrow_forward:", on_click=onward, args=(page,), key=f"{page}_next")
        return
    ask(page, asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        confidence.ask(_name(page))
        st.button(
            "Check the answer", icon=":material/check:", on_click=_answer, args=(page, asked, mode), key=f"{page}_check"
        )
    complain(page)


def ask(page: str, asked: Question) -> None:
    """Draw a question that waits for an answer.

    Args:
        page: Slug of the page.
        asked: The question.
    """
    name = _name(page)
    if isinstance(asked, ItemQuestion):
        question.ask(asked, name)
    else:
        drill_question.ask(asked, name)


def tell(asked: Question, given: Given) -> None:
    """Draw a question with the answer given and the reasons.

    Args:
        asked: The question.
        given: What was given, nothing where an exam went on without an answer.
    """
    if isinstance(asked, ItemQuestion):
        question.tell(asked, asked.judge(given))
    else:
        drill_question.tell(asked, asked.judge(given))


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


def take(page: str, asked: Question, mode: Mode, sitting: str = "") -> Taken | None:
    """Judge what the fields of a question hold.

    Args:
        page: Slug of the page.
        asked: The question.
        mode: In which way it is asked.
        sitting: The exam it belongs to.

    Returns:
        What was made of it, None where it could not be read: ``complain`` says why.
    """
    try:
        judged = asked.judge(_given(page, asked))
        if judged.verdict is Verdict.UNANSWERED:
            return Taken(judged)
        sure = confidence.said(_name(page))
        return Taken(judged, (judged.answer(_showing(page), mode, datetime.now(UTC), sitting, sure),))
    except InputError as error:
        _refuse(page, *map(str, error.problems))
        return None


def _given(page: str, asked: Question) -> Given:
    """Read what the fields of a question hold."""
    name = _name(page)
    return question.given(asked, name) if isinstance(asked, ItemQuestion) else drill_question.given(asked, name)


def _answer(page: str, asked: Question, mode: Mode) -> None:
    """Take the answer: it is kept before it is explained."""
    taken = take(page, asked, mode)
    if taken is None:
        return
    if not taken.answers:
        _refuse(page, words["empty"])
    else:
        keeper.keep(*taken.answers)
        st.session_state[f"{page}_given"] = taken.judged.given


def _refuse(page: str, *why: str) -> None:
    st.session_state[f"{page}_refused"] = why


def _showing(page: str) -> str:
    """Give the identity of this showing of a question: an answer that arrives twice is one answer."""
    return st.session_state.setdefault(f"{page}_showing", str(uuid4()))


def _name(page: str) -> str:
    """Name the fields of the question that stands there now: no other showing may find them filled."""
    return f"{page}_{_showing(page)}"
