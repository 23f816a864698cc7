"""Beside the review: a row of one patient's visits, and the note against what its claim bills."""

import streamlit as st

from lessons.content.addresses import BESIDE, CLAIM
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.visit import entered, visit_form
from ptcoding.errors import InputError, at_most_ten
from ptcoding.exchange.note_file import note_text
from ptcoding.explanation.note_claim import against, said
from ptcoding.finding import Finding, Severity
from ptcoding.notes.clone import sentence
from ptcoding.notes.cut import in_order, split
from ptcoding.notes.figures import percent
from ptcoding.notes.identifier import identifiers, warning
from ptcoding.notes.series import LONGEST_SERIES, Series, VisitNote, series

ROW, FILE = "coach_row", "coach_row_file"
MARKS = {Severity.ERROR: ":material/error:", Severity.WARNING: ":material/warning:", Severity.NOTE: ":material/info:"}
FEWEST, MOST_MOVED, MOST_NEVER = 2, 6, 10
words = text("note_coach")


def visits() -> None:
    """Ask for the notes of several visits, and draw them as a row."""
    more = st.expander("Several notes of one patient, in a row", key="coach_visits", on_change="rerun")
    if not more.open:
        return
    with more:
        st.caption(words["row"])
        pasted = st.text_area(
            "The notes, one after the other", key=ROW, height=160, max_chars=LONGEST_SERIES + 1, persist_state="session"
        )
        file = st.file_uploader("Or a file with all of them", type=["txt", "csv", "docx"], key=FILE, max_upload_size=1)
        try:
            given = note_text(file.getvalue()) if file is not None else pasted
        except InputError as error:
            st.error(parts.problems([str(problem) for problem in error.problems]), icon=":material/error:")
            return
        # Dates tell the visits apart, so they stay; names do not.
        met = identifiers(given, service_dates=False)
        if met:
            st.error(warning(met), icon=":material/person_off:")
        as_given = split(given[: LONGEST_SERIES + 1])
        notes = in_order(as_given)
        if len(notes) < FEWEST:
            if given.strip():
                st.info(words["row_one"], icon=":material/splitscreen:")
            return
        try:
            found = series(notes)
        except InputError as error:
            st.error(parts.problems([str(problem) for problem in error.problems]))
            return
        if notes != as_given:
            st.caption(words["row_turned"])
        _row(found)


def _row(found: Series) -> None:
    row = st.container(horizontal=True)
    for visit in found.visits:
        with row.container(border=True, width=220):
            _visit(visit)
    if found.never:
        st.markdown("**What never moved**")
        lines = (f"- In {count} of {len(found.visits)}: “{parts.literal(said)}”" for said, count in found.never.items())
        st.markdown("\n".join(list(lines)[:MOST_NEVER]))
    else:
        st.markdown(words["row_moves"])


def _visit(visit: VisitNote) -> None:
    """Draw one visit: how alike it is, what moved, and what an auditor would mark."""
    st.markdown(f"**Visit {visit.number}** {parts.literal(visit.day)}")
    if visit.since is None:
        st.caption(words["row_first"])
        return
    st.markdown(f"{percent(visit.since.share)}% alike")
    moved = [f"- {parts.literal(change.before)} → {parts.literal(change.after)}" for change in visit.moved]
    st.markdown("\n".join(moved[:MOST_MOVED]) or "Nothing moved.")
    for finding in visit.since.findings[:1]:
        st.markdown(f":small[:material/warning: {parts.literal(sentence(finding))}]")


def billed(typed: str) -> None:
    """Compare the note with what the claim of the visit bills.

    Args:
        typed: The note.
    """
    if visit_form.ROWS not in st.session_state or not typed.strip():
        return
    # Whoever comes from the claim finds the comparison open.
    comes = st.query_params.get(BESIDE) == CLAIM
    title = "Compare with what your claim bills"
    more = st.expander(title, expanded=comes, key="coach_billed", on_change="rerun")
    if not more.open:
        return
    with more:
        visit, _, is_cut = entered.countable()
        st.page_link("site/session_to_claim.py", label="Back to the claim", icon=":material/receipt_long:")
        if visit is None:
            st.info(words["no_claim"], icon=":material/edit:")
            return
        counted = visit.counted()
        lines = [f"{code} x {units}" for code, units in counted.units.items() if units]
        st.markdown(f"**Billed:** {', '.join(lines) or 'nothing'}, {counted.total_minutes} minutes in all.")
        found = against(typed, counted, None if is_cut else visit.circumstances)
        st.markdown("\n".join(f"- {line}" for line in at_most_ten(map(_line, found))) or words["agrees"])


def _line(found: Finding) -> str:
    return f"{MARKS[found.severity]} {parts.literal(said(found))} {parts.cite(found.source)}"
