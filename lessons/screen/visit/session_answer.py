"""The answer of "Build a session": units, strip, reasons, differences, findings."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.visit import visit_form
from lessons.screen.visit.counting_choice import Choice
from ptcoding import AMA, CMS, Allocation, Session, allocate, explain
from ptcoding.billing.count.allocation import Tie
from ptcoding.chart import strip, timeline
from ptcoding.chart.colour import mark
from ptcoding.errors import Problem
from ptcoding.explanation import difference, listed, margin_sentences, nudge_sentences
from ptcoding.explanation.sentence import counted
from ptcoding.facts import facts
from ptcoding.finding import Severity

TIE = "session_tie_"
OPEN = f"{TIE}open_"
words = text("build_a_session")


def draw(session: Session, choice: Choice) -> None:
    """Draw everything that follows from a visit.

    Args:
        session: The visit.
        choice: For whom it is counted.
    """
    cms, ama = (_given(allocate(session, rule)) for rule in (CMS, AMA))
    shown = [allocate(session, choice.rule)] if choice.rule else [cms, ama]
    shown = [settled(allocation) for allocation in shown]
    cms = next((allocation for allocation in shown if allocation.rule == CMS), cms)
    strips = [cms, ama, *(allocation for allocation in shown if allocation.rule not in (CMS, AMA))]
    _totals(cms, ama)
    if cms.timed_minutes:
        parts.picture(strip(strips, parts.ink()), "session_strip")
    picture = timeline(session, parts.ink())
    if picture:
        parts.picture(picture, "session_timeline")
    graver = [finding for finding in cms.findings if finding.severity is not Severity.NOTE]
    parts.findings(graver)
    _open(cms)
    for allocation in shown:
        st.header(_headline(allocation), anchor=False)
        if choice.rule is None:
            st.caption(allocation.rule.name)
        if allocation.tie and len(picked_codes(allocation.tie)) != allocation.tie.units:
            st.caption(words["undecided"])
        _tie(allocation.tie)
        st.markdown(parts.numbered(explain(allocation)))
    if choice.rule is None:
        st.info(words["unknown_rule"], icon=":material/help:")
    st.markdown(f"**Medicare and AMA.** {difference(cms, ama).text}")
    parts.findings([finding for finding in cms.findings if finding not in graver])
    visit_form.variation(session)
    more = st.expander("Line by line, and what one minute would change", key="session_lines", on_change="rerun")
    if more.open:
        with more:
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


def settled(allocation: Allocation) -> Allocation:
    """Follow the clinician's choice where it fits the tie.

    Args:
        allocation: The units of a visit.

    Returns:
        The allocation as chosen, or as it is while nothing fitting has been chosen.
    """
    allocation = _given(allocation)
    picked = picked_codes(allocation.tie)
    return allocation.choose(picked) if allocation.tie and len(picked) == allocation.tie.units else allocation


def tie_key(tie: Tie) -> str:
    """Name the state of the choice in a tie: another tie is another question."""
    return f"{TIE}{tie.units}_of_{'_'.join(tie.codes)}"


def picked_codes(tie: Tie | None) -> list[str]:
    """Give the codes that the clinician has chosen in a tie so far."""
    picked = st.session_state.get(tie_key(tie)) if tie else None
    return [picked] if isinstance(picked, str) else list(picked or [])


def _totals(cms: Allocation, ama: Allocation) -> None:
    with st.container(horizontal=True, gap="medium"):
        st.metric("Timed minutes", cms.timed_minutes, width="content")
        st.metric("Total treatment minutes", cms.total_minutes, width="content")
        st.metric("Timed units, Medicare", cms.timed_units, width="content")
        st.metric("Timed units, AMA", ama.timed_units, width="content")


def _headline(allocation: Allocation) -> str:
    return listed(f"{code} × {units}" for code, units in allocation.units.items())


def open_key(codes: Sequence[str]) -> str:
    """Name the state of the choice whose minutes they are that several codes claim."""
    return f"{OPEN}{'_'.join(codes)}"


def picked_owners(allocation: Allocation) -> tuple[str, ...]:
    """Give the codes that were chosen to have the minutes which several claim, none while nothing was chosen."""
    groups = allocation.countable.open
    chosen = [st.session_state.get(open_key(group.codes)) for group in groups]
    owners = [code or group.owner for code, group in zip(chosen, groups, strict=True)]
    return tuple(owners) if any(chosen) else ()


def _given(allocation: Allocation) -> Allocation:
    """Follow the choice whose the minutes are that several codes claim."""
    owners = picked_owners(allocation)
    return allocation.give(owners) if owners else allocation


def _open(allocation: Allocation) -> None:
    """Ask whose minutes they are that several codes claim, once for a visit."""
    for group in allocation.countable.open:
        st.segmented_control(
            f"{counted(group.minutes, 'minute')} claimed twice: choose which code has them",
            group.codes,
            key=open_key(group.codes),
            persist_state="session",
        )


def _tie(tie: Tie | None) -> None:
    if tie is None:
        return
    single = tie.units == 1
    st.segmented_control(
        f"A tie: choose which {'code gets the unit' if single else f'{tie.units} codes get a unit'}",
        tie.codes,
        selection_mode="single" if single else "multi",
        key=tie_key(tie),
        persist_state="session",
    )


def _table(allocations: Sequence[Allocation]) -> str:
    """Set every code beside its minutes and its units under each rule."""
    first = allocations[0]
    rows = [
        [
            f"{mark(code).sign} {code} {facts().codes[code].name}",
            "untimed" if code in first.countable.untimed else first.minutes_of(code),
            *(allocation.units[code] for allocation in allocations),
        ]
        for code in first.units
    ]
    header = ["Code", "Minutes", *(allocation.rule.short for allocation in allocations)]
    return parts.table(header, rows, right=len(header) - 1)


def _sensitivity(allocation: Allocation) -> None:
    if not allocation.timed_minutes:
        return
    st.markdown(parts.bullets((*margin_sentences(allocation), *nudge_sentences(allocation))))
    st.caption(words["audit"])
