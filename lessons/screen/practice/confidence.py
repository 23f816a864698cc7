"""How sure a learner is of an answer, said with one tap beside the button that checks it, and what it shows later."""

from collections import defaultdict
from collections.abc import Iterable

import streamlit as st

from lessons.content.course import course, text, topics
from lessons.content.practice_bank import bank, pool
from lessons.screen.parts import literal
from ptcoding.learning.drill.drill import drill_table
from ptcoding.learning.memory.certainty import surely_wrong
from ptcoding.learning.memory.progress import DRILL, Answer, Confidence

MOST = 10
words = text("my_progress")
LABELS = {Confidence.SURE: "I'm sure", Confidence.UNSURE: "Not sure"}


def ask(name: str) -> None:
    """Draw the choice; none is made ahead, and none is needed.

    Args:
        name: What the key of the field begins with: one for each showing of a question.
    """
    st.segmented_control(
        "How sure are you? (optional)",
        list(LABELS),
        format_func=LABELS.get,
        key=field(name),
        label_visibility="collapsed",
    )


def field(name: str) -> str:
    """Name the key of the choice.

    Args:
        name: What it begins with.
    """
    return f"{name}_confidence"


def said(name: str) -> Confidence:
    """Read what was said.

    Args:
        name: What the key of the field begins with.

    Returns:
        How sure the learner is; an exam does not ask.
    """
    given: Confidence | None = st.session_state.get(field(name))
    return Confidence.UNSAID if given is None else given


def tell(answers: Iterable[Answer]) -> None:
    """Draw what the learner was sure of and had wrong, below the lesson that explains it.

    Args:
        answers: All answers, oldest first.
    """
    found = surely_wrong(answers)
    if not found:
        return
    st.header("Sure, and wrong", anchor=False)
    st.caption(words["surely_wrong"])
    by_lesson: dict[str, list[str]] = defaultdict(list)
    for answer in found[:MOST]:
        by_lesson[_lesson(answer.topic)].append(f"- {literal(_question(answer))}")
    for slug, lines in by_lesson.items():
        if slug:
            st.page_link(course()[slug].page, label=course()[slug].title, icon=course()[slug].icon)
        st.markdown("\n".join(lines))


def _lesson(topic: str) -> str:
    """Name the first lesson of a topic, empty where the course has none."""
    return next((lesson.slug for lesson in course().lessons if topic in lesson.topics), "")


def _question(answer: Answer) -> str:
    """Say what was asked: the words of the question, or what a drill is about."""
    topic = topics().get(answer.topic, answer.topic)
    if answer.item not in pool().known:
        return topic
    if answer.item.startswith(DRILL):
        return f"{topic}: {drill_table(pool().series).traps[answer.item.removeprefix(DRILL)].title}"
    return f"{topic}: {bank()[answer.item].question}"
