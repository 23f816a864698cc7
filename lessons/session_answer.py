"""The answer of "Build a session": units, strip, reasons, differences, findings."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons import parts, text, visit_form
from lessons.counting_choice import Choice
from ptcoding import AMA, CMS, Allocation, Session, allocate, explain
from ptcoding.chart import strip, timeline
from ptcoding.chart.colour import mark
from ptcoding.errors import Problem, VisitError
from ptcoding.explanation import difference, listed, margin_sentences, nudge_sentences
from ptcoding.reference import codes

TIE = "session_tie"
words = text("build_a_session")


def draw(session: Session, choice: Choice) -> None:
    """Draw everything that follows from a visit.

    Args:
        session: The visit.
        choice: For whom it is counted.
    """
    cms, ama = allocate(session, CMS), allocate(session, AMA)
    shown = [allocate(session, choice.rule)] if choice.rule else [cms, ama]
    shown = [_settled(allocation) for allocation in shown]
    cms = next((allocation for allocation in shown if allocation.rule == CMS), cms)
    strips = [cms, ama, *(allocation for allocation in shown if allocation.rule not in (CMS, AMA))]
    _totals(cms, ama)
    if cms.timed_minutes:
        parts.picture(strip(strips, parts.ink()), "session_strip")
    for allocation in shown:
        st.header(_headline(allocation), anchor=False)
        if choice.rule is None:
            st.caption(allocation.rule.name)
        _tie(allocation)
        st.markdown(parts.numbered(explain(allocation)))
    if choice.rule is None:
        st.info(words["unknown_rule"], icon=":material/help:")
    st.markdown(f"**Where the rules part.** {difference(cms, ama).text}")
    visit_form.variation(session)
    parts.findings(cms.findings)
    picture = timeline(session, parts.ink())
    if picture:
        parts.picture(picture, "session_timeline")
    with st.expander("Line by line, and what one minute would change"):
        st.markdown(_table(strips))
        _sensitivity(shown[0])


def waiting(problems: Mapping[str, Problem], empty: bool) -> None:
    """Draw the place of the answer while there is none.

    Args:
        problems: What is wrong with the visit, by field.
        empty: Whether nothing was entered.
    """
    if empty:
        st.info(words["empty"], icon=":material/edit_note:")
        return
    st.info(words["mend"], icon=":material/edit:")
    general = [str(problem) for field, problem in problems.items() if not field.startswith("services[")]
    if general:
        st.error(parts.problems(general))


def _settled(allocation: Allocation) -> Allocation:
    """Follow the clinician's choice where it fits the tie."""
    picked = st.session_state.get(TIE)
    picked = [picked] if isinstance(picked, str) else picked or []
    try:
        return allocation.choose(picked) if picked else allocation
    except VisitError:
        return allocation


def _totals(cms: Allocation, ama: Allocation) -> None:
    with st.container(horizontal=True, gap="medium"):
        st.metric("Timed minutes", cms.timed_minutes, width="content")
        st.metric("Total treatment minutes", cms.total_minutes, width="content")
        st.metric("Timed units, Medicare", cms.timed_units, width="content")
        st.metric("Timed units, AMA", ama.timed_units, width="content")


def _headline(allocation: Allocation) -> str:
    return listed(f"{code} × {units}" for code, units in allocation.units.items())


def _tie(allocation: Allocation) -> None:
    if allocation.tie is None:
        return
    single = allocation.tie.units == 1
    st.segmented_control(
        f"A tie: choose which {'code gets the unit' if single else f'{allocation.tie.units} codes get a unit'}",
        allocation.tie.codes,
        selection_mode="single" if single else "multi",
        key=TIE,
        persist_state="session",
    )


def _table(allocations: Sequence[Allocation]) -> str:
    """Set every code beside its minutes and its units under each rule."""
    first = allocations[0]
    minutes = {share.code: share.minutes for share in first.shares}
    rows = [
        [
            f"{mark(code).sign} {code}",
            codes()[code].name,
            minutes.get(code, "untimed"),
            *(allocation.units[code] for allocation in allocations),
        ]
        for code in first.units
    ]
    header = ["Code", "What it is", "Minutes", *(allocation.rule.short for allocation in allocations)]
    return parts.table(header, rows, right=len(header) - 2)


def _sensitivity(allocation: Allocation) -> None:
    if not allocation.timed_minutes:
        return
    st.markdown(parts.bullets((*margin_sentences(allocation), *nudge_sentences(allocation))))
    st.caption(words["audit"])
