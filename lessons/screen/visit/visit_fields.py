"""The fields of a visit: the four usual codes, other lines, and what is seldom needed behind one button."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lessons.content.course import text
from lessons.screen.parts import literal, problems
from lessons.screen.visit import counting_choice
from lessons.screen.visit.visit_form import (
    CONTACTS,
    DATE,
    DISCIPLINE,
    GIVERS,
    LONGEST_TIMES,
    USUAL,
    VARIED,
    add_row,
    filled,
    key,
    listed,
    record,
    remove_row,
    times,
    unusual,
    usual_rows,
)
from ptcoding.billing.count import whatif
from ptcoding.billing.visit.session import LONGEST_REGION, MOST_SERVICES, Discipline, Session
from ptcoding.chart.color import mark
from ptcoding.errors import Problem, VisitError
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import facts

# Two fields stand side by side on a phone, all of them and the payer, whose name is read whole, on a desk.
USUAL_WIDTH, TIME_WIDTH, PAYER_WIDTH = 152, 150, 250
REFUSED, DETAILS = "session_variation_refused", "session_details"
_KEPT: Mapping[str, Any] = {"persist_state": "session"}
words = text("build_a_session")


def code_name(code: str) -> str:
    """Write a code with its sign, its short name in a clinic and our own longer one."""
    row = facts().codes[code]
    return f"{mark(code).sign} {code} {row.short} · {row.name}"


def draw(wrong: Mapping[str, Problem]) -> None:
    """Draw the fields, each with what is wrong with it below.

    Args:
        wrong: Problems by field, as ``services[0].minutes``.
    """
    usual = usual_rows()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        for code in USUAL:
            _usual(code, usual.get(code))
        counting_choice.draw(PAYER_WIDTH)
        full = len(listed()) >= MOST_SERVICES
        st.button(
            "Code", icon=":material/add:", help=words["another"], on_click=add_row, disabled=full, key="session_add"
        )
        _details()
    counting_choice.contract()
    for place, row in enumerate(listed(), start=1):
        if row not in usual.values():
            _line(place, row)
    _marked(wrong)


def _usual(code: str, row: int | None) -> None:
    label = f"{mark(code).sign} {code} {facts().codes[code].short}"
    if row is None:
        # Its minutes are given by the clock, on a line below.
        st.number_input(
            label,
            value=None,
            placeholder="by the clock",
            disabled=True,
            key=f"session_by_clock_{code}",
            width=USUAL_WIDTH,
        )
        return
    st.number_input(
        label, step=1.0, format="%g", value=None, placeholder="min", key=key("minutes", row), width=USUAL_WIDTH, **_KEPT
    )


def _line(place: int, row: int) -> None:
    """Draw a line of another code, of a second giver, or with clock times."""
    quiet = {**_KEPT, "label_visibility": "collapsed"}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        label, codes = f"Code, line {place}", list(facts().codes)
        ordered = [*USUAL, *(code for code in codes if code not in USUAL)]
        st.selectbox(
            label,
            ordered,
            index=None,
            format_func=code_name,
            placeholder="Choose a code",
            key=key("code", row),
            **quiet,
        )
        if times(row):
            st.text_input(
                f"Clock times, line {place}", key=key("times", row), max_chars=LONGEST_TIMES, width=220, **quiet
            )
        else:
            st.number_input(
                f"Minutes, line {place}",
                step=1.0,
                format="%g",
                value=None,
                placeholder="min",
                key=key("minutes", row),
                width=TIME_WIDTH,
                **quiet,
            )
        st.button(
            f"Remove line {place}",
            icon=":material/delete:",
            on_click=remove_row,
            args=(row,),
            key=key("remove", row),
            type="tertiary",
        )
    if row not in filled():
        code = st.session_state.get(key("code", row))
        st.caption(words["empty_minutes"] if code else words["empty_line"])


def _marked(wrong: Mapping[str, Problem]) -> None:
    """Say what is unusual of each line, and what is wrong with it."""
    for place, row in enumerate(filled()):
        code = st.session_state[key("code", row)]
        said = unusual(row)
        if said:
            st.caption(f"{code}: {literal(', '.join(said))}")
        for field, problem in wrong.items():
            if field.startswith(f"services[{place}]."):
                name = field.rsplit(".", 1)[-1]
                given = literal(problem.value) or "nothing"
                st.error(f"{code}, {name}: {given} does not fit. Needed: {literal(problem.expected)}.")


def _details() -> None:
    """Draw people, contact, region and times of each line, and what belongs to the visit, behind one button."""
    # Drawn only while open: a page of many lines would spend most of its time on what nobody sees.
    more = st.popover("Details", key=DETAILS, on_change="rerun")
    if not more.open:
        return
    with more:
        st.markdown(words["details"])
        for place, row in enumerate(filled(), start=1):
            code = st.session_state[key("code", row)]
            st.markdown(f"**{mark(code).sign} {code}**")
            st.selectbox(f"Given by, line {place}", list(GIVERS), format_func=GIVERS.get, key=key("by", row), **_KEPT)
            st.selectbox(
                f"Contact, line {place}", list(CONTACTS), format_func=CONTACTS.get, key=key("contact", row), **_KEPT
            )
            st.text_input(f"Body region, line {place}", key=key("region", row), max_chars=LONGEST_REGION, **_KEPT)
            if not times(row):
                st.text_input(
                    f"Clock times in place of minutes, line {place}",
                    key=key("times", row),
                    max_chars=LONGEST_TIMES,
                    placeholder="9:00-9:20",
                    **_KEPT,
                )
        st.date_input("Date of service", value=None, key=DATE, format="MM/DD/YYYY", **_KEPT)
        st.segmented_control("Plan of care", list(Discipline), required=True, key=DISCIPLINE, **_KEPT)


def vary(delta: int) -> None:
    """Make the line chosen for a variation longer or shorter, clock times at their last end.

    Args:
        delta: Minutes to add, negative to take away.
    """
    place = st.session_state[VARIED]
    row = filled()[place]
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
