"""Sources: every document, what rests on it, how it was read and when."""

from collections.abc import Mapping

import streamlit as st

from lessons.content.citing import resting
from lessons.content.course import text
from lessons.screen import facts_load, parts
from lessons.screen.visit.counting_choice import STANDINGS
from ptcoding.facts import facts

STANDING, SEARCH = "sources_standing", "sources_search"
words = text("sources")


@st.fragment
def listing() -> None:
    """Draw the list, by publisher."""
    standing = st.pills("How it was read", list(STANDINGS), format_func=STANDINGS.get, key=STANDING)
    wanted = st.text_input("Search title, section or code", key=SEARCH, max_chars=60).strip().lower()
    cited = resting()
    shown = [
        source
        for source in facts().sources.values()
        if (standing is None or source.standing == standing)
        and wanted
        in f"{source.publisher} {source.title} {source.section} {' '.join(cited.get(source.key, []))}".lower()
    ]
    st.caption(f"{len(shown)} of {len(facts().sources)} sources")
    for publisher in dict.fromkeys(source.publisher for source in shown):
        st.header(parts.literal(publisher), anchor=False)
        st.markdown("\n".join(_entry(source.key, cited) for source in shown if source.publisher == publisher))


def _entry(key: str, cited: Mapping[str, tuple[str, ...]]) -> str:
    source = facts().sources[key]
    place = parts.literal(f"{source.title}, {source.section}" if source.section else source.title)
    title = f"[{place}]({source.url})" if source.url else place
    resting = parts.literal("; ".join(cited.get(key, ()))) or words["superseded"]
    read = f"{STANDINGS[source.standing]}, {source.read}"
    return f"- **{title}**, {read}. {parts.literal(source.note)}  \n  Rests on it: {resting}."


st.title("Sources")
st.markdown(words["intro"])
facts_load.draw()
listing()
parts.not_covered("sources")
