"""Sources: every document, what rests on it, how it was read and when, as one table to sort and to search."""

import re
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from lessons.content.citing import resting
from lessons.content.course import text
from lessons.screen import facts_load, parts
from lessons.screen.visit.counting_choice import STANDINGS
from ptcoding.facts import facts
from ptcoding.facts.source import Source, long_date

STANDING, SEARCH, TABLE = "sources_standing", "sources_search", "sources_table"
# A sentence that is filled in elsewhere names here what it is filled with.
_FILLED = re.compile(r"\{\w+\}")
words = text("sources")


@st.fragment
def listing() -> None:
    """Draw the filters, the table, and the document that was chosen in it."""
    standing = st.pills("How it was read", list(STANDINGS), format_func=STANDINGS.get, key=STANDING)
    wanted = st.text_input("Search title, section or code", key=SEARCH, max_chars=60).strip().lower()
    cited = resting()
    shown = [
        source
        for source in facts().sources.values()
        if (standing is None or source.standing == standing) and wanted in _haystack(source, cited)
    ]
    st.caption(f"{len(shown)} of {len(facts().sources)} sources")
    if not shown:
        return
    chosen = st.dataframe(
        pd.DataFrame([_row(source, cited) for source in shown]),
        hide_index=True,
        key=TABLE,
        on_select="rerun",
        selection_mode="single-row",
        alt=words["table"],
        column_config={
            "Read on": st.column_config.DateColumn(format="MM/DD/YYYY"),
            "Document": st.column_config.TextColumn(width="large"),
            "Link": st.column_config.LinkColumn(display_text="open"),
        },
    )
    # A filter may have taken the row away that was chosen before.
    for place in chosen["selection"]["rows"]:
        if place < len(shown):
            st.markdown(_entry(shown[place], cited))


def _haystack(source: Source, cited: Mapping[str, tuple[str, ...]]) -> str:
    return f"{source.publisher} {source.title} {source.section} {' '.join(cited.get(source.key, ()))}".lower()


def _row(source: Source, cited: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    return {
        "Document": f"{source.title}, {source.section}" if source.section else source.title,
        "Publisher": source.publisher,
        "How it was read": STANDINGS[source.standing],
        "Read on": source.read,
        "Used by": len(cited.get(source.key, ())),
        "Link": source.url or None,
    }


def _entry(source: Source, cited: Mapping[str, tuple[str, ...]]) -> str:
    place = parts.literal(f"{source.title}, {source.section}" if source.section else source.title)
    title = f"[{place}]({source.url})" if source.url else place
    read = f"{STANDINGS[source.standing]}, {long_date(source.read)}"
    return (
        f"**{title}**, {read}. {parts.literal(source.note)}\n\n"
        f"Rests on it: {parts.literal(_FILLED.sub('…', '; '.join(cited.get(source.key, ())))) or words['superseded']}."
    )


st.title("Sources")
st.markdown(words["intro"])
st.page_link("site/conformance_kit.py", label="Conformance kit: test any calculator", icon=":material/grading:")
facts_load.draw()
listing()
parts.not_covered("sources")
