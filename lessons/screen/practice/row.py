"""A row of questions, one after the other: an answer is taken, kept, explained, and the next one comes."""

from collections.abc import Mapping
from string import Template
from types import MappingProxyType

import streamlit as st

from lessons.content.addresses import AT
from lessons.content.course import text
from lessons.screen.parts import forward
from lessons.screen.practice import confidence, keeper, keys, place, runner
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.question import Question

words = text("practice")
_NOWHERE: Mapping[str, object] = MappingProxyType({})


def chosen_anew(page: str) -> None:
    """Begin with the first question of another choice."""
    runner.restart(page)
    place.leave()


def is_answered(page: str, asked: Question) -> bool:
    """Tell whether the question that stands there was answered; after a reload the answer is found again.

    Args:
        page: Slug of the page.
        asked: The question.

    Returns:
        Whether its reasons are shown.
    """
    state = st.session_state
    if f"{page}_given" not in state:
        answer = place.answered()
        if answer is not None and (answer.item, answer.seed) == (asked.key, asked.seed):
            state[f"{page}_showing"], state[f"{page}_given"] = answer.key, asked.restore(answer.given)
    return f"{page}_given" in state


def step(page: str, asked: Question, mode: Mode, address: Mapping[str, object] = _NOWHERE) -> None:
    """Draw a question that waits, or one that was answered with its reasons.

    Args:
        page: Slug of the page.
        asked: The question.
        mode: In which way it is asked.
        address: What names the row of questions in the address.
    """
    answered = is_answered(page, asked)
    if address and not answered and AT not in st.query_params:
        # A reload before the first answer finds the same question too.
        place.remember(page, address)
    check, on = f"{page}_check", f"{page}_next"
    sure = f"{page}_{runner.showing(page)}"
    keys.listen(page, runner.showing(page), check, on, beside=confidence.field(sure))
    with st.container(key=keys.question(page)):
        if answered:
            runner.tell(asked, st.session_state[f"{page}_given"])
        else:
            runner.ask(page, asked)
            runner.complain(page)
    if answered:
        forward("Next question", on, ":material/arrow_forward:", on_click=onward, args=(page, address))
    else:
        taking = {"on_click": _answer, "args": (page, asked, mode, address)}
        with st.container(horizontal=True, vertical_alignment="center"):
            confidence.ask(sure)
            forward("Check the answer", check, ":material/check:", **taking)


def onward(page: str, address: Mapping[str, object] = _NOWHERE) -> None:
    """Leave a question behind.

    Args:
        page: Slug of the page.
        address: What names the row of questions in the address.
    """
    left = place.turn(page)
    runner.restart(page)
    st.session_state[f"{page}_turn"] = left + 1
    place.remember(page, address)


def _answer(page: str, asked: Question, mode: Mode, address: Mapping[str, object]) -> None:
    """Take the answer: it is kept before it is explained."""
    taken = runner.take(page, asked, mode)
    if taken is None:
        return
    if not taken.answers:
        lacking = runner.lacking(page, asked)
        said = Template(words["lacking"]).substitute(fields=", ".join(lacking)) if lacking else words["empty"]
        runner.refuse(page, said)
    else:
        keeper.keep(*taken.answers)
        st.session_state[f"{page}_given"] = taken.judged.given
        place.remember(page, address, runner.showing(page))
