"""Minutes to units: the staircase, the map of two codes, how often the rules part, the table."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.visit import visit_form
from lessons.screen.visit.opening import open_elsewhere
from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.count.landscape import cliffs, parting, steps
from ptcoding.chart import staircase, strip, two_code_map
from ptcoding.chart.twocodes import CELL
from ptcoding.explanation import cliff_sentence, parting_sentence

FIRST, SECOND, THIRD, MAP = "minutes_first", "minutes_second", "minutes_third", "minutes_map"
CODES, LONGEST, UNITS = "minutes_codes", "minutes_longest", "minutes_units"
LONGEST_STAIR, LONGEST_CELL = 120, 60
# Four codes of 30 minutes are 810,000 visits, as many as one can still imagine.
RANGES = {1: 120, 2: 120, 3: 60, 4: 30}
words = text("minutes_to_units")


def open_as_visit() -> None:
    """Carry the chosen minutes over to "Count a visit"."""
    minutes = {
        "97110": st.session_state[FIRST],
        "97140": st.session_state[SECOND],
        "97530": st.session_state.get(THIRD, 0),
    }
    services = [{"code": code, "minutes": spent} for code, spent in minutes.items() if spent]
    if services:
        open_elsewhere({"services": services})


def take_cell() -> None:
    """Take the minutes of the square that was chosen on the map."""
    for cell in st.session_state[MAP]["selection"].get(CELL, []):
        st.session_state[FIRST], st.session_state[SECOND] = int(cell["x"]), int(cell["y"])


@st.fragment
def explorer() -> None:
    """Draw the learner's minutes, their place on the staircase and on the map."""
    question, answer = st.columns([4, 8], gap="large")
    with question:
        st.markdown(words["staircase"])
        st.slider("Minutes of this code", 0, LONGEST_STAIR, key=FIRST, persist_state="session")
        st.slider("Minutes of the other code, 0 for none", 0, LONGEST_CELL, key=SECOND, persist_state="session")
        st.button("Open as a visit", icon=":material/edit_note:", on_click=open_as_visit, key="minutes_open")
    first, second = st.session_state[FIRST], st.session_state[SECOND]
    total, each = steps([second], LONGEST_STAIR, CMS), steps([second], LONGEST_STAIR, AMA)
    with answer:
        with st.container(horizontal=True, gap="medium"):
            st.metric("Units, Medicare", total[first], width="content")
            st.metric("Units, AMA", each[first], width="content")
        parts.picture(staircase((CMS, total), (AMA, each), first, parts.ink()), "minutes_staircase")
        for rule, units in ((CMS, total), (AMA, each)):
            st.markdown(cliff_sentence(rule, first, *cliffs(units, first)).text)
        if not second:
            st.caption(words["same"])
    if st.session_state.pop(visit_form.OPENED, False):
        st.switch_page("site/build_a_session.py")
    st.header("Two codes, every pair of minutes", anchor=False)
    answer, question = st.columns([5, 7], gap="medium")
    with question:
        st.markdown(words["map"])
        st.slider("Minutes of a third code, 0 for none", 0, 22, key=THIRD, persist_state="session")
        minutes = {"97110": first, "97140": second, "97530": st.session_state[THIRD]}
        given = {code: spent for code, spent in minutes.items() if spent}
        if given:
            visit = Session.of(given)
            counts = [allocate(visit, rule) for rule in (CMS, AMA)]
            parts.picture(strip(counts, parts.ink()), "minutes_strip")
    with answer:
        at = (min(first, LONGEST_CELL), second)
        chart = two_code_map(LONGEST_CELL, st.session_state[THIRD], at, CMS, AMA, parts.ink())
        st.vega_lite_chart(
            dict(chart.spec),
            alt=chart.alt,
            theme=None,
            key=MAP,
            on_select=take_cell,
            selection_mode=CELL,
            width="content",
        )


@st.fragment
def often() -> None:
    """Draw how often the rules part over a range of visits."""
    st.header("How often they differ", anchor=False)
    question, answer = st.columns([4, 8], gap="large")
    with question:
        st.markdown(words["often"])
        codes = st.segmented_control("Timed codes in the visit", list(RANGES), default=2, required=True, key=CODES)
        longest = st.slider("Most minutes per code", 8, RANGES[codes], min(30, RANGES[codes]), key=f"{LONGEST}_{codes}")
    counted = parting(codes, longest, CMS, AMA)
    with answer:
        with st.container(horizontal=True, gap="medium"):
            st.metric("The same", f"{counted.agree / counted.visits:.1%}", width="content")
            st.metric("Medicare more", f"{counted.first_more / counted.visits:.1%}", width="content")
            st.metric("AMA more", f"{counted.second_more / counted.visits:.1%}", width="content")
        st.markdown(parting_sentence(counted, codes, longest).text)


@st.fragment
def thresholds() -> None:
    """Draw the table of units."""
    st.header("The table", anchor=False)
    st.markdown(f"{words['table']} {parts.cite(CMS.sources[0])}")
    most = st.number_input("Up to how many units", 1, 96, 8, key=UNITS, width=220)
    rows = [[units, "{} to {}".format(*CMS.span(units))] for units in range(most + 1)]
    st.markdown(parts.table(["Units", "Timed minutes"], rows))


st.session_state.setdefault(FIRST, 33)
st.session_state.setdefault(SECOND, 7)
st.session_state.setdefault(THIRD, 0)
st.title("Minutes to units")
st.markdown(words["intro"])
explorer()
often()
thresholds()
parts.not_covered("minutes_to_units")
