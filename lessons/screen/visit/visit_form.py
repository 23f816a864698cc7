"""What is entered of a session, and the way between it and a plain record; `visit_fields` draws it.

Session state holds what was entered and nothing that follows from it. The four codes of most visits always have a line;
a line without minutes or times is empty, and no part of the visit.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lessons.screen.parts import literal
from ptcoding.billing.visit.session import Contact, Giver, Session

ROWS, DATE, DISCIPLINE = "session_rows", "session_date", "session_discipline"
YEAR_TO_DATE, VARIED, OPENED = "session_year_to_date", "session_varied", "session_opened"
FIELDS = ("code", "minutes", "times", "by", "contact", "region")
# A day of clock times takes a few hundred characters; whatever is longer is refused in words, not cut off.
LONGEST_TIMES = 2_000
USUAL = ("97110", "97112", "97530", "97140")

GIVERS = {
    Giver.THERAPIST: "Therapist",
    Giver.ASSISTANT: "Assistant (PTA, OTA)",
    Giver.TOGETHER: "Therapist and assistant together",
    Giver.AIDE: "Aide or technician",
    Giver.STUDENT: "Student",
}
CONTACTS = {
    Contact.ONE_ON_ONE: "One-on-one",
    Contact.GROUP: "Shared with other patients",
    Contact.ALONE: "Patient alone",
    Contact.WAITING: "Waiting or resting",
    Contact.PAPERWORK: "Set-up or writing",
}


def key(field: str, row: int) -> str:
    """Name the state of one field of one row."""
    return f"session_{field}_{row}"


def load(session: Session) -> None:
    """Put a session into the form.

    Args:
        session: The session.
    """
    before = st.session_state.get(ROWS, ())
    first = max(before, default=-1) + 1
    for name in (VARIED, *(key(field, row) for field in FIELDS for row in before)):
        st.session_state.pop(name, None)
    given = {service.code for service in session.services}
    st.session_state[ROWS] = tuple(range(first, first + len(session.services)))
    for code in USUAL:
        if code not in given:
            add_row(code)
    for row, service in enumerate(session.services, start=first):
        times = ", ".join(str(interval) for interval in service.intervals)
        st.session_state[key("code", row)] = service.code
        st.session_state[key("minutes", row)] = None if times else float(service.minutes)
        st.session_state[key("times", row)] = times
        st.session_state[key("by", row)] = service.by
        st.session_state[key("contact", row)] = service.contact
        st.session_state[key("region", row)] = service.region
    st.session_state[DATE] = session.date
    st.session_state[DISCIPLINE] = session.discipline
    st.session_state[YEAR_TO_DATE] = float(session.year_to_date)


def record(payer: str) -> dict[str, Any]:
    """Take the session out of the form.

    Args:
        payer: Key of the payer, may be empty.

    Returns:
        The fields of a record, as entered.
    """
    services = []
    for row in filled():
        service = {field: st.session_state.get(key(field, row)) for field in ("code", "by", "contact", "region")}
        service = {field: value for field, value in service.items() if value}
        if times(row):
            service["times"] = times(row)
        else:
            service["minutes"] = st.session_state.get(key("minutes", row))
        services.append(service)
    head = {"date": str(st.session_state.get(DATE) or ""), "discipline": st.session_state[DISCIPLINE], "payer": payer}
    return {**head, "year_to_date": st.session_state.get(YEAR_TO_DATE, 0), "services": services}


def codes_entered() -> list[str]:
    """List the codes as entered, each once, also while the session cannot be read."""
    entered = (st.session_state.get(key("code", row)) for row in filled())
    return list(dict.fromkeys(code for code in entered if code))


def filled() -> list[int]:
    """List the rows with a code and with minutes or times; the others are empty, and no part of the visit."""
    state = st.session_state
    coded = (row for row in state[ROWS] if state.get(key("code", row)))
    return [row for row in coded if times(row) or state.get(key("minutes", row)) is not None]


def listed() -> list[int]:
    """List the rows that a person would count: those that are filled, and those that were added and are still empty."""
    usual = usual_rows()
    return [row for row in st.session_state[ROWS] if row in filled() or row not in usual.values()]


def usual_rows() -> dict[str, int]:
    """Tell which row holds the minutes of each of the four usual codes."""
    rows = [row for row in st.session_state[ROWS] if not times(row)]
    return {code: row for row in reversed(rows) if (code := st.session_state.get(key("code", row))) in USUAL}


def times(row: int) -> str:
    """Give the clock times of a row as typed."""
    return (st.session_state.get(key("times", row)) or "").strip()


def summary() -> str:
    """Say in a line what the visit holds, as Markdown.

    Returns:
        Each code with its minutes or times.
    """
    said = []
    for row in filled():
        code, minutes = st.session_state.get(key("code", row)), st.session_state.get(key("minutes", row))
        when = times(row) or f"{minutes:g} min"
        also = ", ".join(unusual(row))
        said.append(literal(f"{code} {when}" + (f" ({also})" if also else "")))
    return "**The visit:** " + ("; ".join(said) or "nothing entered yet") + "."


def add_row(code: str = "") -> None:
    """Add an empty line at the end.

    Args:
        code: Its code, none where it is still to be chosen.
    """
    row = max(st.session_state[ROWS], default=-1) + 1
    st.session_state[ROWS] = (*st.session_state[ROWS], row)
    st.session_state[key("code", row)] = code or None
    st.session_state[key("minutes", row)] = None


def remove_row(row: int) -> None:
    """Take a line away."""
    st.session_state[ROWS] = tuple(other for other in st.session_state[ROWS] if other != row)


def take(minutes: Mapping[int, int]) -> None:
    """Put minutes into the lines, as a hand has dragged them.

    Args:
        minutes: Minutes by place of the line in the visit.
    """
    rows = filled()
    for place, spent in minutes.items():
        if 0 <= place < len(rows) and not times(rows[place]):
            st.session_state[key("minutes", rows[place])] = float(spent)


def unusual(row: int) -> list[str]:
    """Say what of a line is hidden in its popover and not as usual."""
    by, contact = st.session_state.get(key("by", row)), st.session_state.get(key("contact", row))
    said = [GIVERS[by]] if by and by is not Giver.THERAPIST else []
    said += [CONTACTS[contact]] if contact and contact is not Contact.ONE_ON_ONE else []
    region = (st.session_state.get(key("region", row)) or "").strip()
    return [*said, region] if region else said
