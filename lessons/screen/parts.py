"""Shared pieces of screen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.content.course import course, text
from lessons.content.markdown import cite, literal
from ptcoding.chart import Chart
from ptcoding.chart.colour import DARK, LIGHT, Ink
from ptcoding.errors import at_most_ten
from ptcoding.explanation import Sentence, field_in_words, message
from ptcoding.finding import Finding, Severity

# Lines longer than this tire the eye.
READABLE = 860
_LOOK = {
    Severity.ERROR: ("error", ":material/error:"),
    Severity.WARNING: ("warning", ":material/warning:"),
    Severity.NOTE: ("info", ":material/info:"),
}


def footer() -> None:
    """Print the notices below every page."""
    words = text("notices")
    st.space("medium")
    st.caption(f"{words['cpt']} {words['advice']}")


def ink() -> Ink:
    """Give the colours of the theme the visitor sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def picture(chart: Chart, key: str) -> None:
    """Show a chart that only informs."""
    st.vega_lite_chart(dict(chart.spec), alt=chart.alt, theme=None, key=key)


def pick(label: str, titles: Mapping[str, str], key: str, **more: Any) -> str | None:
    """Draw a list to choose one entry from, kept while the visitor looks at other pages.

    Args:
        label: What stands above it.
        titles: What the list prints, by key of the entry.
        key: Key of the list in the session state.
        more: What else ``st.selectbox`` takes.

    Returns:
        Key of the chosen entry, None where none is.
    """
    return st.selectbox(label, list(titles), format_func=titles.get, key=key, persist_state="session", **more)


def numbered(sentences: Iterable[Sentence]) -> str:
    """Write sentences as a numbered list with their sources."""
    return "\n".join(f"{place}. {said.text} {cite(said.source)}" for place, said in enumerate(sentences, start=1))


def bullets(sentences: Iterable[Sentence]) -> str:
    """Write sentences as a plain list."""
    return "\n".join(f"- {said.text}" for said in sentences)


def findings(found: Sequence[Finding]) -> None:
    """Show findings, the most severe first."""
    order = list(_LOOK)
    for finding in sorted(found, key=lambda one: order.index(one.severity)):
        show, icon = _LOOK[finding.severity]
        getattr(st, show)(f"{message(finding)} {cite(finding.source)}", icon=icon)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], right: int = 0) -> str:
    """Write a Markdown table.

    Args:
        header: Titles of the columns.
        rows: Cells, already safe as Markdown.
        right: How many of the last columns are numbers and stand right.

    Returns:
        The table.
    """
    rule = ["---"] * (len(header) - right) + ["--:"] * right
    lines = [header, rule, *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def problems(said: Sequence[str]) -> str:
    r"""Write problems as one list of literal lines, ten at most, fields called as a biller calls them.

    >>> print(problems(["services[0].minutes: '-5' given"]))
    - Line 1, minutes\: '\-5' given
    """
    return "\n".join(f"- {literal(_with_words(line))}" for line in at_most_ten(said))


def _with_words(line: str) -> str:
    """Call the field before the colon as a biller does."""
    field, colon, rest = line.partition(": ")
    words = field_in_words(field) if colon else field
    return line if words == field else f"{words[0].upper()}{words[1:]}{colon}{rest}"


def not_covered(slug: str) -> None:
    """Say what a page leaves out."""
    st.caption(f"**Not covered here:** {course()[slug].not_covered}")
