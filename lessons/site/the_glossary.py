"""The glossary: words of the field, other names for them, and names they are mistaken for."""

import streamlit as st

from lessons.content.addresses import TERM
from lessons.content.bank import glossary
from lessons.content.course import text
from lessons.content.shapes import Term
from lessons.content.wording import filled
from lessons.screen import parts

SEARCH, GROUP = "glossary_search", "glossary_group"
# So many are read without losing one's place.
ON_A_PAGE = 20
GROUPS = {
    "rule": "Counting rules and their names",
    "time": "Time and units",
    "code": "Codes",
    "modifier": "Modifiers",
    "role": "People",
    "note": "In the note",
    "claim": "On the claim",
}
words = text("the_glossary")


@st.fragment
def listing() -> None:
    """Draw the terms that fit the search, by group."""
    # A default, not a value in the state: after a restart the browser still holds what was typed.
    asked = glossary().get(st.query_params.get(TERM, "")) if SEARCH not in st.session_state else None
    wanted = st.text_input("Search", asked.name if asked else "", key=SEARCH, max_chars=60).strip().lower()
    named = [term for term in glossary().values() if wanted == term.name.lower()]
    shown = named or [term for term in glossary().values() if wanted in _haystack(term)]
    # What is searched for may be in any group; without a search, one group at a time is enough to read.
    group = st.pills("Group", list(GROUPS), format_func=GROUPS.get, default="rule", key=GROUP)
    if not wanted and group:
        shown = [term for term in shown if term.group == group]
    st.caption(f"{len(shown)} of {len(glossary())} terms")
    if len(shown) > ON_A_PAGE:
        # Another search or group begins with its own first page.
        at = st.pagination(-(-len(shown) // ON_A_PAGE), key=f"glossary_page_{group}_{len(shown)}")
        shown = shown[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    for key, title in GROUPS.items():
        within = [term for term in shown if term.group == key]
        if within:
            st.header(title, anchor=False)
            st.markdown("\n".join(_entry(term) for term in within))


def _haystack(term: Term) -> str:
    return f"{term.name} {' '.join(term.also)} {term.meaning}".lower()


def _entry(term: Term) -> str:
    also = f" Also: {', '.join(filled(other) for other in term.also)}." if term.also else ""
    cited = " ".join(parts.cite(key) for key in term.sources)
    return f"- **{term.name}**: {filled(term.meaning)}{also} {cited}"


st.title("Glossary")
st.markdown(words["intro"])
listing()
parts.not_covered("the_glossary")
