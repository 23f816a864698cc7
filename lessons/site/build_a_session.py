"""Build a session: enter a visit, see its units under each rule, and why."""

import streamlit as st

from lessons.content.course import cases, text
from lessons.screen import parts
from lessons.screen.visit import counting_choice, entered, session_answer, session_exchange, visit_form
from lessons.screen.visit.opening import SESSION_EXAMPLE, open_visit
from ptcoding.exchange.visit.visit import read_visit

PRESET, FIRST = SESSION_EXAMPLE, "manual-3"
words = text("build_a_session")
presets = {case.key: case for case in cases("build_a_session")}


def load_preset() -> None:
    """Load the chosen example into the form."""
    if st.session_state[PRESET]:
        chosen = st.session_state[PRESET]
        open_visit(read_visit(presets[chosen].visit))
        st.session_state[PRESET] = chosen


@st.fragment
def explorer() -> None:
    """Draw the question on the left and its answer on the right."""
    visit, problems, left_out = entered.countable()
    question, answer = st.columns([5, 7], gap="large")
    with question:
        titles = {key: case.title for key, case in presets.items()}
        parts.pick("Start from", titles, PRESET, index=None, placeholder="A worked example", on_change=load_preset)
        example = presets.get(st.session_state[PRESET])
        if example and visit and visit.session.services == read_visit(example.visit).session.services:
            st.caption(example.teaches)
        st.segmented_control(
            "Time entered as",
            [visit_form.MINUTES_ENTERED, visit_form.TIMES_ENTERED],
            required=True,
            key=visit_form.CLOCK,
            persist_state="session",
        )
        visit_form.rows(problems)
        counting_choice.draw()
        visit_form.details()
        st.page_link("site/session_to_claim.py", label="On to the claim", icon=":material/receipt_long:")
    with answer:
        if visit is not None:
            session_answer.draw(visit.session, counting_choice.chosen())
        else:
            session_answer.waiting(problems, empty=not st.session_state[visit_form.ROWS])
    session_exchange.draw(visit, left_out)


if session_exchange.arrive(presets[FIRST]):
    st.session_state[PRESET] = FIRST
st.title("Build a session")
st.markdown(words["intro"])
session_exchange.complain()
explorer()
parts.not_covered("build_a_session")
