"""Code a chart: a whole invented record, one claim form a day, graded line by line."""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic
from uuid import uuid4

import streamlit as st

from lessons.content import addresses
from lessons.content.charts import charts
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.chart import grade_view, record_view
from lessons.screen.practice import arrival, keeper, sharing
from lessons.warm import warm_up_claims
from ptcoding.errors import InputError
from ptcoding.facts import facts
from ptcoding.learning.chart.grade import Entered, grade_day
from ptcoding.learning.chart.kept import DayResult, Try, answer_of, results
from ptcoding.learning.chart.record import Chart, CodedDay
from ptcoding.learning.chart.typed import TypedClaim, read_typed
from ptcoding.learning.chart.variant import LARGEST, varied

WHICH, DAY, WORDS, SEED = "chart_which", "chart_day", "chart_words", "chart_seed"
STARTED, TRIES, HANDED, SPENT = "chart_started_", "chart_tries_", "chart_handed_", "chart_spent_"
words = text("code_a_chart")


def arrive() -> None:
    """Take the record and the number it is drawn from out of the address, on the first visit."""
    if SEED in st.session_state:
        return
    record, number = (st.query_params.get(name, "") for name in (addresses.RECORD, addresses.VARIANT))
    st.session_state[SEED] = int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 0
    if record in {chart.slug for chart in charts()}:
        st.session_state.setdefault(WHICH, record)


def draw_anew() -> None:
    """Take other numbers."""
    st.session_state[SEED] = 1 + secrets.randbelow(LARGEST)


def as_written() -> None:
    """Go back to the record as it is written."""
    st.session_state[SEED] = 0


def chosen(found: Mapping[tuple[str, str], DayResult]) -> tuple[Chart, CodedDay]:
    """Ask which record and which day.

    Args:
        found: What became of the days that were coded.

    Returns:
        Both, drawn anew where other numbers were asked for.
    """
    known = {chart.slug: chart for chart in charts()}
    titles = {slug: f"{chart.title} ({chart.discipline})" for slug, chart in known.items()}
    chart = varied(known[parts.pick("Record", titles, WHICH) or next(iter(known))], st.session_state[SEED])
    papers = {one.key: one.title for one in chart.documents}
    days = {day.key: day for day in chart.days}
    if st.session_state.get(DAY) not in days:
        st.session_state[DAY] = next(iter(days))
    coded = {day for (slug, day), one in found.items() if slug == chart.slug and one.passed}
    titles = {key: f"{papers[day.document]}{' ✓' if key in coded else ''}" for key, day in days.items()}
    key = st.segmented_control("Day to code", list(days), format_func=titles.get, required=True, key=DAY)
    return chart, days[key]


@st.fragment
def record() -> None:
    """Draw the papers on the left, the claim form and its grade on the right."""
    keeper.settle()
    found = results(keeper.kept())
    chart, day = chosen(found)
    seed = st.session_state[SEED]
    st.markdown(f"**{chart.who}.** {words['invented']}")
    name = f"chart_{chart.slug}_{day.key}_{seed}"
    st.session_state.setdefault(STARTED + name, monotonic())
    left, right = st.columns(2, gap="large")
    with left:
        shown = st.toggle("Show the words that decide", key=WORDS, help=words["ask"])
        record_view.papers(chart, day, marked=shown)
        other_numbers(chart, seed)
    with right:
        record_view.form(name, hand_in, (chart, day, name))
        handed = st.session_state.get(HANDED + name)
        if handed is None:
            st.info(words["empty"], icon=":material/edit:")
        elif handed.is_empty:
            st.warning(words["nothing"], icon=":material/edit:")
        else:
            judged(chart, day, name, handed)
        if (chart.slug, day.key) in found:
            grade_view.before(found[chart.slug, day.key])
    keeper.closing()


def other_numbers(chart: Chart, seed: int) -> None:
    """Draw the buttons to other numbers and back, and the link to these."""
    with st.container(horizontal=True):
        st.button("Other numbers", icon=":material/casino:", on_click=draw_anew, help=words["other"], key="chart_other")
        if seed:
            st.button("As written", icon=":material/undo:", on_click=as_written, key="chart_written")
        sharing.share("The same record for a room", "charts", {addresses.RECORD: chart.slug, addresses.VARIANT: seed})


def hand_in(chart: Chart, day: CodedDay, name: str) -> None:
    """Take what the form holds, and keep its grade; only a claim that can be read is a try.

    Args:
        chart: The record.
        day: The day.
        name: What the keys of its form begin with.
    """
    state = st.session_state
    handed = state[HANDED + name] = record_view.typed(name)
    entered = read(handed)
    if handed.is_empty or not isinstance(entered, Entered):
        return
    took = int(monotonic() - state[STARTED + name])
    state[STARTED + name] = monotonic()
    state[TRIES + name] = state.get(TRIES + name, 0) + 1
    state[SPENT + name] = state.get(SPENT + name, 0) + took
    tried = Try(str(uuid4()), datetime.now(UTC), state[TRIES + name], took, state[SEED])
    keeper.keep(answer_of(chart.slug, day.key, entered, grade_day(day, entered), tried))


def read(handed: TypedClaim) -> Entered | list[str]:
    """Read what was handed in, or say what of it cannot be read."""
    try:
        return read_typed(handed, facts())
    except InputError as error:
        return [str(problem) for problem in error.problems]


def judged(chart: Chart, day: CodedDay, name: str, handed: TypedClaim) -> None:
    """Draw the grade of a claim, or what of it cannot be read."""
    entered = read(handed)
    if isinstance(entered, Entered):
        state = st.session_state
        grade_view.result(chart, day, grade_day(day, entered), state[TRIES + name], state[SPENT + name])
    else:
        st.error(f"{words['unread']}\n\n{parts.problems(entered)}", icon=":material/error:")


warm_up_claims()
with st.container(gap=None):
    st.title("Code a chart")
    arrival.arrive()
arrive()
st.markdown(words["intro"])
record()
parts.not_covered("code_a_chart")
