"""The exam that is under way: kept with every step, and sat in one tab at a time."""

from datetime import UTC, datetime

import streamlit as st

from lessons.screen.practice import device, keeper
from ptcoding.errors import InputError
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.paper.sitting import Held, UnderWay
from ptcoding.learning.store.failure import StoreError


def arrive() -> Held | None:
    """Go on with the exam that this tab has, or had before it was loaded again.

    Returns:
        The exam that is under way elsewhere; None where this tab has it, or none is under way.
    """
    state = st.session_state
    mine: UnderWay | None = state.get(keeper.UNDER_WAY)
    if mine is not None and (mine.handed_in or not state.get(keeper.SEATED)):
        return None
    held = under_way()
    if held is None:
        if mine is not None and not keeper.is_out_of_reach():
            _over(mine)
        return None
    if mine is not None and held.exam.key == mine.key and held.seat == device.seat():
        return None
    # Once its time is over there is nothing to answer, and every tab may show how it went.
    if held.seat in {device.seat(), device.seat_before()} or held.exam.is_over(datetime.now(UTC)):
        begin(held.exam)
        return None
    return held


def under_way() -> Held | None:
    """Give the exam that the learner sits just now, wherever; None also where the store cannot be read."""
    state = st.session_state
    if not state.get(keeper.KEY):
        return None
    try:
        return keeper.store().under_way(state[keeper.KEY])
    except (InputError, StoreError) as error:
        state[keeper.TROUBLE] = str(error)
        return None


def begin(exam: UnderWay) -> None:
    """Begin an exam in this tab, or take it over.

    Args:
        exam: The exam.
    """
    st.session_state[keeper.UNDER_WAY] = exam
    _sit(exam)


def go_on(exam: UnderWay, *answers: Answer) -> bool:
    """Keep how far an exam is; where that fails it goes on in this tab, and its answers wait.

    Args:
        exam: The exam as it stands with the answers.
        answers: What was answered just now.

    Returns:
        Whether this tab has the exam: where another one took it over, nothing is kept.
    """
    state = st.session_state
    if not state.get(keeper.SEATED):
        _sit(exam)
    if state.get(keeper.SEATED):
        given = (*state.get(keeper.UNSENT, ()), *answers)
        try:
            if not keeper.store().go_on(state[keeper.KEY], Held(exam, device.seat()), given):
                return False
        except StoreError as error:
            state[keeper.TROUBLE] = str(error)
        except InputError as error:
            _lose(error)
        else:
            answers = ()
            for name in (keeper.UNSENT, keeper.TROUBLE):
                state.pop(name, None)
    if answers:
        state[keeper.UNSENT] = (*state.get(keeper.UNSENT, ()), *answers)
    state[keeper.UNDER_WAY] = exam
    return True


def _sit(exam: UnderWay) -> None:
    state = st.session_state
    state[keeper.SEATED] = False
    try:
        if not state.get(keeper.KEY):
            keeper.begin()
        keeper.store().sit(state[keeper.KEY], Held(exam, device.seat()))
    except StoreError as error:
        state[keeper.TROUBLE] = str(error)
    except InputError as error:
        _lose(error)
    else:
        state[keeper.SEATED] = True


def _lose(error: InputError) -> None:
    """Go on without the record, which was deleted in another tab: the next step begins another one."""
    state = st.session_state
    state[keeper.TROUBLE] = str(error)
    state[keeper.SEATED] = False
    state.pop(keeper.KEY, None)


def _over(mine: UnderWay) -> None:
    """Show how an exam went that another tab handed in, or let go of one that was deleted there."""
    state = st.session_state
    if any(one.key == mine.key for one in keeper.ended()):
        state[keeper.UNDER_WAY] = mine.finished()
    else:
        state.pop(keeper.UNDER_WAY)
