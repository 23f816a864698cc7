"""A learner whom a course sent: the page goes on with their record, which this tab alone keeps the way to."""

import streamlit as st

from lessons.content.addresses import LAUNCH
from lessons.content.course import text
from lessons.screen.practice import device, keeper
from lessons.server.lti.setup import COOKIE, configured
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.grades import GradeStore

words = text("practice")


@st.cache_resource(show_spinner=False)
def grades() -> GradeStore:
    """Open the place where it is kept who waits for a score, once for the process."""
    return GradeStore.of_environment()


def arrive() -> None:
    """Take the ticket of a launch out of the address, and open the record that it leads to."""
    given = st.query_params.get(LAUNCH)
    if given is None:
        return
    del st.query_params[LAUNCH]
    if not _open(given) and not st.session_state.get(keeper.LAUNCHED):
        st.session_state[keeper.REFUSED] = [words["launch_refused"]]


def browser() -> str:
    """Give what the cookie of this browser says, empty where it has none."""
    said = st.context.cookies.get(COOKIE)
    return said if isinstance(said, str) else ""


def _open(given: str) -> bool:
    lti = configured()
    if lti is None:
        return False
    from lessons.server.lti.ticket import redeem

    try:
        key = redeem(lti, grades(), given, browser())
    except StoreError as error:
        st.session_state[keeper.TROUBLE] = str(error)
        return False
    if not key or not keeper.take(key):
        return False
    device.keep_in_tab(key)
    st.session_state[keeper.LAUNCHED] = True
    return True
