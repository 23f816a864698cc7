"""Mixed review: what is due first, then what is new, topics mixed."""

import secrets
from datetime import UTC, datetime

import streamlit as st

from lessons.content.course import text
from lessons.content.practice_bank import pool
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, place, row, runner
from lessons.warm import warm_up_practice
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.memory.schedule import cards, next_items
from ptcoding.learning.paper.challenge import LARGEST_SEED

PAGE = "mixed_review"
CURRENT, PREVIOUS, DRAWN = "mixed_review_current", "mixed_review_previous", "mixed_review_drawn"
# Whose question it is: it was chosen from the answers of that record.
OWNER, GIVEN = "mixed_review_owner", "mixed_review_given"
words = text(PAGE)


def choose(key: str, drawn: int) -> None:
    """Let a question stand there until the learner goes on.

    Args:
        key: Key of the question.
        drawn: What a drill is drawn from.
    """
    st.session_state[CURRENT] = key
    st.session_state[OWNER] = st.session_state.get(keeper.KEY)
    st.session_state[DRAWN] = drawn
    st.session_state[PREVIOUS] = pool().known[key].topic


def arrive() -> None:
    """Bring back, after a reload, the question that was answered last."""
    answer = None if CURRENT in st.session_state else place.answered()
    if answer is not None and answer.item in pool().known:
        choose(answer.item, answer.seed)


@st.fragment
def review() -> None:
    """Draw what is due and the question that is asked."""
    keeper.settle()
    arrive()
    answers, now = keeper.kept(), datetime.now(UTC)
    states = cards(answers)
    if CURRENT not in st.session_state:
        found = next_items(states, pool().askable, now, 1, previous=st.session_state.get(PREVIOUS, ""))
        choose(found[0], secrets.randbelow(LARGEST_SEED))
    waiting = len(pool().due(states, now))
    asked = pool().question(st.session_state[CURRENT], st.session_state[DRAWN])
    st.caption(f"Due now: {waiting}" if waiting else words["done"])
    reviewed = [answer for answer in answers if answer.mode is Mode.REVIEW]
    place.tally(PAGE, reviewed, row.is_answered(PAGE, asked))
    row.step(PAGE, asked, Mode.REVIEW)
    keeper.closing()


warm_up_practice()
with st.container(width=parts.READABLE):
    with st.container(gap=None):
        st.title("Mixed review")
        arrival.arrive()
    if st.session_state.get(OWNER) != st.session_state.get(keeper.KEY) and GIVEN not in st.session_state:
        runner.restart(PAGE)
    st.markdown(words["intro"])
    review()
    parts.not_covered(PAGE)
