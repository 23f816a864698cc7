"""The learner's answers, kept under an address without a name."""

from typing import Any

import streamlit as st

from lessons.content.addresses import RESUME
from lessons.content.course import text
from lessons.screen.parts import literal, problems
from ptcoding.errors import InputError
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.store import Sitting, Store

ADDRESS = RESUME
KEY, TROUBLE, REFUSED = "practice_key", "practice_trouble", "practice_refused"
# What could not be kept yet: answers, and an exam that ended.
UNSENT, UNENDED = "practice_unsent", "practice_unended"
words = text("practice")


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Open the place where answers are kept, once for the process."""
    return Store.of_environment()


def arrive() -> None:
    """Take the learner's key from the address, and keep the address in step with it."""
    given = st.query_params.get(ADDRESS, "")
    if given and given != st.session_state.get(KEY):
        take(given)
    if st.session_state.get(KEY):
        st.query_params[ADDRESS] = st.session_state[KEY]
    elif given:
        del st.query_params[ADDRESS]
    _complain()


def take(given: str) -> None:
    """Go on with the answers that a key leads to.

    Args:
        given: The key, as it was typed or stood in an address.
    """
    try:
        store().answers(given)
    except InputError as error:
        st.session_state[REFUSED] = [words["refused"], *map(str, error.problems)]
    except StoreError as error:
        # The key may well be good: it stays, and the answers wait on the page.
        st.session_state[TROUBLE] = str(error)
        st.session_state[KEY] = given
    else:
        st.session_state[KEY] = given
        keep()


def keep(*answers: Answer, sitting: Sitting | None = None, begins: bool = True) -> None:
    """Keep answers; where that fails they wait here, and go with the next one.

    Args:
        answers: What the learner answered just now; none where only what waits is to be kept.
        sitting: The exam that ends with them.
        begins: Whether a record begins with them where the learner has none; otherwise they wait for one.
    """
    state = st.session_state
    state[UNSENT] = (*state.get(UNSENT, ()), *answers)
    state[UNENDED] = sitting or state.get(UNENDED)
    if not (state.get(KEY) or begins) or (not state[UNSENT] and state[UNENDED] is None):
        return
    try:
        if not state.get(KEY):
            state[KEY] = store().enrol()
            # Before anything is explained: should the server stop right then, the address leads back to the answer.
            st.query_params[ADDRESS] = state[KEY]
        store().record_all(state[KEY], state[UNSENT], state[UNENDED])
    except StoreError as error:
        state[TROUBLE] = str(error)
    except InputError as error:
        # Everything was deleted in another tab: the next attempt begins anew. Or no database has the address given.
        state[TROUBLE] = str(error)
        state.pop(KEY, None)
    else:
        for name in (UNSENT, UNENDED, TROUBLE):
            state.pop(name, None)


def kept() -> tuple[Answer, ...]:
    """Give all that the learner answered, what still waits included.

    Returns:
        The answers, oldest first; only those that wait where the store cannot be read.
    """
    waiting = st.session_state.get(UNSENT, ())
    if not st.session_state.get(KEY):
        return waiting
    try:
        answers = (*store().answers(st.session_state[KEY]), *waiting)
    except (InputError, StoreError) as error:
        st.session_state[TROUBLE] = str(error)
        return waiting
    if not waiting:
        st.session_state.pop(TROUBLE, None)
    return answers


def ended() -> tuple[Sitting, ...]:
    """Give the exams that the learner has handed in, none where the store cannot be read."""
    if not st.session_state.get(KEY):
        return ()
    try:
        return store().sittings(st.session_state[KEY])
    except (InputError, StoreError) as error:
        st.session_state[TROUBLE] = str(error)
        return ()


def everything(key: str) -> dict[str, Any]:
    """Give all that is kept of a learner.

    Args:
        key: The learner's key: a file is written outside the run of a page, where no session is at hand to ask.

    Raises:
        InputError: If the key leads nowhere.
        StoreError: If it cannot be read.
    """
    return store().export(key)


def forget() -> bool:
    """Delete all that is kept of the learner, and what waits.

    Returns:
        Whether it is gone.
    """
    try:
        store().delete(st.session_state[KEY])
    except (InputError, StoreError) as error:
        st.session_state[REFUSED] = [words["not_deleted"], str(error)]
        return False
    for name in (KEY, UNSENT, UNENDED, TROUBLE):
        st.session_state.pop(name, None)
    st.query_params.pop(ADDRESS, None)
    return True


def is_out_of_reach() -> bool:
    """Tell whether what is kept of the learner could not be read just now."""
    return bool(st.session_state.get(KEY) and st.session_state.get(TROUBLE))


def closing() -> None:
    """Say at the end of a page whether the answers are kept, and keep the way back to them in its address."""
    if st.session_state.get(KEY):
        st.query_params[ADDRESS] = st.session_state[KEY]
    if st.session_state.get(UNSENT) and not st.session_state.get(TROUBLE):
        st.caption(words["waiting"])
    elif st.session_state.get(UNSENT):
        st.warning(f"{words['not_kept']} {literal(st.session_state[TROUBLE])}", icon=":material/cloud_off:")
    elif is_out_of_reach():
        st.warning(f"{words['unread']} {literal(st.session_state[TROUBLE])}", icon=":material/cloud_off:")
    elif st.session_state.get(KEY):
        st.caption(words["kept"])


def _complain() -> None:
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.error(problems(refused), icon=":material/link_off:")
