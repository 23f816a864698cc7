"""The answer of "Count a visit": units, strip, reasons, differences, findings."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.visit import counting_choice, hand, visit_fields, visit_form
from lessons.screen.visit.counting_choice import Choice
from ptcoding import AMA, CMS, Allocation, Session, allocate, explain
from ptcoding.billing.claim.plausible import length_findings
from ptcoding.billing.count.allocation import Tie
from ptcoding.chart import timeline
from ptcoding.chart.color import mark
from ptcoding.errors import Problem
from ptcoding.explanation import difference, in_order, margin_sentences, nudge_sentences
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
    cms, ama = (next((one for one in shown if one.rule == rule.rule), rule) for rule in (cms, ama))
    strips = [cms, ama, *(allocation for allocation in shown if allocation.rule not in (CMS, AMA))]
    if cms.timed_minutes:
        hand.draw(session, strips, visit_form.take)
    graver = [finding for finding in cms.findings if finding.severity is not Severity.NOTE]
    parts.findings([*graver, *length_findings(session)])
    _open(cms)
    _cards(strips, shown, choice)
    picture = timeline(session, parts.ink())
    if picture:
        parts.picture(picture, "session_timeline")
    if choice.rule is None:
        st.info(words["unknown_rule"], icon=":material/help:")
    counting_choice.about()
    parts.findings([finding for finding in cms.findings if finding not in graver])
    for allocation in shown:
        title = words["steps"] if choice.rule else f"{words['steps']} {allocation.rule.name}"
        with st.expander(title, icon=":material/format_list_numbered:", key=f"session_steps_{allocation.rule.key}"):
            st.markdown(parts.numbered(explain(allocation)))
    visit_fields.variation(session)
    more = st.expander("Line by line, and what one minute would change", key="session_lines", on_change="rerun")
    if more.open:
        with more:
            st.markdown(_table(strips))
            _sensitivity(shown[0])


def _cards(strips: Sequence[Allocation], shown: Sequence[Allocation], choice: Choice) -> None:
    """Set the units under each rule side by side, the visit's own first, and what to make of them last."""
    ordered = [*shown, *(one for one in strips if one not in shown)]
    *counts, last = st.columns([3] * len(ordered) + [4], gap="small")
    for column, allocation in zip(counts, ordered, strict=True):
        with column.container(border=True, height="stretch"):
            units = allocation.timed_units + sum(pot.units for pot in allocation.pots)
            st.metric(
                allocation.rule.short,
                counted(units, "unit"),
                in_order(allocation.units),
                delta_color="off",
                delta_arrow="off",
            )
            if choice.rule is None:
                st.badge("not settled", icon=":material/help:", color="orange")
            elif allocation in shown:
                whose = words["payers" if choice.payer else "chosen"]
                if _is_open(allocation.tie):
                    st.badge(f"{whose}, {words['not_decided']}", icon=":material/call_split:", color="orange")
                else:
                    st.badge(whose, icon=":material/check:", color="green")
    with last.container(border=True, height="stretch"):
        _meaning(strips, shown)


def _meaning(strips: Sequence[Allocation], shown: Sequence[Allocation]) -> None:
    ties = [allocation for allocation in shown if allocation.tie]
    for allocation in ties:
        if _is_open(allocation.tie):
            st.markdown(words["undecided"])
        ask(allocation.tie)
    if not ties:
        said = difference(*strips[:2]).text
        st.markdown(f"**{words['why']}** {said}" if strips[0].timed_units != strips[1].timed_units else said)
    told = (
        words["minutes"].replace("$timed", str(strips[0].timed_minutes)).replace("$total", str(strips[0].total_minutes))
    )
    st.markdown(f":small[{told}]")
    if parts.forward("Write the claim", "session_claim", ":material/receipt_long:"):
        # The visit goes along in the address: written in later, it is a step of its own in the history of the browser,
        # and the first press of Back stays on the page.
        st.switch_page("site/session_to_claim.py", query_params=st.query_params.to_dict())


def _is_open(tie: Tie | None) -> bool:
    """Tell whether a tie stands open that the clinician decides."""
    return tie is not None and len(picked_codes(tie)) != tie.units


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


def ask(tie: Tie | None) -> None:
    """Ask the clinician which of the tied codes get a unit.

    Args:
        tie: The tie, None where nothing is to be decided.
    """
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
