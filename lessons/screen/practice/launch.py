"""A learner whom a course sent: the page goes on with their record, which this tab alone keeps the way to.

Where a browser lets the frame of a course keep nothing, the address keeps it, for this browser alone.
"""

import streamlit as st

from lessons.content.addresses import LAUNCH
from lessons.content.course import text
from lessons.screen.practice import device, keeper
from lessons.server.lti.setup import COOKIE, configured
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.grades import GradeStore

# What the address of this tab keeps.
STAYING = "launch_staying"
words = text("practice")


@st.cache_resource(show_spinner=False)
def grades() -> GradeStore:
    """Open the place where it is kept who waits for a score, once for the process."""
    return GradeStore.of_environment()


def arrive() -> None:
    """Take the ticket of a launch out of the address, and open the record that it leads to."""
    state, given = st.session_state, st.query_params.get(LAUNCH)
    if given is None:
        return
    if given == state.get(STAYING) and state.get(keeper.LAUNCHED):
        return
    del st.query_params[LAUNCH]
    if given == state.pop(STAYING, None):
        # The learner has let go of the record, or deleted it.
        return
    if not _open(given) and not state.get(keeper.LAUNCHED):
        state[keeper.REFUSED] = [words["launch_refused"]]


def stay() -> None:
    """Let the address keep the way to the record where the browser lets this tab keep nothing itself."""
    state, lti, heard = st.session_state, configured(), device.heard()
    if lti is None or heard is None or heard.works or not state.get(keeper.LAUNCHED):
        return
    from lessons.server.lti.ticket import staying

    if STAYING not in state:
        state[STAYING] = staying(lti, state[keeper.KEY], browser())
    if state[STAYING] and st.query_params.get(LAUNCH) != state[STAYING]:
        st.query_params[LAUNCH] = state[STAYING]


def kept() -> dict[str, str]:
    """Give what the address keeps of a launch, so that a page that writes its own address anew keeps it too."""
    given = st.query_params.get(LAUNCH)
    return {LAUNCH: given} if given else {}


def browser() -> str:
    """Give what the cookie of this browser says, empty where it has none."""
    said = st.context.cookies.get(COOKIE)
    return said if isinstance(said, str) else ""


def _open(given: str) -> bool:
    lti = configured()
    if lti is None:
        return False
    from lessons.server.lti.ticket import redeem, shown_again

    try:
        key = shown_again(lti, given, browser()) or redeem(lti, grades(), given, browser())
    except StoreError as error:
        st.session_state[keeper.TROUBLE] = str(error)
        return False
    if not key or not keeper.take(key):
        return False
    device.keep_in_tab(key)
    st.session_state[keeper.LAUNCHED] = True
    return True
