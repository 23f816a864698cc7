"""Home: what this is, three ways in, the way through the course, and a search."""

import streamlit as st

from lessons.content.course import course, text
from lessons.content.search import search
from lessons.content.steps import reading_minutes
from lessons.screen import parts
from lessons.screen.lesson.progress import OPENED

WANTED = "home_search"
words = text("home")


@st.fragment
def finder() -> None:
    """Draw the search and what it finds."""
    wanted = st.text_input("Search lessons, terms, codes, payers, denials and notes", key=WANTED, max_chars=60)
    hits = search(wanted)
    if wanted.strip() and not hits:
        st.caption(words["nothing"])
    st.markdown("\n".join(f"- [{parts.literal(hit.title)}]({hit.link}), {hit.kind}" for hit in hits))


st.title(course().title)
st.markdown(words["intro"])
WAYS = (("learn", "the_course"), ("explore", "build_a_session"), ("practice", "practice"))
for column, (name, page) in zip(st.columns(3, gap="medium"), WAYS, strict=True):
    with column:
        st.header(name.capitalize(), anchor=False)
        st.markdown(words[name])
        st.page_link(course()[page].page, label=course()[page].title, icon=course()[page].icon)
st.markdown(words["clinic"])
with st.container(horizontal=True):
    for page in ("day_sheet", "why_denied"):
        st.page_link(course()[page].page, label=course()[page].title, icon=course()[page].icon)
finder()
opened = st.session_state.get(OPENED, ())
ahead = [lesson for lesson in course().lessons if lesson.slug not in opened]
st.header("A way through", anchor=False)
st.markdown(words["way"])
if ahead:
    st.page_link(ahead[0].page, label=f"Next: {ahead[0].title}", icon=ahead[0].icon)
    left = sum(reading_minutes(lesson.slug) for lesson in ahead)
    st.caption(f"{len(ahead)} of {len(course().lessons)} lessons to go, about {left} minutes.")
else:
    st.caption(words["done"])
parts.not_covered("home")
