"""Learn: the course in its stages, and everything to look at and to look up."""

import streamlit as st

from lessons.content.course import course, text, topics
from lessons.content.coverage import coverage
from lessons.screen import parts
from lessons.screen.lesson import stages
from lessons.screen.practice import keeper, launch

# What is no lesson and belongs to learning, with a few words each.
ALSO = tuple(page for page in course().pages if page.kind == "more")
words = text("the_course")

with st.container(gap=None):
    st.title("Learn")
    launch.arrive()
    keeper.listen()
st.markdown(words["intro"])
stages.draw(with_lessons=True)
st.caption(words["saved" if st.session_state.get(keeper.KEY) else "not_saved"])
st.header("To look at, and to look up", anchor=False)
# A row for every three, so that a phone and a screen reader meet them in this order.
for place in range(0, len(ALSO), 3):
    for column, page in zip(st.columns(3, gap="small"), ALSO[place : place + 3], strict=False):
        with column.container(border=True, height="stretch"):
            st.page_link(page.page, label=page.title, icon=page.icon)
            st.markdown(f":small[{page.objectives[0]}]")
more = st.expander("What covers each topic", key="course_coverage", on_change="rerun")
if more.open:
    with more:
        rows = [
            [topics()[topic], "; ".join(cover.lessons), len(cover.scenarios), len(cover.items)]
            for topic, cover in coverage().items()
        ]
        st.markdown(parts.table(["Topic", "Lessons", "Scenarios", "Questions"], rows, right=2))
parts.not_covered("the_course")
