"""The learner's answers, kept under a key without a name that the learner's browser keeps."""

from typing import Any

import streamlit as st

from lessons.content.course import text
from lessons.screen.parts import literal, problems
from lessons.screen.practice import device
from lessons.screen.served import is_served
from ptcoding.errors import InputError
from ptcoding.learning.memory.progress import Answer, Taken
from ptcoding.learning.paper.sitting import Sitting
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.store import Store

KEY, TROUBLE, REFUSED, NOTICE = "practice_key", "practice_trouble", "practice_refused", "practice_notice"
# What could not be kept yet: answers, and an exam that ended.
UNSENT, UNENDED = "practice_unsent", "practice_unended"
# How far lessons were taken, where that could not be kept yet.
UNTAKEN = "practice_untaken"
# The record that began in this visit, until the browser has said that it keeps the way back to it.
BEGUN = "practice_begun"
# Whether a course sent the learner, so that it leads back to the record.
LAUNCHED = "launched"
# The exam that this tab sits or looks at: it goes with the record.
UNDER_WAY, SEATED = "exam_under_way", "exam_seated"
_FRESH, _SAID = "practice_fresh", "practice_said"
words = text("practice")


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Open the place where answers are kept, once for the process."""
    return Store.of_environment()


def listen() -> None:
    """Ask the browser for the learner's key, and hand it the one that it is to keep."""
    device.listen(_hear)
    # The browser is asked before anything is explained: the way back is on its way.
    st.session_state.pop(_FRESH, None)


def complain() -> None:
    """Say once what became of the record, and say it again where the browser's word drew the page anew."""
    state = st.session_state
    said = (state.pop(REFUSED, None), state.pop(NOTICE, None))
    if not any(said) and device.again():
        said = state.get(_SAID, said)
    state[_SAID] = refused, notice = said
    if refused:
        st.error(problems(refused), icon=":material/link_off:")
    if notice:
        st.info(words[notice], icon=":material/devices:")


def settle() -> None:
    """Let the browser keep the way back to a record that has just begun, before a part of a page is drawn anew."""
    if st.session_state.pop(_FRESH, False):
        st.rerun()


def _hear(heard: device.Heard) -> None:
    """Go on with the record that this browser keeps the way to."""
    state = st.session_state
    mine, begun = state.get(KEY), state.pop(BEGUN, None)
    if heard.key == mine or (not heard.key and (not mine or begun or not heard.works)):
        return
    if not heard.key:
        # Another tab has forgotten it, or somebody has cleared what this browser keeps.
        keep()
        leave()
        state[NOTICE] = "forgotten_elsewhere"
    elif mine and begun == mine:
        _join(heard.key)
    else:
        keep()
        if take(heard.key, "refused_here") and mine:
            state[NOTICE] = "switched_elsewhere"


def _join(key: str) -> None:
    """Bring what was answered before the browser could say whose record it keeps into that record."""
    state = st.session_state
    try:
        store().join(state[KEY], key)
    except (InputError, StoreError):
        # The key of the browser leads nowhere, or nothing can be written just now: the new record stands.
        device.keep(state[KEY])
    else:
        state[KEY] = key


def take(given: str, refusal: str = "refused") -> bool:
    """Go on with the answers that a key leads to.

    Args:
        given: The key.
        refusal: Name of the words that say that it leads nowhere.

    Returns:
        Whether it leads to a record, as far as that can be told now.
    """
    try:
        store().answers(given)
    except InputError as error:
        st.session_state[REFUSED] = [words[refusal], *map(str, error.problems)]
        return False
    except StoreError as error:
        # The key may well be good: it stays, and the answers wait on the page.
        st.session_state[TROUBLE] = str(error)
        leave(waiting=False)
        st.session_state[KEY] = given
    else:
        leave(waiting=False)
        st.session_state[KEY] = given
        keep()
    return True


def leave(waiting: bool = True) -> None:
    """Let go of the record; nothing that is kept is deleted.

    Args:
        waiting: Whether what waits to be kept is let go of, too.
    """
    for name in (KEY, BEGUN, LAUNCHED, UNDER_WAY, SEATED, *((UNSENT, UNENDED, UNTAKEN, TROUBLE) if waiting else ())):
        st.session_state.pop(name, None)


def begin() -> None:
    """Begin a record.

    Raises:
        StoreError: If nothing can be kept.
    """
    key = store().enroll()
    st.session_state[KEY] = st.session_state[BEGUN] = key
    st.session_state[_FRESH] = True
    device.keep(key)


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
    untaken = state.get(UNTAKEN, ())
    # Who only reads has given nothing that a record would begin with.
    if not (state[UNSENT] or state[UNENDED] or (untaken and state.get(KEY))) or not (state.get(KEY) or begins):
        return
    try:
        if not state.get(KEY):
            begin()
        store().record_all(state[KEY], state[UNSENT], state[UNENDED])
        if untaken:
            store().take(state[KEY], untaken)
    except StoreError as error:
        state[TROUBLE] = str(error)
    except InputError as error:
        # Everything was deleted in another tab: the next attempt begins anew. Or no database has the address given.
        state[TROUBLE] = str(error)
        state.pop(KEY, None)
    else:
        for name in (UNSENT, UNENDED, UNTAKEN, TROUBLE):
            state.pop(name, None)


def go_on(taken: Taken) -> None:
    """Keep how far a lesson was taken; where the learner has no record it waits here for one.

    Args:
        taken: The lesson and its step.
    """
    st.session_state[UNTAKEN] = (*st.session_state.get(UNTAKEN, ()), taken)
    keep(begins=False)


def lessons() -> tuple[Taken, ...]:
    """Give how far the learner took the lessons, what still waits included.

    Returns:
        The lessons, the one that was gone on with last at the end; only what waits where the store cannot be read.
    """
    waiting: tuple[Taken, ...] = st.session_state.get(UNTAKEN, ())
    if not st.session_state.get(KEY):
        return waiting
    try:
        return (*store().lessons(st.session_state[KEY]), *waiting)
    except (InputError, StoreError) as error:
        st.session_state[TROUBLE] = str(error)
        return waiting


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


def finished() -> tuple[Sitting, ...]:
    """Give the exams that the learner has handed in, one that still waits to be kept included."""
    waiting = st.session_state.get(UNENDED)
    return (*ended(), *(() if waiting is None else (waiting,)))


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
    forget_here()
    return True


def forget_here() -> None:
    """Have this browser forget the way back; what is kept stays, and its link still opens it."""
    leave()
    device.keep("")


def is_out_of_reach() -> bool:
    """Tell whether what is kept of the learner could not be read just now."""
    return bool(st.session_state.get(KEY) and st.session_state.get(TROUBLE))


def warn_ahead() -> None:
    """Say, before a question that begins no record, that its answer is not kept yet."""
    if not st.session_state.get(KEY):
        st.info(words["waiting"], icon=":material/hourglass_empty:")


def closing(ahead: bool = False, linked: bool = False) -> None:
    """Say at the end of a page whether the answers are kept, and who keeps the way back to them.

    Args:
        ahead: Whether ``warn_ahead`` has said already that they wait.
        linked: Whether the link to them stands on the page.
    """
    settle()
    if st.session_state.get(UNSENT) and not st.session_state.get(TROUBLE):
        if not ahead:
            st.caption(words["waiting"])
    elif st.session_state.get(UNSENT):
        st.warning(f"{words['not_kept']} {literal(st.session_state[TROUBLE])}", icon=":material/cloud_off:")
    elif is_out_of_reach():
        st.warning(f"{words['unread']} {literal(st.session_state[TROUBLE])}", icon=":material/cloud_off:")
    elif st.session_state.get(KEY):
        _way_back(linked)


def _way_back(linked: bool) -> None:
    heard = device.heard()
    if not is_served():
        st.caption(words["kept_here"])
    elif st.session_state.get(LAUNCHED):
        st.caption(words["kept_launched"])
    elif heard and heard.key == st.session_state[KEY]:
        st.caption(words["kept"] if linked else f"{words['kept']} {words['kept_link']}")
    elif heard and not heard.works:
        st.warning(words["kept_blocked"], icon=":material/key_off:")
    else:
        st.caption(words["kept_unheard"])
