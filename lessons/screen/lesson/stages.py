"""The course in its stages: how far a visitor is in each, and the lessons of each."""

import streamlit as st

from lessons.content.course import Lesson, course, text
from lessons.content.steps import reading_minutes
from lessons.screen.lesson.progress import OPENED, STEPS, reached

words = text("the_course")


def draw(*, with_lessons: bool = False) -> None:
    """Draw a card for each stage, and what comes next.

    Args:
        with_lessons: Whether every lesson is listed in its card.
    """
    opened = st.session_state.get(OPENED, ())
    for column, stage in zip(st.columns(len(course().stages), gap="small"), course().stages, strict=True):
        own = [lesson for lesson in course().lessons if lesson.stage == stage.key]
        done = [lesson for lesson in own if lesson.slug in opened]
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{stage.title}**")
            st.markdown(f":small[{stage.about}]")
            st.progress(len(done) / len(own), f":small[{len(done)} of {len(own)} lessons]")
            for lesson in own if with_lessons else ():
                _lesson(lesson)
    _next(opened)


def _lesson(lesson: Lesson) -> None:
    at = reached().get(lesson.slug)
    is_done = at == len(STEPS) - 1
    label = lesson.title if at is None or is_done else f"{lesson.title}, step {at + 1} of {len(STEPS)}"
    st.page_link(lesson.page, label=label, icon=":material/check_circle:" if is_done else lesson.icon)


def _next(opened: tuple[str, ...]) -> None:
    """Lead on to the first lesson that was not opened."""
    ahead = [lesson for lesson in course().lessons if lesson.slug not in opened]
    if not ahead:
        st.caption(words["done"])
        return
    left = sum(reading_minutes(lesson.slug) for lesson in ahead)
    st.caption(f"{len(ahead)} of {len(course().lessons)} lessons to go, about {left} minutes.")
    st.page_link(ahead[0].page, label=f"Next: {ahead[0].title}", icon=":material/arrow_forward:")
