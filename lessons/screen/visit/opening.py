"""The one way by which a visit comes onto the screen, whatever it came from."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lessons.screen.visit import claim_form, counting_choice, visit_form
from lessons.screen.visit.session_answer import TIE, open_key, tie_key
from ptcoding.exchange.visit.visit import Visit, read_visit

# The example that each page says it shows; a visit from elsewhere is none of them.
SESSION_EXAMPLE, CLAIM_EXAMPLE, EXAMPLE_PILL = "session_preset", "claim_preset", "session_pill"
# What was asked of the visit before and would be answered with the new one: its year, its payer's rates.
_ASKED = ("claim_own_", "claim_year", TIE)


def open_visit(visit: Visit) -> None:
    """Put a visit into the forms; nothing of the one before is left.

    Args:
        visit: The visit. A rule that it names takes the place of a payer's card: the form asks for one of them.
    """
    counting_choice.load(visit.session.payer, visit.rule)
    visit_form.load(visit.session)
    claim_form.load(visit.circumstances)
    for key in [key for key in st.session_state if str(key).startswith(_ASKED)]:
        del st.session_state[key]
    for key in (SESSION_EXAMPLE, CLAIM_EXAMPLE):
        st.session_state[key] = None
    _choose(visit)


def open_elsewhere(record: Mapping[str, Any]) -> None:
    """Open a visit from a page that then leads to the page of the visit.

    Args:
        record: The record of the visit, as a case or a scenario has it.
    """
    open_visit(read_visit(record))
    st.session_state[visit_form.OPENED] = True


def _choose(visit: Visit) -> None:
    """Take the clinician's choices where they fit: whose open minutes are, and the tie."""
    counted = visit.counted(counting_choice.chosen().rule)
    if visit.owners:
        for group in counted.countable.open:
            st.session_state[open_key(group.codes)] = group.owner
    tie = counted.tie
    picked = [code for code in visit.tie if tie and code in tie.codes]
    if tie and len(picked) == tie.units:
        st.session_state[tie_key(tie)] = picked[0] if tie.units == 1 else picked
