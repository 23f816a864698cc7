"""The course: its lessons in order, what each gives, and the way through."""

import streamlit as st

from lessons.content.course import course, text, topics
from lessons.content.coverage import coverage
from lessons.content.steps import reading_minutes
from lessons.screen import parts
from lessons.screen.lesson.progress import STEPS, reached

words = text("the_course")
left = sum(reading_minutes(lesson.slug) for lesson in course().lessons)

st.title("The course")
st.markdown(words["intro"])
st.caption(f"{len(course().lessons)} lessons, {left} minutes in all.")
for number, lesson in enumerate(course().lessons, start=1):
    label = f"{number}. {lesson.title}, {reading_minutes(lesson.slug)} minutes"
    at = reached().get(lesson.slug)
    is_done = at == len(STEPS) - 1
    if at is not None:
        label += ", done" if is_done else f", step {at + 1} of {len(STEPS)}"
    st.page_link(lesson.page, label=label, icon=":material/task_alt:" if is_done else lesson.icon)
    st.markdown("\n".join(f"- {objective}" for objective in lesson.objectives))
st.page_link(course()["cheat_sheet"].page, label="The cheat sheet, to print", icon=course()["cheat_sheet"].icon)
more = st.expander("What covers each topic", key="course_coverage", on_change="rerun")
if more.open:
    with more:
        rows = [
            [topics()[topic], "; ".join(cover.lessons), len(cover.scenarios), len(cover.items)]
            for topic, cover in coverage().items()
        ]
        st.markdown(parts.table(["Topic", "Lessons", "Scenarios", "Questions"], rows, right=2))
parts.not_covered("the_course")
