"""Pieces of the practice page: today's five, how it went so far, and where counts go wrong."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from lessons.content.course import course, text
from lessons.content.practice_bank import pool
from lessons.screen import parts
from lessons.screen.practice.wording import SET
from ptcoding.chart import Bar, share_bars
from ptcoding.facts.source import long_date
from ptcoding.learning.marking.misconception import misconceptions
from ptcoding.learning.memory.progress import CHART, TASK, Answer, Mode, remembered
from ptcoding.learning.memory.schedule import cards
from ptcoding.learning.question import COUNTING

MOST_RULES = 5
# Three stand side by side on a phone.
METRIC = 108
GRADED = ("code_a_chart", "billing_tasks")
words = text("practice")


def today(answers: Sequence[Answer], now: datetime) -> None:
    """Draw the session of today and the numbers beside it.

    Args:
        answers: All answers, oldest first.
        now: The present time, with its zone.
    """
    due = len(pool().due(cards(answers), now))
    again = min(due, SET)
    left, beside = st.columns(2, gap="small", vertical_alignment="center")
    with left.container(border=True):
        st.header(words["today"], anchor=False)
        mix = f"{again} due again, {SET - again} new" if again else f"{SET} new"
        st.markdown(f"{mix}. {words['today_about']}")
        page = course()["mixed_review"].page
        if parts.forward("Start", "practice_start", ":material/play_arrow:"):
            st.switch_page(page)
    # Charts and billing tasks have a grade, not a right answer.
    judged = list(remembered(answers))
    shown = (("Answered", len(judged)), ("Right", sum(answer.right for answer in judged)), ("Due", due))
    with beside.container(horizontal=True, gap="small", vertical_alignment="center"):
        for label, value in shown:
            st.metric(label, value, border=True, width=METRIC)
        more = course()["my_progress"]
        st.page_link(more.page, label=more.title, icon=more.icon, help=words["my_progress"])


def last(slug: str, answers: Sequence[Answer]) -> str:
    """Say how the last answers of a way to practice went.

    Args:
        slug: The way.
        answers: All answers, oldest first.

    Returns:
        One line, empty where there were none.
    """
    mine = [answer for answer in answers if _way(answer) == slug]
    if not mine:
        return ""
    recent = mine[-SET:]
    when = long_date(recent[-1].at.date())
    if slug in GRADED:
        return f"Last time: {when}"
    right = sum(answer.right for answer in recent)
    return f"Last time: {right} of {len(recent)} right, {when}"


def wrong_rules(answers: Sequence[Answer]) -> None:
    """Draw which wrong rules the counts followed, the most frequent first; nothing where none did.

    Args:
        answers: All answers.
    """
    met = Counter(answer.diagnosis for answer in answers if answer.diagnosis in misconceptions())
    if not met:
        return
    st.header(words["wrong_title"], anchor=False)
    st.caption(words["wrong_about"])
    most = max(met.values())
    rows = met.most_common(MOST_RULES)
    bars = [
        Bar(misconceptions()[key].name, times / most, "once" if times == 1 else f"{times} times") for key, times in rows
    ]
    parts.picture(share_bars(bars, parts.ink()), "practice_wrong_rules")


def _way(answer: Answer) -> str:
    for prefix, slug in ((CHART, "code_a_chart"), (TASK, "billing_tasks")):
        if answer.item.startswith(prefix):
            return slug
    if answer.mode is Mode.REVIEW:
        return "mixed_review"
    if answer.mode in (Mode.EXAM, Mode.CHALLENGE):
        return "exam"
    return "unit_drills" if answer.kind == COUNTING else "documentation_quiz"
