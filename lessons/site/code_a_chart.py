"""Code a chart: a whole invented record, one claim form a day, graded line by line."""

from time import monotonic

import streamlit as st

from lessons.content.charts import charts
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.chart import record_view
from lessons.warm import warm_up_claims
from ptcoding.errors import InputError
from ptcoding.facts import facts
from ptcoding.learning.chart.grade import BENCHMARK, Entered, Graded, grade_day
from ptcoding.learning.chart.record import Chart, CodedDay
from ptcoding.learning.chart.typed import TypedClaim, read_typed

WHICH, DAY, WORDS = "chart_which", "chart_day", "chart_words"
STARTED, TRIES, HANDED = "chart_started_", "chart_tries_", "chart_handed_"
PARTS = {
    "code": "Code",
    "units": "Units",
    "modifiers": "Modifiers",
    "pointers": "Pointers",
    "diagnosis": "Diagnosis",
    "first": "First diagnosis",
    "extra": "Too much",
}
words = text("code_a_chart")


def chosen() -> tuple[Chart, CodedDay]:
    """Ask which record and which day.

    Returns:
        Both.
    """
    known = {chart.slug: chart for chart in charts()}
    titles = {slug: f"{chart.title} ({chart.discipline})" for slug, chart in known.items()}
    chart = known[parts.pick("Record", titles, WHICH) or next(iter(known))]
    papers = {one.key: one.title for one in chart.documents}
    days = {day.key: day for day in chart.days}
    if st.session_state.get(DAY) not in days:
        st.session_state[DAY] = next(iter(days))
    key = st.segmented_control(
        "Day to code", list(days), format_func=lambda key: papers[days[key].document], required=True, key=DAY
    )
    return chart, days[key]


@st.fragment
def record() -> None:
    """Draw the papers on the left, the claim form and its grade on the right."""
    chart, day = chosen()
    st.markdown(f"**{chart.who}.** {words['invented']}")
    name = f"chart_{chart.slug}_{day.key}"
    st.session_state.setdefault(STARTED + name, monotonic())
    left, right = st.columns(2, gap="large")
    with left:
        shown = st.toggle("Show the words that decide", key=WORDS, help=words["ask"])
        record_view.papers(chart, day, marked=shown)
    with right:
        if record_view.form(name):
            hand_in(name)
        handed = st.session_state.get(HANDED + name)
        if handed is None:
            st.info(words["empty"], icon=":material/edit:")
        elif handed.is_empty:
            st.warning(words["nothing"], icon=":material/edit:")
        else:
            judged(chart, day, name, handed)


def hand_in(name: str) -> None:
    """Take what the form holds; only a claim that can be read is a try."""
    handed = record_view.typed(name)
    st.session_state[HANDED + name] = handed
    if not handed.is_empty and isinstance(read(handed), Entered):
        st.session_state[TRIES + name] = st.session_state.get(TRIES + name, 0) + 1


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
        result(chart, day, name, grade_day(day, entered))
    else:
        st.error(f"{words['unread']}\n\n{parts.problems(entered)}", icon=":material/error:")


def result(chart: Chart, day: CodedDay, name: str, graded: Graded) -> None:
    """Draw the grade.

    Args:
        chart: The record.
        day: The day.
        name: What the keys of its form begin with.
        graded: The claim, graded.
    """
    tries = st.session_state[TRIES + name]
    right = sum(mark.right for mark in graded.marks)
    said = "Coded" if graded.passed else "Not yet"
    st.header(f"{said}: {right} of {len(graded.marks)} right", anchor=False)
    st.markdown(f"You have {graded.share:.0%}. A day counts as coded from {BENCHMARK:.0%}.")
    told = "First try" if tries == 1 else f"Try {tries}"
    minutes = int(monotonic() - st.session_state[STARTED + name]) // 60
    spent = f"{minutes} min" if minutes else "less than a minute"
    st.markdown(
        f":small[{told}. {spent} on this day so far. The whole record usually takes about {chart.minutes} min.]"
    )
    if graded.wrong_rule:
        st.warning(f"These units follow a wrong rule: **{graded.wrong_rule}**.", icon=":material/rule:")
    rows = [
        [
            ":material/check: Right" if mark.right else ":material/close: Wrong",
            PARTS[mark.part],
            parts.literal(mark.code),
            f"{parts.literal(mark.says)} {parts.cite(mark.source) if mark.source else ''}",
        ]
        for mark in graded.marks
    ]
    st.markdown(parts.table(["Verdict", "What", "Code", "Why"], rows))
    lines = [[f"**{line.code}** {' '.join(line.modifiers)}", line.units] for line in graded.claim.lines]
    more = st.expander("The lines that can be defended", key=f"chart_lines_{chart.slug}_{day.key}", on_change="rerun")
    if more.open:
        with more:
            st.markdown(parts.table(["Line", "Units"], lines, right=1))
            if graded.claim.allocation.tie is not None:
                st.markdown(words["tie"])
            st.markdown(" ".join(parts.cite(key) for key in chart.sources))


warm_up_claims()
st.title("Code a chart")
st.markdown(words["intro"])
record()
parts.not_covered("code_a_chart")
