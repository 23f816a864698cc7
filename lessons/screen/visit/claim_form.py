"""The form of a claim: what it needs beyond the visit."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lessons.screen.visit import visit_form
from ptcoding.billing.claim.edits import bypassable
from ptcoding.billing.claim.modifiers import BYPASS, NOTICES
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Discipline, Session
from ptcoding.facts import facts

PLACE, SETTING, DIAGNOSES, NOTICE = "claim_place", "claim_setting", "claim_diagnoses", "claim_notice"
# Places where outpatient therapy is given most; another one can be typed.
PLACES = {"11": "11 Office", "22": "22 Hospital, outpatient", "12": "12 Home", "31": "31 Skilled nursing facility"}


def ground_key(code: str) -> str:
    """Name the state of the ground stated for a code."""
    return f"claim_ground_{code}"


def stated_key(code: str) -> str:
    """Name the state of what else is stated for a code."""
    return f"claim_stated_{code}"


def charge_key(code: str) -> str:
    """Name the state of the charge for a code."""
    return f"claim_charge_{code}"


def load(around: Circumstances) -> None:
    """Put what a claim needs into the form.

    Args:
        around: The circumstances of a visit.
    """
    for key in [
        key for key in st.session_state if str(key).startswith(("claim_ground_", "claim_charge_", "claim_stated_"))
    ]:
        del st.session_state[key]
    st.session_state[PLACE] = around.place
    st.session_state[SETTING] = around.setting
    st.session_state[DIAGNOSES] = ", ".join(around.diagnoses)
    st.session_state[NOTICE] = ""
    for code, stated in around.stated.items():
        grounds = [modifier for modifier in stated if modifier in BYPASS]
        if grounds:
            st.session_state[ground_key(code)] = grounds[0]
        st.session_state[stated_key(code)] = [modifier for modifier in stated if modifier not in grounds[:1]]
    for code, charge in around.charges.items():
        st.session_state[charge_key(code)] = float(charge)


def record(codes: list[str]) -> dict[str, Any]:
    """Take what was entered out of the form.

    Args:
        codes: Codes of the visit.

    Returns:
        The fields of a record, as entered.
    """
    typed = st.session_state.get(DIAGNOSES) or ""
    notice = st.session_state.get(NOTICE) or ""
    stated = {}
    for code in codes:
        said = [st.session_state.get(ground_key(code)), *(st.session_state.get(stated_key(code)) or []), notice]
        stated[code] = list(dict.fromkeys(filter(None, said)))
    charges = {code: st.session_state.get(charge_key(code)) for code in codes}
    return {
        "place": st.session_state.get(PLACE) or "11",
        "setting": st.session_state.get(SETTING) or Circumstances().setting,
        "diagnoses": typed.replace(",", " ").replace(";", " ").split(),
        "modifiers": {code: words for code, words in stated.items() if words},
        "charges": {code: f"{charge:.2f}" for code, charge in charges.items() if charge is not None},
    }


def draw(session: Session | None, codes: list[str]) -> None:
    """Draw the form.

    Args:
        session: The visit, None while it cannot be read.
        codes: Codes entered, also while the visit cannot be read.
    """
    kept: dict[str, Any] = {"persist_state": "session"}
    st.date_input("Date of service", value=None, key=visit_form.DATE, format="MM/DD/YYYY", **kept)
    st.segmented_control("Plan of care", list(Discipline), required=True, key=visit_form.DISCIPLINE, **kept)
    st.number_input(
        "Allowed charges this year before the visit, in dollars",
        step=10.0,
        format="%.2f",
        key=visit_form.YEAR_TO_DATE,
        **kept,
    )
    st.text_input("Diagnoses (ICD-10-CM), most important first", key=DIAGNOSES, max_chars=200, **kept)
    if session is not None:
        _grounds(session)
    more = st.expander("Place, setting, notices and charges", key="claim_more", on_change="rerun")
    if more.open:
        with more:
            _more(codes, kept)


def _grounds(session: Session) -> None:
    """Ask for the ground of a bypass, only where an edit can be bypassed."""
    codes = list(dict.fromkeys(service.code for service in session.services))
    on = session.date
    if on is None:
        return
    denied = {
        edit.column2: edit.column1
        for code in codes
        for other in codes
        if code < other and (edit := bypassable(code, other, on, facts().edits))
    }
    # A ground that was stated where no edit asks for one can be taken back all the same.
    stated = {code: "" for code in codes if code not in denied and st.session_state.get(ground_key(code))}
    for code, beside in (denied | stated).items():
        st.selectbox(
            f"{code} beside {beside}: what made them separate?" if beside else f"{code}: what made it separate?",
            ["", *BYPASS],
            format_func=lambda modifier: (
                f"{modifier} {facts().modifiers[modifier].name}" if modifier else "Nothing stated"
            ),
            key=ground_key(code),
            persist_state="session",
        )


def _more(codes: list[str], kept: Mapping[str, Any]) -> None:
    st.selectbox(
        "Place of service",
        list(PLACES),
        format_func=lambda place: PLACES.get(place, place),
        key=PLACE,
        accept_new_options=True,
        **kept,
    )
    settings = {name: rows[0].name for name, rows in facts().supervision.items()}
    st.selectbox("Setting", list(settings), format_func=settings.get, key=SETTING, **kept)
    st.selectbox(
        "Notice of non-coverage",
        ["", *NOTICES],
        format_func=lambda modifier: f"{modifier} {facts().modifiers[modifier].name}" if modifier else "None",
        key=NOTICE,
        **kept,
    )
    for code in codes:
        brought = st.session_state.get(stated_key(code)) or []
        choices = list(dict.fromkeys([*facts().modifiers, *brought]))
        st.multiselect(
            f"Other modifiers you state for {code}", choices, key=stated_key(code), accept_new_options=True, **kept
        )
        st.number_input(
            f"Your charge for a unit of {code}, in dollars",
            value=None,
            step=1.0,
            format="%.2f",
            key=charge_key(code),
            **kept,
        )
