"""Home: what this is, a way in for each who comes, a search that answers a question, and the course."""

from textwrap import shorten

import streamlit as st

from lessons.content.course import course, text
from lessons.content.search import Hit, search, synonyms
from lessons.screen import parts
from lessons.screen.lesson import stages
from lessons.screen.practice import keeper
from ptcoding import CMS, Session, allocate
from ptcoding.chart import strip

WANTED, ASKED = "home_search", "home_asked"
MOST_SAID = 90
KINDS = {
    "lesson": ":material/school:",
    "page": ":material/arrow_forward:",
    "term": ":material/dictionary:",
    "code": ":material/tag:",
    "payer": ":material/account_balance:",
    "modifier": ":material/label:",
    "denial": ":material/block:",
    "scenario": ":material/person:",
    "contrast": ":material/compare_arrows:",
    "invented note": ":material/description:",
}
words = text("home")


def ask() -> None:
    """Search for what was chosen among what is often asked."""
    if st.session_state[ASKED]:
        st.session_state[WANTED] = st.session_state[ASKED]


@st.fragment
def finder() -> None:
    """Draw the search and what it finds."""
    wanted = st.text_input(
        "Search", key=WANTED, max_chars=100, placeholder=words["placeholder"], icon=":material/search:"
    )
    st.pills("Often asked", synonyms().asked, key=ASKED, on_change=ask)
    hits = search(wanted)
    if wanted.strip() and not hits:
        st.info(words["nothing"], icon=":material/search_off:")
    for hit in hits:
        st.page_link(
            hit.page,
            label=listed(hit),
            icon=KINDS[hit.kind],
            query_params=dict(hit.query) or None,
        )


def listed(hit: Hit) -> str:
    """Write a hit for the list: its name, a few words where the name alone says little, and what it is."""
    said = parts.literal(shorten(hit.said, MOST_SAID, placeholder=" …"))
    kind = "" if hit.title.lower().startswith(hit.kind) else f" · :small[{hit.kind}]"
    return f"{parts.literal(hit.title)}{': ' if said else ''}{said}{kind}"


def bill() -> None:
    """Show how a visit becomes units, and lead there."""
    visit = Session.of({"97110": 33, "97140": 7})
    parts.picture(strip([allocate(visit, CMS)], parts.ink()), "home_strip")


def treat() -> None:
    """Show the words of a note as a reviewer reads them."""
    st.markdown(words["note"])


def teach() -> None:
    """Say what a room of learners gets."""
    st.markdown(words["room"])


with st.container(gap=None):
    st.title(words["title"], anchor=False)
    keeper.listen()
st.markdown(words["intro"])
finder()
WAYS = (
    ("bill", bill, "build_a_session", "Count a visit", ("session_to_claim", "day_sheet", "why_denied")),
    ("treat", treat, "note_coach", "Check a note", ("compare_codes", "fact_check")),
    ("teach", teach, "rooms", "Run an in-service", ("for_instructors", "exam", "cheat_sheet")),
)
for column, (name, picture, page, label, also) in zip(st.columns(3, gap="small"), WAYS, strict=True):
    with column.container(border=True, height="stretch"):
        st.header(f"I {name}", anchor=False)
        st.markdown(words[name])
        picture()
        st.space("stretch")
        for slug in also:
            st.page_link(course()[slug].page, label=course()[slug].title, icon=course()[slug].icon)
        if parts.forward(label, f"home_{name}", course()[page].icon):
            st.switch_page(course()[page].page)
st.header("The course", anchor=False)
stages.draw()
parts.not_covered("home")
