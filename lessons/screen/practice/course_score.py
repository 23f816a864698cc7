"""The score that a course waits for: sent when the lesson or the exam is done, and what became of it said."""

from string import Template

import streamlit as st

from lessons.content.course import text
from lessons.content.standing import Standing, read_aim, standing
from lessons.screen.practice import keeper
from lessons.screen.practice.launch import grades
from lessons.server.lti.setup import configured
from ptcoding.command.lti_settings import Lti
from ptcoding.errors import InputError
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.grades import Expected

# The score that a course did not take: it is sent again when the learner asks for it, and when a better one follows.
FAILED = "course_score_failed"
words = text("practice")


def tell(slug: str) -> None:
    """Send what a course waits for from this page, and say what became of it.

    Args:
        slug: The page.
    """
    lti, key = configured(), st.session_state.get(keeper.KEY)
    if lti is None or not key:
        return
    try:
        waiting = grades().expected(key)
        # The whole site is done where its last part is: in a lesson or an exam.
        mine = [(one, read_aim(one.aim)) for one in waiting]
        for place, (one, aim) in enumerate(mine):
            if aim.slug in {slug, ""}:
                _tell(lti, key, one, standing(aim, keeper.kept(), keeper.finished(), keeper.lessons()), place)
    except StoreError as error:
        st.session_state[keeper.TROUBLE] = str(error)
    except InputError:
        # The record was deleted in another tab, and what a course waited for with it.
        return


def _tell(lti: Lti, key: str, expected: Expected, found: Standing, place: int) -> None:
    if not found.is_complete or not found.told:
        return
    failed = st.session_state.get(FAILED, frozenset())
    this = (expected.place, found.told)
    if expected.sent != found.told and this not in failed and not _send(lti, key, expected, found):
        st.session_state[FAILED] = failed = failed | {this}
    said = Template(words["course_not_sent" if this in failed else "course_has"])
    line = said.substitute(right=found.right, of=found.of)
    if this not in failed:
        st.success(line, icon=":material/school:")
        return
    st.warning(line, icon=":material/cloud_off:")
    st.button(words["course_again"], icon=":material/send:", on_click=_again, args=(this,), key=f"course_again_{place}")


def _send(lti: Lti, key: str, expected: Expected, found: Standing) -> bool:
    from lessons.server.lti import grades as sending
    from lessons.server.lti.outside import AwayError

    try:
        with st.spinner(words["course_sending"]):
            sending.send(lti, key, expected.sealed, found)
    except AwayError:
        return False
    grades().sent(key, expected.place, found.told)
    return True


def _again(this: tuple[str, str]) -> None:
    st.session_state[FAILED] = st.session_state.get(FAILED, frozenset()) - {this}
