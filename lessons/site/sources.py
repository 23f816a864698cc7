"""Sources: every document, what rests on it, how it was read and when, as one table to sort and to search."""

import re
from collections.abc import Iterable, Mapping

import streamlit as st

from lessons.content.citing import resting
from lessons.content.course import text
from lessons.screen import facts_load, parts
from lessons.screen.visit.counting_choice import STANDINGS
from ptcoding.facts import facts
from ptcoding.facts.source import Source, long_date

STANDING, SEARCH, ORDER, CHOSEN = "sources_standing", "sources_search", "sources_order", "sources_chosen"
TITLE, READ, USED = "title", "read", "used"
ORDERS = {TITLE: "Title", READ: "Read on, newest first", USED: "Used by, most first"}
# As many rows as one sees at once; the others are scrolled to.
HEIGHT = 520
# A sentence that is filled in elsewhere names here what it is filled with.
_FILLED = re.compile(r"\{\w+\}")
words = text("sources")


@st.fragment
def listing() -> None:
    """Draw the filters, the table, and the document that was chosen in it."""
    standing = st.pills("How it was read", list(STANDINGS), format_func=STANDINGS.get, key=STANDING)
    searching, sorting, choosing = st.columns([5, 3, 4])
    with searching:
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
    with sorting:
        order = parts.pick("Sort by", ORDERS, ORDER)
    titles = {source.key: _named(source) for source in _ordered(shown, TITLE, cited)}
    with choosing:
        chosen = st.selectbox(words["choose"], list(titles), format_func=titles.get, index=None, key=CHOSEN)
    if chosen is not None:
        st.markdown(_entry(facts().sources[chosen], cited))
    with st.container(height=HEIGHT, key="sources_table"):
        header = ["Document", "Publisher", "How it was read", "Read on", "Used by"]
        rows = (_row(source, cited) for source in _ordered(shown, order, cited))
        st.markdown(parts.table(header, rows, right=1))


def _ordered(shown: Iterable[Source], order: str | None, cited: Mapping[str, tuple[str, ...]]) -> list[Source]:
    by_title = sorted(shown, key=lambda source: _named(source).casefold())
    if order == READ:
        return sorted(by_title, key=lambda source: source.read, reverse=True)
    if order == USED:
        return sorted(by_title, key=lambda source: len(cited.get(source.key, ())), reverse=True)
    return by_title


def _haystack(source: Source, cited: Mapping[str, tuple[str, ...]]) -> str:
    return f"{source.publisher} {source.title} {source.section} {' '.join(cited.get(source.key, ()))}".lower()


def _row(source: Source, cited: Mapping[str, tuple[str, ...]]) -> list[object]:
    standing, read = STANDINGS[source.standing], long_date(source.read)
    return [_linked(source), parts.literal(source.publisher), standing, read, len(cited.get(source.key, ()))]


def _named(source: Source) -> str:
    return f"{source.title}, {source.section}" if source.section else source.title


def _linked(source: Source) -> str:
    place = parts.literal(_named(source))
    # A dollar sign in an address would open a formula.
    return f"[{place}]({source.url.replace('$', '%24')})" if source.url else place


def _entry(source: Source, cited: Mapping[str, tuple[str, ...]]) -> str:
    read = f"{STANDINGS[source.standing]}, {long_date(source.read)}"
    return (
        f"**{_linked(source)}**, {read}. {parts.literal(source.note)}\n\n"
        f"Rests on it: {parts.literal(_FILLED.sub('…', '; '.join(cited.get(source.key, ())))) or words['superseded']}."
    )


st.title("Sources")
st.markdown(words["intro"])
st.page_link("site/conformance_kit.py", label="Conformance kit: test any calculator", icon=":material/grading:")
facts_load.draw()
listing()
parts.not_covered("sources")
