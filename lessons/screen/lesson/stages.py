"""The course in its stages: how far a visitor is in each, and the lessons of each."""

from collections.abc import Mapping

import streamlit as st

from lessons.content.addresses import STEP
from lessons.content.course import Lesson, course, text
from lessons.content.steps import LAST, STEPS, reading_minutes
from lessons.screen.lesson.progress import reached

words = text("the_course")


def draw(*, with_lessons: bool = False) -> None:
    """Draw a card for each stage, and what comes next.

    Args:
        with_lessons: Whether every lesson is listed in its card.
    """
    at = reached()
    for column, stage in zip(st.columns(len(course().stages), gap="small"), course().stages, strict=True):
        own = [lesson for lesson in course().lessons if lesson.stage == stage.key]
        done = [lesson for lesson in own if at.get(lesson.slug) == LAST]
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{stage.title}**")
            st.markdown(f":small[{stage.about}]")
            st.progress(len(done) / len(own), f":small[{len(done)} of {len(own)} lessons]")
            for lesson in own if with_lessons else ():
                _lesson(lesson, at.get(lesson.slug))
    _next(at)


def _lesson(lesson: Lesson, at: int | None) -> None:
    is_done = at == LAST
    label = lesson.title if at is None or is_done else _at(lesson, at)
    st.page_link(lesson.page, label=label, icon=":material/check_circle:" if is_done else lesson.icon)


def _at(lesson: Lesson, step: int) -> str:
    return f"{lesson.title}, step {step + 1} of {len(STEPS)}"


def _next(at: Mapping[str, int]) -> None:
    """Lead on with the lesson that was left last, else to the first one that was not opened."""
    ahead = [lesson for lesson in course().lessons if at.get(lesson.slug) != LAST]
    if not ahead:
        st.caption(words["done"])
        return
    left = sum(reading_minutes(lesson.slug) for lesson in ahead)
    st.caption(f"{len(ahead)} of {len(course().lessons)} lessons to go, about {left} minutes.")
    left_last = [lesson for slug in reversed(at) for lesson in ahead if lesson.slug == slug]
    if left_last:
        step = at[left_last[0].slug]
        there = {STEP: list(STEPS)[step]}
        label = f"Continue: {_at(left_last[0], step)}"
        st.page_link(left_last[0].page, label=label, icon=":material/arrow_forward:", query_params=there)
    else:
        st.page_link(ahead[0].page, label=f"Next: {ahead[0].title}", icon=":material/arrow_forward:")
