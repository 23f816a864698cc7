"""The one way by which a visit comes onto the screen, whatever it came from."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.screen.visit import claim_form, counting_choice, visit_form
from lessons.screen.visit.session_answer import TIE, tie_key
from ptcoding import CMS, allocate
from ptcoding.exchange.visit.record import read

# The example that each page says it shows; a visit from elsewhere is none of them.
SESSION_EXAMPLE, CLAIM_EXAMPLE = "session_preset", "claim_preset"
# What was asked of the visit before and would be answered with the new one: its year, its payer's rates.
_ASKED = ("claim_own_", "claim_year", TIE)


def open_visit(record: Mapping[str, Any], rule: str = "", tie: Sequence[str] = ()) -> None:
    """Put a visit into the forms; nothing of the one before is left.

    Args:
        record: The visit and what its claim needs, as a plain record already known to be sound.
        rule: Key of the counting rule; the payer's when empty.
        tie: Codes chosen in a tie; left out where they do not fit the tie.

    Raises:
        UnknownKeyError: If the rule is unknown; the visit before then stands as it was.
    """
    counting_choice.load(str(record.get("payer", "")), rule)
    visit_form.load(record)
    claim_form.load(record)
    for key in [key for key in st.session_state if str(key).startswith(_ASKED)]:
        del st.session_state[key]
    for key in (SESSION_EXAMPLE, CLAIM_EXAMPLE):
        st.session_state[key] = None
    if tie:
        _choose(record, tie)


def open_elsewhere(record: Mapping[str, Any]) -> None:
    """Open a visit from a page that then leads to the page of the visit.

    Args:
        record: The visit, as for :func:`open_visit`.
    """
    open_visit(record)
    st.session_state[visit_form.OPENED] = True


def _choose(record: Mapping[str, Any], given: Sequence[str]) -> None:
    """Take the clinician's choice where it fits the tie."""
    tie = allocate(read(record), counting_choice.chosen().rule or CMS).tie
    picked = [code for code in given if tie and code in tie.codes]
    if tie and len(picked) == tie.units:
        st.session_state[tie_key(tie)] = picked[0] if tie.units == 1 else picked
