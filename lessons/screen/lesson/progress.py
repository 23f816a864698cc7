"""How far a visitor took each lesson, for the lesson itself, the course and the way through."""

from collections.abc import Mapping

import streamlit as st

OPENED, REACHED = "course_opened", "course_reached"
STEPS = {"guess": "Guess", "see": "See it", "rule": "Rule", "try": "Try it", "questions": "Questions"}


def reach(slug: str, step: str) -> None:
    """Keep that a step of a lesson was shown.

    Args:
        slug: The lesson.
        step: The step.
    """
    opened = st.session_state.get(OPENED, ())
    st.session_state[OPENED] = tuple(dict.fromkeys((*opened, slug)))
    before = reached()
    st.session_state[REACHED] = {**before, slug: max(before.get(slug, 0), list(STEPS).index(step))}


def reached() -> Mapping[str, int]:
    """Give the last step reached of each lesson that was opened, counted from 0."""
    found: Mapping[str, int] = st.session_state.get(REACHED, {})
    return found
