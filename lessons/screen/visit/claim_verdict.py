"""What stands on top of a claim: whether it is ready, its lines, and what was found, the gravest first."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.visit import session_answer
from ptcoding.billing.claim.claim import Claim
from ptcoding.explanation import listed
from ptcoding.finding import Severity

words = text("session_to_claim")


def is_open(claim: Claim) -> bool:
    """Tell whether a tie stands open that the clinician decides.

    Args:
        claim: The claim.

    Returns:
        Whether the clinician has still to choose.
    """
    tie = claim.allocation.tie
    return tie is not None and len(session_answer.picked_codes(tie)) != tie.units


def lacking(claim: Claim) -> list[str]:
    """Name what a payer needs and the visit does not say.

    Args:
        claim: The claim.

    Returns:
        Date, diagnosis and charges, where they were not entered; none where nothing is billed.
    """
    if not claim.lines:
        return []
    found = {
        "the date of service": claim.allocation.session.date is None,
        "a diagnosis": not claim.circumstances.diagnoses,
        "the charges": any(line.charge is None for line in claim.lines),
    }
    return [name for name, is_missing in found.items() if is_missing]


def verdict(claim: Claim, *, open_tie: bool) -> None:
    """Say in one line what is still to enter, and how much there is to fix, to decide and to know.

    Args:
        claim: The claim.
        open_tie: Whether a tie stands open.
    """
    missing = lacking(claim)
    severities = [finding.severity for finding in claim.findings]
    fix, know = severities.count(Severity.ERROR), severities.count(Severity.NOTE)
    decide = severities.count(Severity.WARNING) + open_tie
    told = [f"{count} {word}" for count, word in ((fix, "to fix"), (decide, "to decide"), (know, "to know")) if count]
    if fix:
        st.error(f"**Not ready:** {listed(told)}.", icon=":material/build:")
    elif missing:
        more = f" {listed(told).capitalize()}." if told else ""
        st.warning(f"**Not complete:** enter {listed(missing)}.{more}", icon=":material/edit:")
    elif decide:
        st.warning(f"**Almost ready:** {listed(told)}.", icon=":material/call_split:")
    else:
        more = f" {listed(told).capitalize()}." if told else ""
        st.success(f"**{words['ready']}**{more}", icon=":material/task_alt:")


def findings(claim: Claim, *, printed: bool) -> None:
    """Show what is to fix and to decide, and fold away what is only to know.

    Args:
        claim: The claim.
        printed: Whether the page is to be printed, so that nothing is folded.
    """
    notes = [finding for finding in claim.findings if finding.severity is Severity.NOTE]
    parts.findings([finding for finding in claim.findings if finding not in notes])
    if not notes:
        return
    if printed:
        parts.findings(notes)
        return
    with st.expander(f"To know: {len(notes)}", icon=":material/info:", key="claim_notes"):
        parts.findings(notes)


def lines(claim: Claim, *, open_tie: bool) -> str:
    """Write the lines as they stand on the form, beside the minutes behind them; an open tie gives both counts.

    Args:
        claim: The claim.
        open_tie: Whether a tie stands open.

    Returns:
        A table in Markdown.
    """
    ways = claim.allocation.alternatives if open_tie else ()
    span = {code: {way[code] for way in ways} for code in claim.allocation.units}
    either = {code: f"{min(units)} or {max(units)}" for code, units in span.items() if len(units) > 1}
    rows = [
        [
            f"**{line.code}** {' '.join(line.modifiers)}",
            line.pointers or "none",
            f"{line.charge:.2f}" if line.charge is not None else "none",
            either.get(line.code, line.units),
            line.minutes or "untimed",
        ]
        for line in claim.lines
    ]
    rows += [
        [f"{code}, not on the claim", "", "", either.get(code, 0), claim.allocation.minutes_of(code)]
        for code, units in claim.allocation.units.items()
        if not units
    ]
    return parts.table(["24D Code and modifiers", "24E", "24F", "24G", "Minutes"], rows, right=3)
