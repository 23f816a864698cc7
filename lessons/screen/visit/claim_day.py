"""Another discipline's visit of the same day beside the claim: lines of both, and what concerns them together."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from ptcoding.billing.claim.disciplines import Shared, shared
from ptcoding.errors import InputError
from ptcoding.exchange.visit.link import read_address
from ptcoding.exchange.visit.visit import Visit

LINK = "claim_other_link"
LONGEST_LINK = 8_000
words = text("session_to_claim")


def draw(visit: Visit | None) -> None:
    """Draw the field for the other visit, and the claims of both.

    Args:
        visit: The visit of the page, None while it cannot be read.
    """
    more = st.expander("Another discipline on the same day", key="claim_day", on_change="rerun")
    if not more.open:
        return
    with more:
        st.caption(words["day"])
        link = st.text_input("Share link of the other visit", key=LINK, max_chars=LONGEST_LINK, persist_state="session")
        if visit is None or not link.strip():
            return
        try:
            other = read_address(link.strip())
            found = shared([(one.counted(), one.circumstances) for one in (visit, other)])
        except InputError as error:
            st.error(parts.problems([str(problem) for problem in error.problems]))
            return
        st.markdown(_lines(found))
        if found.together is not None:
            st.markdown(f"**Allowed for the day: ${found.together:.2f}.**")
        parts.findings(found.findings)


def _lines(found: Shared) -> str:
    """Write the lines of both claims in one table."""
    rows = [
        [claim.allocation.session.discipline.value, f"**{line.code}** {' '.join(line.modifiers)}", line.units]
        for claim in found.claims
        for line in claim.lines
    ]
    return parts.table(["Plan", "24D Code and modifiers", "24G"], rows, right=1)
