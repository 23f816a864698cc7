"""The form of a session: its rows on the screen, and the way between them and a plain record.

Session state holds what was entered and nothing that follows from it.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lessons.screen.parts import literal, problems
from ptcoding.billing.count import whatif
from ptcoding.billing.visit.session import LONGEST_REGION, MOST_SERVICES, Contact, Discipline, Giver, Session
from ptcoding.chart.colour import mark
from ptcoding.errors import Problem, VisitError
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.explanation import field_in_words
from ptcoding.facts import facts

ROWS, CLOCK, DATE, DISCIPLINE = "session_rows", "session_clock", "session_date", "session_discipline"
YEAR_TO_DATE, VARIED, OPENED = "session_year_to_date", "session_varied", "session_opened"
FIELDS = ("code", "minutes", "times", "by", "contact", "region")
MINUTES_ENTERED, TIMES_ENTERED = "Minutes", "Clock times"
TIME_WIDTH = 128
REFUSED = "session_variation_refused"

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
    st.session_state[ROWS] = tuple(range(first, first + len(session.services)))
    for row, service in enumerate(session.services, start=first):
        times = ", ".join(str(interval) for interval in service.intervals)
        st.session_state[key("code", row)] = service.code
        st.session_state[key("minutes", row)] = None if times else float(service.minutes)
        st.session_state[key("times", row)] = times
        st.session_state[key("by", row)] = service.by
        st.session_state[key("contact", row)] = service.contact
        st.session_state[key("region", row)] = service.region
    st.session_state[CLOCK] = TIMES_ENTERED if any(_times(row) for row in st.session_state[ROWS]) else MINUTES_ENTERED
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
    for row in st.session_state[ROWS]:
        service = {field: st.session_state.get(key(field, row)) for field in ("code", "by", "contact", "region")}
        service = {field: value for field, value in service.items() if value}
        if st.session_state[CLOCK] == TIMES_ENTERED and _times(row):
            service["times"] = _times(row)
        else:
            service["minutes"] = st.session_state.get(key("minutes", row))
        services.append(service)
    head = {"date": str(st.session_state.get(DATE) or ""), "discipline": st.session_state[DISCIPLINE], "payer": payer}
    return {**head, "year_to_date": st.session_state.get(YEAR_TO_DATE, 0), "services": services}


def codes_entered() -> list[str]:
    """List the codes as entered, each once, also while the session cannot be read."""
    entered = (st.session_state.get(key("code", row)) for row in st.session_state[ROWS])
    return list(dict.fromkeys(code for code in entered if code))


def _times(row: int) -> str:
    return (st.session_state.get(key("times", row)) or "").strip()


def summary() -> str:
    """Say in a line what the visit holds, as Markdown.

    Returns:
        Each code with its minutes or times.
    """
    said = []
    for row in st.session_state[ROWS]:
        code, minutes = st.session_state.get(key("code", row)), st.session_state.get(key("minutes", row))
        when = _times(row) or ("no minutes" if minutes is None else f"{minutes:g} min")
        also = ", ".join(unusual(row))
        said.append(literal(f"{code} {when}" + (f" ({also})" if also else "")))
    return "**The visit:** " + ("; ".join(said) or "nothing entered yet") + "."


def add_row() -> None:
    """Add a service at the end."""
    row = max(st.session_state[ROWS], default=-1) + 1
    st.session_state[ROWS] = (*st.session_state[ROWS], row)
    st.session_state[key("code", row)] = "97110"
    st.session_state[key("minutes", row)] = 15.0


def remove_row(row: int) -> None:
    """Take a service away."""
    st.session_state[ROWS] = tuple(other for other in st.session_state[ROWS] if other != row)


def code_name(code: str) -> str:
    """Write a code with its sign and our own name of it."""
    return f"{mark(code).sign} {code} {facts().codes[code].name}"


def rows(wrong: Mapping[str, Problem]) -> None:
    """Draw the services, each with what is wrong with it below.

    Args:
        wrong: Problems by field, as ``services[0].minutes``.
    """
    by_clock = st.session_state[CLOCK] == TIMES_ENTERED
    for place, row in enumerate(st.session_state[ROWS]):
        _row(place, row, by_clock)
        said = unusual(row)
        if said:
            st.caption(f"Line {place + 1}: {literal(', '.join(said))}")
        marked = [problem for field, problem in wrong.items() if field.startswith(f"services[{place}].")]
        for problem in marked:
            field = field_in_words(problem.field.rsplit(".", 1)[-1])
            given = literal(problem.value) or "nothing"
            st.error(f"{field[0].upper()}{field[1:]}: {given} given, expected {literal(problem.expected)}")
    full = len(st.session_state[ROWS]) >= MOST_SERVICES
    st.button("Add a service", icon=":material/add:", on_click=add_row, disabled=full, key="session_add")


def unusual(row: int) -> list[str]:
    """Say what of a line is hidden in its popover and not as usual."""
    by, contact = st.session_state.get(key("by", row)), st.session_state.get(key("contact", row))
    said = [GIVERS[by]] if by and by is not Giver.THERAPIST else []
    said += [CONTACTS[contact]] if contact and contact is not Contact.ONE_ON_ONE else []
    region = (st.session_state.get(key("region", row)) or "").strip()
    return [*said, region] if region else said


def _row(place: int, row: int, by_clock: bool) -> None:
    line = place + 1
    kept: dict[str, Any] = {"persist_state": "session"}
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        quiet = {**kept, "label_visibility": "collapsed"}
        st.selectbox(f"Code, line {line}", list(facts().codes), format_func=code_name, key=key("code", row), **quiet)
        if by_clock:
            minutes = st.session_state.get(key("minutes", row))
            hint = "9:00-9:20" if minutes is None else f"{minutes:g} min"
            label = f"Clock times, line {line}"
            st.text_input(label, key=key("times", row), placeholder=hint, max_chars=200, width=TIME_WIDTH, **quiet)
        else:
            label = f"Minutes, line {line}"
            st.number_input(
                label, step=1.0, format="%g", value=None, key=key("minutes", row), width=TIME_WIDTH, **quiet
            )
        # Drawn only while open: a page of many lines would spend most of its time on what nobody sees.
        more = st.popover(f"More {line}", width="content", key=key("more", row), on_change="rerun")
        if more.open:
            with more:
                _details(line, row, kept)


def _details(line: int, row: int, kept: Mapping[str, Any]) -> None:
    st.selectbox(f"Given by, line {line}", list(GIVERS), format_func=GIVERS.get, key=key("by", row), **kept)
    st.selectbox(f"Contact, line {line}", list(CONTACTS), format_func=CONTACTS.get, key=key("contact", row), **kept)
    st.text_input(f"Body region, line {line}", key=key("region", row), max_chars=LONGEST_REGION, **kept)
    st.button(f"Remove line {line}", icon=":material/delete:", on_click=remove_row, args=(row,), key=key("remove", row))


def details() -> None:
    """Draw what belongs to the visit as a whole."""
    more = st.expander("Date and discipline", key="session_details", on_change="rerun")
    if more.open:
        with more:
            st.date_input("Date of service", value=None, key=DATE, persist_state="session")
            st.segmented_control(
                "Plan of care", list(Discipline), required=True, key=DISCIPLINE, persist_state="session"
            )


def vary(delta: int) -> None:
    """Make the line chosen for a variation longer or shorter, clock times at their last end.

    Args:
        delta: Minutes to add, negative to take away.
    """
    place = st.session_state[VARIED]
    row = st.session_state[ROWS][place]
    try:
        varied = whatif.vary(read_visit(record("")).session, place, delta)
    except VisitError as error:
        st.session_state[REFUSED] = [str(problem) for problem in error.problems]
        return
    service = varied.services[place]
    if service.intervals:
        st.session_state[key("times", row)] = ", ".join(str(interval) for interval in service.intervals)
    else:
        st.session_state[key("minutes", row)] = float(service.minutes)


def variation(session: Session) -> None:
    """Draw the trial of one minute up or down.

    Args:
        session: The visit as it stands.
    """
    lines = [place for place, service in enumerate(session.services) if facts().codes[service.code].timed]
    if not lines:
        return
    if st.session_state.get(VARIED) not in lines:
        st.session_state[VARIED] = lines[0]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Try a variation",
            lines,
            format_func=lambda place: f"Line {place + 1}: {session.services[place].code}",
            key=VARIED,
            persist_state="session",
            width=170,
        )
        shortest = session.services[st.session_state[VARIED]].minutes <= 1
        st.button("1 minute less", on_click=vary, args=(-1,), key="session_less", disabled=shortest)
        st.button("1 minute more", on_click=vary, args=(1,), key="session_more")
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.error(problems(refused))
