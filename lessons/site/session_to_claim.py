"""Write the claim: the visit's lines with modifiers, edits, thresholds, payment and what the note needs."""

import streamlit as st

from lessons.content.addresses import BESIDE, CLAIM
from lessons.content.course import cases, course, text
from lessons.screen import parts
from lessons.screen.visit import (
    claim_answer,
    claim_day,
    claim_form,
    claim_rates,
    entered,
    session_exchange,
    visit_form,
)
from lessons.screen.visit.opening import CLAIM_EXAMPLE, open_visit
from lessons.warm import warm_up_claims
from ptcoding.billing.claim.claim import claim_of
from ptcoding.exchange.visit.visit import read_visit

PRESET, FIRST = CLAIM_EXAMPLE, "knee-claim"
words = text("session_to_claim")
presets = {case.key: case for case in cases("session_to_claim")}


def load_preset() -> None:
    """Load the chosen example into both forms."""
    if st.session_state[PRESET]:
        chosen = st.session_state[PRESET]
        open_visit(read_visit(presets[chosen].visit))
        st.session_state[PRESET] = chosen


@st.fragment
def explorer() -> None:
    """Draw the visit and its circumstances on the left, the claim on the right."""
    visit, problems = entered.visit()
    chosen = st.session_state.get(PRESET)
    if chosen and (visit is None or visit.session.services != read_visit(presets[chosen].visit).session.services):
        # A visit that was changed is no example any more.
        st.session_state[PRESET] = None
    claim = claim_of(visit.counted(), visit.circumstances) if visit else None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle("Print view", key=claim_answer.PRINT, persist_state="session")
        parts.in_light("session_to_claim", "Open in light, to print")
    if claim is not None and st.session_state[claim_answer.PRINT]:
        st.markdown(visit_form.summary())
        claim_answer.draw(claim)
        return
    question, answer = st.columns([4, 8], gap="large")
    with question:
        titles = {key: case.title for key, case in presets.items()}
        none = "Your visit from Count a visit"
        parts.pick("Start from", titles, PRESET, index=None, placeholder=none, on_change=load_preset)
        st.markdown(visit_form.summary())
        st.page_link("site/build_a_session.py", label="Change the visit", icon=":material/edit_note:")
        for page in ("day_sheet", "why_denied"):
            st.page_link(course()[page].page, label=course()[page].title, icon=course()[page].icon)
        claim_form.draw(visit.session if visit else None, visit_form.codes_entered())
    with answer:
        if visit is not None and claim is not None:
            claim_answer.draw(claim)
            session_exchange.keep_address(visit)
            beside = {BESIDE: CLAIM}
            label, icon = "Compare with the note", ":material/compare_arrows:"
            st.page_link("site/note_coach.py", label=label, icon=icon, query_params=beside)
        else:
            st.info(words["mend"], icon=":material/edit:")
            st.error(parts.problems([str(problem) for problem in problems.values()]))
        claim_day.draw(visit)
        claim_rates.draw(claim)


warm_up_claims()
if session_exchange.arrive(presets[FIRST]):
    st.session_state[PRESET] = FIRST
st.title("Write the claim")
st.markdown(words["intro"])
session_exchange.complain()
explorer()
parts.not_covered("session_to_claim")
