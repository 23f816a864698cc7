"""Whose answers a page goes on with: those that this browser keeps the way to, unless the learner says otherwise."""

from collections.abc import Sequence
from contextlib import suppress
from string import Template

import streamlit as st

from lessons.content.addresses import RESUME
from lessons.content.course import text
from lessons.screen.parts import literal
from lessons.screen.practice import device, keeper, launch
from ptcoding.errors import InputError
from ptcoding.facts.source import long_date
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.store.failure import StoreError

OFFERED = "practice_offered"
words = text("practice")


def arrive() -> None:
    """Find the learner's record; one that an address leads to is asked about and never opened in silence."""
    launch.arrive()
    launch.stay()
    keeper.listen()
    given = st.query_params.get(RESUME)
    if given is not None:
        # It shall not be passed on with the address of the page.
        del st.query_params[RESUME]
        offer(given)
    keeper.complain()
    _ask()


def offer(given: str) -> None:
    """Ask, in the run that follows, whether to go on with other answers.

    Args:
        given: The key that leads to them, as somebody pasted it.
    """
    state = st.session_state
    state.pop(OFFERED, None)
    if not given or given == state.get(keeper.KEY):
        return
    try:
        # While the store is down it may well be good: the question waits until it can be read.
        with suppress(StoreError):
            keeper.store().answers(given)
    except InputError as error:
        state[keeper.REFUSED] = [words["refused"], *map(str, error.problems)]
        return
    state[OFFERED] = given


def numbers(answers: Sequence[Answer]) -> str:
    """Say how much a record holds.

    Args:
        answers: Its answers, oldest first.

    Returns:
        The count and the last day, in UTC.
    """
    if not answers:
        return "no answers"
    count = f"{len(answers)} answers, the last" if len(answers) > 1 else "1 answer,"
    return f"{count} on {long_date(answers[-1].at.date())}"


def _ask() -> None:
    """Ask which record to go on with, where an address or a link led to another one."""
    state = st.session_state
    given, mine = state.get(OFFERED), state.get(keeper.KEY)
    if not given or given == mine:
        state.pop(OFFERED, None)
        return
    try:
        there = keeper.store().answers(given)
    except InputError:
        # It was deleted while the question stood here.
        state.pop(OFFERED)
        return
    except StoreError as error:
        st.warning(f"{words['offered_unread']} {literal(str(error))}", icon=":material/cloud_off:")
        return
    here, waiting = keeper.kept(), state.get(keeper.UNSENT, ())
    with st.container(border=True, key="offered"):
        st.header(words["offered_title"], anchor=False)
        st.markdown(Template(words["offered"]).substitute(there=numbers(there), here=numbers(here)))
        if waiting:
            st.markdown(words["offered_waiting"])
        if mine and len(here) > len(waiting):
            st.markdown(words["offered_leaves"])
        with st.container(horizontal=True):
            st.button(words["offered_open"], icon=":material/folder_open:", on_click=_open, key="offered_open")
            st.button(words["offered_decline"], icon=":material/close:", on_click=_decline, key="offered_decline")


def _open() -> None:
    given = st.session_state.pop(OFFERED)
    if keeper.take(given):
        device.keep(given)


def _decline() -> None:
    st.session_state.pop(OFFERED, None)
