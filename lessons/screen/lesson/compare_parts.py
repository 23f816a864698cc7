"""Pieces of screen of "Compare codes": commit to a code first, then read why."""

from collections.abc import Iterable

import streamlit as st

from lessons.content.bank import decision
from lessons.content.course import text
from lessons.content.shapes import CodeCard, Contrast, Intent, Intervention, Node, Scenario
from lessons.content.wording import filled
from lessons.screen import parts
from lessons.screen.lesson.decision_picture import diagram
from lessons.screen.note.marked import note_on_screen
from ptcoding.chart.color import mark
from ptcoding.facts import facts
from ptcoding.notes.intent import supports

CORE = ("97110", "97112", "97530", "97140")
NOTHING = "none"
START = "start"
# What the cards say beyond their first sentence, a tab each.
SIDES = (
    ("Proof", (("Weak", "weak"), ("Would hold", "strong"), ("Often billed under it by mistake", "not_for"))),
    ("Timing", (("Timing", "timing"),)),
    ("Edits", (("Edits", "edits"),)),
    ("Denials", (("Typical denial", "denial"),)),
)
words = text("compare_codes")


def name(code: str) -> str:
    """Write a code with its symbol, or the choice of none."""
    return f"{mark(code).sign} {code}" if code and code != NOTHING else "Nothing billed"


def intervention(scenario: Scenario, number: int, given: Intervention) -> None:
    """Ask which code an intervention supports, then show every reading.

    Args:
        scenario: The scenario.
        number: Its place, from 1.
        given: The intervention.
    """
    st.header(f"{number}. {given.what}", anchor=False)
    st.markdown(f"**The note says it is for:** {given.intent}")
    others = [reading.code for reading in given.readings if reading.code not in CORE]
    if not _commit(f"{scenario.slug}_{number}", [*CORE, *others, NOTHING], given.code):
        return
    # A list, since a table of whole sentences would not fit a phone.
    said = [
        f"- **{name(reading.code)}**, {reading.verdict}. {reading.why}"
        + (f" *Words it would need:* {reading.words}" if reading.words else "")
        for reading in given.readings
    ]
    st.markdown("\n".join(said))
    _lines(given.weak, given.strong, given.disputed, given.code)


def intent(contrast: Contrast, number: int, given: Intent) -> None:
    """Ask which code one purpose of an activity supports, then show what tells it from the others.

    Args:
        contrast: The set.
        number: Its place, from 1.
        given: The purpose.
    """
    st.header(given.purpose, anchor=False)
    offered = dict.fromkeys([*CORE, *(one.code or NOTHING for one in contrast.intents)])
    if not _commit(f"{contrast.slug}_{number}", list(offered), given.code):
        return
    st.markdown(f"{given.who} {given.tells}")
    _lines(given.weak, given.strong, given.disputed, given.code)
    st.markdown(f"**A reviewer would say:** {given.denial}")


def _commit(key: str, offered: list[str], right: str) -> bool:
    """Ask for a code and say whether it is the one supported."""
    # Six codes do not fit a phone side by side; these wrap.
    chosen = st.pills(
        "Which code does this support?",
        offered,
        format_func=name,
        key=f"compare_{key}",
        persist_state="session",
        width="stretch",
        wrap=True,
    )
    if chosen is None:
        st.caption(words["commit"])
        return False
    if chosen == (right or NOTHING):
        st.success(f"**Right: {name(right)}.**", icon=":material/check:")
    else:
        st.error(f"**{name(chosen)}? Not quite: {name(right)}.**", icon=":material/close:")
    return True


def _lines(weak: str, strong: str, disputed: str, code: str = "") -> None:
    """Set the weak line beside one that would hold, its deciding words marked where they are of the code."""
    spans = next((found.spans for found in supports(strong) if found.code == code), ())
    with st.container(border=True):
        st.markdown(f"**Weak:** {parts.literal(weak)}")
    with st.container(border=True):
        st.markdown(f"**Would hold up:** {note_on_screen(strong, [(span.start, span.end, 'green') for span in spans])}")
    if disputed:
        st.info(f"**Disputed.** {disputed}", icon=":material/balance:")


def cards(shown: Iterable[CodeCard]) -> None:
    """Draw the four codes side by side.

    Args:
        shown: Their cards.
    """
    listed = tuple(shown)
    for column, card in zip(st.columns(len(listed), gap="small"), listed, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{name(card.code)} {facts().codes[card.code].short}**")
            st.markdown(f"{filled(card.intent)} :small[{filled(card.work)}]")
    for tab, (_, parts_of) in zip(st.tabs([title for title, _ in SIDES]), SIDES, strict=True):
        with tab:
            for card in listed:
                said = " ".join(f"**{title}.** {filled(getattr(card, field))}" for title, field in parts_of)
                cited = " ".join(parts.cite(key) for key in card.sources)
                st.markdown(f"**{name(card.code)}.** {said} {cited}")


def path() -> None:
    """Walk the decision path question by question, and draw it with the way taken."""
    st.markdown(words["path"])
    taken: list[str] = []
    node: Node | None = decision()[START]
    while node is not None:
        taken.append(node.key)
        node = _step(node)
    more = st.expander("The way taken, drawn", key="compare_drawn", on_change="rerun")
    if more.open:
        with more:
            met = ", then ".join(decision()[key].question for key in taken)
            way = {key: decision()[key] for key in taken}
            st.mermaid_chart(diagram(way, taken), alt=f"The way taken. Questions met: {met}")


def _step(node: Node) -> Node | None:
    """Ask one question; give the next, or say where the way ends."""
    answers = {answer["text"]: answer for answer in node.answers}
    chosen = st.radio(
        f"**{node.question}**",
        list(answers),
        index=None,
        key=f"compare_path_{node.key}",
        persist_state="session",
    )
    st.caption(f"{node.help}")
    if chosen is None:
        return None
    answer = answers[chosen]
    if "to" in answer:
        return decision()[answer["to"]]
    reason = f" {filled(answer['reason'])}" if answer.get("reason") else ""
    st.success(f"**{name(answer['code'])}.**{reason} {parts.cite(node.source)}", icon=":material/flag:")
    return None
