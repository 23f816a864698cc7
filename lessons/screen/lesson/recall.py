"""The recall check of a lesson: each question is explained as soon as a choice is made, and the answer is kept."""

from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from lessons.content.bank import items
from lessons.content.sitting import ONE_SITTING
from lessons.content.steps import QUESTIONS, earlier
from lessons.screen import parts
from lessons.screen.practice import course_score, device, keeper
from lessons.screen.practice.unit_entry import verdict
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.question import Given, ItemQuestion, order_of


@st.fragment
def draw(slug: str) -> None:
    """Draw the questions of a lesson, and one of the lesson before.

    Args:
        slug: The lesson.
    """
    keeper.warn_ahead()
    for number, item in enumerate(items(slug)[:QUESTIONS], start=1):
        _ask(f"{number}.", ItemQuestion(item))
    before = earlier(slug)
    if before is not None:
        _ask("From the lesson before:", ItemQuestion(before))
    course_score.tell(slug)
    keeper.closing(ahead=True)


def _ask(head: str, asked: ItemQuestion) -> None:
    """Ask one question; unanswered is not wrong."""
    item, key = asked.item, f"item_{asked.key}"
    _bring_back(asked, key)
    st.markdown(f"**{head}** {parts.literal(item.question)}")
    # The label is only read aloud, and read as it stands.
    chosen = st.radio(
        item.question,
        order_of(len(item.choices), st.session_state.setdefault(f"{key}_drawn", str(uuid4()))),
        index=None,
        format_func=lambda place: parts.literal(item.choices[place].text),
        key=key,
        on_change=_keep,
        args=(asked, key),
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen is None:
        return
    judged = asked.judge(Given((chosen,)))
    verdict(judged.verdict, parts.literal(item.choices[chosen].why))
    st.markdown(parts.cite(item.source))


def _bring_back(asked: ItemQuestion, key: str) -> None:
    """Show again, after a reload in the same tab, what was chosen a while ago; another visit asks anew."""
    state, showing = st.session_state, f"{key}_showing"
    if not device.seat_before() or state.get(key) is not None or showing in state:
        return
    since = datetime.now(UTC) - ONE_SITTING
    found = [one for one in keeper.kept() if one.item == asked.key and one.at >= since and one.mode is Mode.PRACTICE]
    if found:
        state[showing] = found[-1].key
        (state[key],) = asked.restore(found[-1].given).chosen


def _keep(asked: ItemQuestion, key: str) -> None:
    """Keep the first choice of this visit: whoever chooses again has read the reason by then."""
    showing, chosen = f"{key}_showing", st.session_state[key]
    if chosen is None or showing in st.session_state:
        return
    st.session_state[showing] = str(uuid4())
    judged = asked.judge(Given((chosen,)))
    keeper.keep(judged.answer(st.session_state[showing], Mode.PRACTICE, datetime.now(UTC)), begins=False)
