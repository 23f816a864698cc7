"""One question on a page: it is asked, what was given is read, judged and explained."""

from dataclasses import dataclass
from datetime import UTC, datetime
from string import Template
from uuid import uuid4

import streamlit as st

from lessons.content.course import text
from lessons.screen.parts import problems
from lessons.screen.practice import confidence, drill_question, keys, question, unit_entry
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


def restart(page: str) -> None:
    """Begin a page's questions anew, as after another choice of them."""
    for name in ("turn", "given", "showing", "refused", "current", "warned"):
        st.session_state.pop(f"{page}_{name}", None)


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


def ask_in_view(page: str, asked: Question) -> None:
    """Draw a question that waits, brought into view, for numbers that choose and no key that leaves it behind.

    Args:
        page: Slug of the page.
        asked: The question.
    """
    keys.listen(page, showing(page))
    with st.container(key=keys.question(page)):
        ask(page, asked)


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
        # One alone is no list.
        said = problems(refused)
        st.warning(said if len(refused) > 1 else said.removeprefix("- "), icon=":material/edit:")


def asks_once(page: str, asked: Question) -> bool:
    """Say once what is missing of an answer that was begun; who presses again means it.

    Args:
        page: Slug of the page.
        asked: The question.

    Returns:
        Whether it was said now.
    """
    empty = lacking(page, asked)
    if not empty or st.session_state.get(f"{page}_warned"):
        return False
    st.session_state[f"{page}_warned"] = True
    refuse(page, Template(words["half"]).substitute(fields=", ".join(empty)))
    return True


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
        return Taken(judged, (judged.answer(showing(page), mode, datetime.now(UTC), sitting, sure),))
    except InputError as error:
        refuse(page, *map(str, error.problems))
        return None


def _given(page: str, asked: Question) -> Given:
    """Read what the fields of a question hold."""
    name = _name(page)
    return question.given(asked, name) if isinstance(asked, ItemQuestion) else drill_question.given(asked, name)


def lacking(page: str, asked: Question) -> list[str]:
    """Name the fields of an answer that was begun which are empty.

    Args:
        page: Slug of the page.
        asked: The question.

    Returns:
        Their labels, none where nothing was begun.
    """
    given = _given(page, asked)
    if isinstance(asked, ItemQuestion):
        return [] if asked.item.choices else unit_entry.lacking(question.codes(asked), given)
    return unit_entry.lacking(asked.drill.asks, given)


def refuse(page: str, *why: str) -> None:
    """Let the page say once why an answer was not taken.

    Args:
        page: Slug of the page.
        why: The reasons, a line each.
    """
    st.session_state[f"{page}_refused"] = why


def showing(page: str) -> str:
    """Give the identity of this showing of a question: an answer that arrives twice is one answer."""
    return st.session_state.setdefault(f"{page}_showing", str(uuid4()))


def _name(page: str) -> str:
    """Name the fields of the question that stands there now: no other showing may find them filled."""
    return f"{page}_{showing(page)}"
