"""Mixed review: what is due first, then what is new, topics mixed."""

import secrets
from datetime import UTC, datetime

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import keeper, runner
from lessons.screen.practice.due import askable, due_today, question_of
from lessons.warm import warm_up_practice
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.memory.schedule import next_items
from ptcoding.learning.paper.challenge import LARGEST_SEED

PAGE = "mixed_review"
CURRENT, PREVIOUS, DRAWN = "mixed_review_current", "mixed_review_previous", "mixed_review_drawn"
words = text(PAGE)


def current() -> str:
    """Give the key of the question that stands there, chosen when it is first shown."""
    if CURRENT not in st.session_state:
        answers = keeper.kept()
        previous = st.session_state.get(PREVIOUS, "")
        found = next_items(answers, askable(), datetime.now(UTC), 1, previous=previous)
        st.session_state[CURRENT] = found[0]
        st.session_state[DRAWN] = secrets.randbelow(LARGEST_SEED)
        st.session_state[PREVIOUS] = question_of(found[0], 0).topic
    return st.session_state[CURRENT]


@st.fragment
def review() -> None:
    """Draw what is due and the question that is asked."""
    answers = keeper.kept()
    key = current()
    waiting = due_today(answers)
    st.caption(f"Due now: {waiting}" if waiting else words["done"])
    runner.step(PAGE, question_of(key, st.session_state[DRAWN]), Mode.REVIEW)
    keeper.closing()


warm_up_practice()
with st.container(width=parts.READABLE):
    st.title("Mixed review")
    keeper.arrive()
    st.markdown(words["intro"])
    review()
    parts.not_covered(PAGE)
