"""The grade of a coded day on the screen: what was right, what was not, and why."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from ptcoding.learning.chart.grade import BENCHMARK, Graded
from ptcoding.learning.chart.kept import DayResult
from ptcoding.learning.chart.record import Chart, CodedDay

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


def result(chart: Chart, day: CodedDay, graded: Graded, tries: int, seconds: int) -> None:
    """Draw the grade.

    Args:
        chart: The record.
        day: The day.
        graded: The claim, graded.
        tries: How often it was handed in.
        seconds: How long the tries took together.
    """
    right = sum(mark.right for mark in graded.marks)
    said = "Coded" if graded.passed else "Not yet"
    st.header(f"{said}: {right} of {len(graded.marks)} right", anchor=False)
    st.markdown(f"You have {graded.percent}%. A day counts as coded from {BENCHMARK:.0%}.")
    usual = f"The whole record usually takes about {chart.minutes} min."
    st.markdown(f":small[{'First try' if tries == 1 else f'Try {tries}'}, {took(seconds)}. {usual}]")
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


def before(found: DayResult) -> None:
    """Say what is kept of a day.

    Args:
        found: What became of it so far.
    """
    tries = "1 try" if found.tries == 1 else f"{found.tries} tries"
    st.markdown(f":small[Saved for this day: {found.best}% at best, {tries}, {took(found.seconds)}.]")


def took(seconds: int) -> str:
    """Say how long something took.

    >>> took(40), took(60), took(185)
    ('less than a minute', '1 min', '3 min')
    """
    minutes = seconds // 60
    return f"{minutes} min" if minutes else "less than a minute"
