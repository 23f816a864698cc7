"""My progress: what holds and what is due, the link to it, and a way to take or delete all of it."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from string import Template

import streamlit as st

from lessons.content.addresses import RESUME
from lessons.content.charts import charts
from lessons.content.course import text, topics
from lessons.screen import parts
from lessons.screen.address import link
from lessons.screen.chart.grade_view import took
from lessons.screen.practice import arrival, confidence, copying, keeper
from lessons.screen.served import is_served
from lessons.screen.task.task_view import KINDS
from lessons.warm import warm_up_practice
from ptcoding.chart import mastery_bars
from ptcoding.facts.source import long_date
from ptcoding.learning.chart.grade import BENCHMARK
from ptcoding.learning.chart.kept import DayResult, results
from ptcoding.learning.marking.misconception import misconceptions
from ptcoding.learning.memory.mastery import mastery
from ptcoding.learning.memory.progress import TASK, Answer, remembered

GIVEN, SURE = "my_progress_link", "my_progress_sure"
DELETED, FORGOTTEN = "my_progress_deleted", "my_progress_forgotten"
words = text("my_progress")


def open_link() -> None:
    """Ask about the record that a pasted link leads to, or the key itself."""
    arrival.offer(st.session_state[GIVEN].strip().rpartition(f"{RESUME}=")[2])


def forget() -> None:
    """Let this browser forget the way back."""
    keeper.forget_here()
    st.session_state[FORGOTTEN] = True


def delete() -> None:
    """Delete everything that is kept."""
    st.session_state[DELETED] = keeper.forget()


def draw(answers: tuple[Answer, ...]) -> None:
    """Draw what holds, what is due, and the wrong rules met.

    Args:
        answers: All answers, oldest first.
    """
    rows = mastery(remembered(answers), datetime.now(UTC))
    right = sum(answer.right for answer in answers)
    for column, (label, value) in zip(
        st.columns(3),
        (("Answers", len(answers)), ("Right", f"{right / len(answers):.0%}"), ("Due", sum(row.due for row in rows))),
        strict=True,
    ):
        column.metric(label, value)
    if rows and not any(row.due for row in rows):
        day = min(row.next_due for row in rows).date()
        when = f"on {long_date(day)}" if day > datetime.now(UTC).date() else "later today"
        st.caption(Template(words["none_due"]).substitute(when=when))
    confidence.tell(answers)
    if rows:
        parts.picture(mastery_bars(rows, topics(), parts.ink()), "my_progress_mastery")
        if any(row.retrievability is not None for row in rows):
            st.caption(words["diamond"])
    coded(results(answers).values())
    worked(answers)
    met = Counter(answer.diagnosis for answer in answers if answer.diagnosis in misconceptions())
    if met:
        st.header("Wrong rules met", anchor=False)
        st.caption(words["beliefs"])
        rows = [
            (misconceptions()[key].name, "once" if times == 1 else f"{times} times") for key, times in met.most_common()
        ]
        lines = [f"- **{name}**: {often}" for name, often in rows]
        st.markdown("\n".join(lines))


def coded(found: Collection[DayResult]) -> None:
    """Draw the records that were coded: how many of their days reach the benchmark, tries and time.

    Args:
        found: What became of each day.
    """
    if not found:
        return
    st.header("Charts", anchor=False)
    st.caption(Template(words["charts"]).substitute(benchmark=f"{BENCHMARK:.0%}"))
    rows = []
    for chart in charts():
        days = [one for one in found if one.record == chart.slug]
        if days:
            best = f"{sum(one.best for one in days) // len(days)}%"
            reached = f"{sum(one.passed for one in days)} of {len(chart.days)}"
            rows.append(
                [chart.title, reached, best, sum(one.tries for one in days), took(sum(one.seconds for one in days))]
            )
    st.markdown(parts.table(["Record", "Days coded", "Best", "Tries", "Time"], rows))


def worked(answers: Sequence[Answer]) -> None:
    """Draw the billing tasks that were tried: how many of each kind, and how many were all right.

    Args:
        answers: All answers.
    """
    rows = []
    for kind, title in KINDS.items():
        tries = [one for one in answers if one.kind == f"{TASK}{kind.value}"]
        if tries:
            tasks, right = ({(one.item, one.seed) for one in tries if one.right or not only} for only in (False, True))
            rows.append([title, f"{len(right)} of {len(tasks)}", len(tries)])
    if rows:
        st.header("Billing tasks", anchor=False)
        st.markdown(parts.table(["Task", "All right", "Tries"], rows))


def keys() -> None:
    """Draw the link, the copy of the data, and the deletion."""
    key = st.session_state[keeper.KEY]
    if is_served():
        way_back(key)
    st.header("Your data", anchor=False)
    if not is_served():
        st.markdown(words["kept_here"])
    with st.container(horizontal=True):
        st.download_button(
            "Save all my data",
            lambda: json.dumps(keeper.everything(key), indent=2),
            "my-progress.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
        )
        with st.popover("Delete all my data", icon=":material/delete:"):
            st.markdown(words["delete" if is_served() else "delete_here"])
            st.button("Delete everything now", on_click=delete, key=SURE)


def way_back(key: str) -> None:
    """Draw the link to the answers, and a way to have this browser forget it.

    Args:
        key: What the link carries.
    """
    st.header("Your link", anchor=False)
    st.markdown(words["link"])
    address = link("progress", {RESUME: key})
    st.code(address, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        copying.button("Copy", address, words["copied"], words["not_copied"], "my_progress_copy")
        with st.popover("Forget on this device", icon=":material/devices_off:"):
            st.markdown(words["forget"])
            st.button("Forget it now", on_click=forget, key="my_progress_forget")


warm_up_practice()
with st.container(width=parts.READABLE):
    with st.container(gap=None):
        st.title("My progress")
        arrival.arrive()
    st.markdown(words["intro"])
    if st.session_state.pop(DELETED, False):
        st.success(words["deleted"], icon=":material/delete:")
    if st.session_state.pop(FORGOTTEN, False):
        st.success(words["forgotten"], icon=":material/devices_off:")
    answers = keeper.kept()
    if answers:
        draw(answers)
    elif not keeper.is_out_of_reach():
        st.info(words["empty"], icon=":material/monitoring:")
    if st.session_state.get(keeper.KEY):
        keys()
    if is_served():
        st.text_input(words["have_link"], key=GIVEN, on_change=open_link, max_chars=300)
    keeper.closing(linked=True)
    parts.not_covered("my_progress")
