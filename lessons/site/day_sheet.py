"""Day sheet: the visits of a day or a month, billed beside earned units for each, and everything a claim would meet."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.day import columns_kept, day_answer
from lessons.screen.day.brought import FILE, PASTED, brought
from lessons.warm import warm_up_claims
from ptcoding.exchange.claim_lines.pasted import LONGEST

KINDS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "json", "837", "x12", "edi"]
words = text("day_sheet")


@st.fragment
def day() -> None:
    """Draw the ways in on top, the day below."""
    columns_kept.listen()
    left, right = st.columns(2, gap="large")
    with left:
        st.file_uploader("A day sheet or a claim file", KINDS, key=FILE)
        st.markdown(f":small[{words['private']} {words['sizes']}]")
    with right:
        st.text_area(
            "Or paste lines of a claim",
            key=PASTED,
            placeholder="97110 GP x2",
            max_chars=LONGEST,
            help=words["paste"],
            persist_state="session",
        )
    day_answer.draw(brought())


warm_up_claims()
st.title("Day sheet")
st.markdown(words["intro"])
day()
parts.not_covered("day_sheet")
