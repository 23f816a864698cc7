"""Practice: the ways to practice, and what is due."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import streamlit as st

from lessons.content.course import course, text
from lessons.content.practice_bank import pool
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper
from lessons.warm import warm_up_practice
from ptcoding.learning.memory.schedule import cards

WAYS = (
    "documentation_quiz",
    "unit_drills",
    "code_a_chart",
    "billing_tasks",
    "mixed_review",
    "exam",
    "my_progress",
    "for_instructors",
)
words = text("practice")


def batched(slugs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the ways two by two; the last may stand alone."""
    yield from (slugs[place : place + 2] for place in range(0, len(slugs), 2))


warm_up_practice()
st.title("Practice")
arrival.arrive()
st.markdown(words["intro"])
waiting = len(pool().due(cards(keeper.kept()), datetime.now(UTC)))
if waiting:
    st.page_link(course()["mixed_review"].page, label=f"Due today: {waiting}", icon=":material/event_repeat:")
# A row for every two, so that a phone and a screen reader meet them in this order.
for pair in batched(WAYS):
    for column, slug in zip(st.columns(2, gap="medium"), pair, strict=False):
        with column:
            st.header(course()[slug].title, anchor=False)
            st.markdown(words[slug])
            st.page_link(course()[slug].page, label=course()[slug].title, icon=course()[slug].icon)
keeper.closing()
parts.not_covered("practice")
