"""The answer of "Why was it denied?": what the codes say, what is behind them, and what to do."""

from collections.abc import Sequence

import streamlit as st

from lessons.content.course import course, text
from lessons.screen import parts
from ptcoding.exchange.denial.answer import Answer
from ptcoding.facts import facts
from ptcoding.facts.denial import Kind

NEXT = {
    "correct": "Send a corrected claim",
    "appeal": "Appeal, or write it off",
    "either": "Correct it or appeal: the record decides",
    "other_payer": "Bill the payer that comes first",
    "patient": "Find out who owes it",
    "none": "Nothing to fix",
    "": "Look the code up",
}
FITS = {True: ":material/error: Fits.", False: ":material/check: Not this.", None: ":material/help: Check."}
words = text("why_denied")


def draw(found: Answer) -> None:
    """Draw one denial explained.

    Args:
        found: The answer.
    """
    denied = found.denied
    named = "-".join(filter(None, [denied.group, denied.reason]))
    st.header(parts.literal(" ".join(filter(None, [named, *denied.remarks]))), anchor=False)
    if denied.amount:
        codes = " ".join(line.code for line in denied.lines)
        st.markdown(parts.literal(f"{codes} ${denied.amount}"))
    st.markdown("\n".join(f"- {parts.literal(said)}" for said in found.meaning))
    for code in found.unknown:
        st.warning(f"**{parts.literal(code)}**: {words['unknown']}", icon=":material/help:")
    for said in found.warnings:
        st.warning(parts.literal(said), icon=":material/warning:")
    st.subheader(f"Next: {NEXT[found.next]}", anchor=False)
    if found.kinds:
        st.markdown(found.kinds[0].do)
    if found.on_these:
        st.markdown("**On these lines**\n\n" + _listed(found.on_these))
    if found.looks:
        _looks(found)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Likely behind it**\n\n" + _of(found.kinds, "causes"))
        st.markdown("**Check in the record**\n\n" + _of(found.kinds, "check"))
    with right:
        st.markdown("**Send**\n\n" + (_of(found.kinds, "send") or "Nothing."))
        st.markdown("**How long there is**\n\n" + _deadlines(found))
    st.markdown(" ".join(parts.cite(key) for key in found.sources))
    for kind in found.kinds[:1]:
        st.page_link(
            course()[kind.lesson].page, label=f"Lesson: {course()[kind.lesson].title}", icon=":material/school:"
        )
    st.page_link("site/unit_drills.py", label="Drill: count the visit again", icon=":material/calculate:")
    st.page_link("site/billing_tasks.py", label="Practice: rework a denied line", icon=":material/assignment:")


def _looks(found: Answer) -> None:
    """Say for each likely cause what these very lines show of it."""
    codes = ", ".join(dict.fromkeys(line.code for line in found.denied.lines))
    kinds = facts().denials.kinds
    rows = [
        [
            f"{FITS[look.fits]} {kinds[look.kind].name}",
            f"{parts.literal(look.says)} {parts.cite(look.source) if look.source else ''}",
        ]
        for look in found.looks
    ]
    st.markdown(f"**What these lines show: {parts.literal(codes)}**")
    st.markdown(parts.table(["Cause", "These lines"], rows))


def _listed(said: Sequence[str]) -> str:
    return "\n".join(f"- {parts.literal(one)}" for one in said)


def _of(kinds: Sequence[Kind], part: str) -> str:
    return _listed([one for kind in kinds for one in getattr(kind, part)])


def _deadlines(found: Answer) -> str:
    if not found.deadlines:
        return words["no_deadlines"]
    rows = [f"- {row.step}: {row.time} {' '.join(parts.cite(key) for key in row.sources)}" for row in found.deadlines]
    return "\n".join(rows) + f"\n\n:small[{words['deadlines']}]"


def listing(wanted: str) -> None:
    """Draw the codes that are known, as far as they fit a search.

    Args:
        wanted: What was typed.
    """
    table = facts().denials
    for title, rows in (("Reasons (CARC)", table.reasons), ("Remarks (RARC)", table.remarks)):
        fits = [
            [f"**{row.code}**", row.means, table.kinds[row.kind].name]
            for row in rows.values()
            if wanted.strip().lower() in f"{row.code} {row.means} {table.kinds[row.kind].name}".lower()
        ]
        st.markdown(f"**{title}: {len(fits)} of {len(rows)}**")
        if fits:
            st.markdown(parts.table(["Code", "What it says", "Kind"], fits))
