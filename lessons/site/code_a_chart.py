"""Code a chart: a whole invented record, one claim form a day, graded line by line."""

from string import Template
from time import monotonic

import streamlit as st

from lessons.content.charts import charts
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.chart import record_view
from lessons.warm import warm_up_claims
from ptcoding.explanation import counted
from ptcoding.learning.chart.grade import BENCHMARK, Graded, grade_day
from ptcoding.learning.chart.record import Chart, CodedDay

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
    st.session_state.setdefault(STARTED + chart.slug, monotonic())
    left, right = st.columns(2, gap="large")
    with left:
        shown = st.toggle("Show the words that decide", key=WORDS, help=words["ask"])
        record_view.papers(chart, day, marked=shown)
    with right:
        if record_view.form(name):
            st.session_state[TRIES + name] = st.session_state.get(TRIES + name, 0) + 1
            st.session_state[HANDED + name] = record_view.entered(name)
        handed = st.session_state.get(HANDED + name)
        if handed is None:
            st.info(words["empty"], icon=":material/edit:")
        else:
            result(chart, day, grade_day(day, handed), st.session_state[TRIES + name])


def result(chart: Chart, day: CodedDay, graded: Graded, tries: int) -> None:
    """Draw the grade.

    Args:
        chart: The record.
        day: The day.
        graded: The claim, graded.
        tries: How often it was handed in.
    """
    right = sum(mark.right for mark in graded.marks)
    said = "Coded" if graded.passed else "Not yet"
    st.header(f"{said}: {right} of {len(graded.marks)} right", anchor=False)
    spent = max(1, round((monotonic() - st.session_state[STARTED + chart.slug]) / 60))
    told = Template(words["score"]).substitute(
        share=f"{graded.share:.0%}",
        benchmark=f"{BENCHMARK:.0%}",
        tries="First try" if tries == 1 else f"Try {tries}",
        minutes=counted(spent, "minute"),
        usual=chart.minutes,
    )
    st.markdown(f":small[{told}]")
    if graded.wrong_rule:
        st.warning(f"These units follow a wrong rule: **{graded.wrong_rule}**.", icon=":material/rule:")
    rows = [
        [
            "✓\u00a0Right" if mark.right else "✗\u00a0Wrong",
            f"{PARTS[mark.part]} {parts.literal(mark.code)}",
            f"{parts.literal(mark.says)} {parts.cite(mark.source) if mark.source else ''}",
        ]
        for mark in graded.marks
    ]
    st.markdown(parts.table(["Verdict", "What", "Why"], rows))
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
