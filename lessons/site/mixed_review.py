"""Mixed review: what is due first, then what is new, topics mixed."""

import secrets
from datetime import UTC, datetime

import streamlit as st

from lessons.content.course import text
from lessons.content.practice_bank import pool
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, runner
from lessons.warm import warm_up_practice
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.memory.schedule import cards, next_items
from ptcoding.learning.paper.challenge import LARGEST_SEED

PAGE = "mixed_review"
CURRENT, PREVIOUS, DRAWN = "mixed_review_current", "mixed_review_previous", "mixed_review_drawn"
# Whose question it is: it was chosen from the answers of that record.
OWNER, GIVEN = "mixed_review_owner", "mixed_review_given"
words = text(PAGE)


def place(key: str) -> None:
    """Let a question stand there until the learner goes on."""
    st.session_state[CURRENT] = key
    st.session_state[OWNER] = st.session_state.get(keeper.KEY)
    st.session_state[DRAWN] = secrets.randbelow(LARGEST_SEED)
    st.session_state[PREVIOUS] = pool().known[key].topic


@st.fragment
def review() -> None:
    """Draw what is due and the question that is asked."""
    keeper.settle()
    states, now = cards(keeper.kept()), datetime.now(UTC)
    if CURRENT not in st.session_state:
        place(next_items(states, pool().askable, now, 1, previous=st.session_state.get(PREVIOUS, ""))[0])
    waiting = len(pool().due(states, now))
    st.caption(f"Due now: {waiting}" if waiting else words["done"])
    runner.step(PAGE, pool().question(st.session_state[CURRENT], st.session_state[DRAWN]), Mode.REVIEW)
    keeper.closing()


warm_up_practice()
with st.container(width=parts.READABLE):
    st.title("Mixed review")
    arrival.arrive()
    if st.session_state.get(OWNER) != st.session_state.get(keeper.KEY) and GIVEN not in st.session_state:
        runner.restart(PAGE)
    st.markdown(words["intro"])
    review()
    parts.not_covered(PAGE)
