"""Practice: five questions for today, the ways to practice, and where counts go wrong."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import streamlit as st

from lessons.content.course import course, text
from lessons.screen import parts
from lessons.screen.practice import arrival, hub, keeper
from lessons.warm import warm_up_practice

WAYS = (
    "documentation_quiz",
    "unit_drills",
    "code_a_chart",
    "billing_tasks",
    "mixed_review",
    "exam",
)
words = text("practice")


def batched(slugs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the ways three by three."""
    yield from (slugs[place : place + 3] for place in range(0, len(slugs), 3))


warm_up_practice()
with st.container(gap=None):
    st.title("Practice")
    arrival.arrive()
st.markdown(words["intro"])
answers = keeper.kept()
hub.today(answers, datetime.now(UTC))
# A row for every three, so that a phone and a screen reader meet them in this order.
for row in batched(WAYS):
    for column, slug in zip(st.columns(3, gap="small"), row, strict=False):
        with column.container(border=True, height="stretch"):
            st.page_link(course()[slug].page, label=f"**{course()[slug].title}**", icon=course()[slug].icon)
            st.markdown(words[slug])
            recent = hub.last(slug, answers)
            if recent:
                st.markdown(f":small[{recent}]")
hub.wrong_rules(answers)
keeper.closing()
parts.not_covered("practice")
