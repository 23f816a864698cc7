"""Shared pieces of screen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons.content.course import Lesson, course, text
from lessons.content.markdown import cite, literal
from ptcoding.chart import Chart
from ptcoding.chart.color import DARK, LIGHT, Ink
from ptcoding.errors import at_most_ten
from ptcoding.explanation import Sentence, field_in_words, message
from ptcoding.finding import Finding, Severity

# Lines longer than this tire the eye.
READABLE = 860
# Pages that every page leads to, at its foot.
EVERYWHERE = ("home", "the_glossary", "cheat_sheet", "sources")
# What is only worked out from the minutes names no document.
OWN = "our-arithmetic"
# How a problem writes itself, as `ptcoding.errors` says it to a program.
_PROBLEM = re.compile(
    r"^(?P<field>[^:]*): (?P<mark>['\"])(?P<value>.*)(?P=mark) given, expected (?P<expected>.*)$", re.DOTALL
)
# Of more choices than these the page has a list; a sentence that holds them all is not read.
_MOST_CHOICES = 6
_LOOK = {
    Severity.ERROR: ("error", ":material/error:"),
    Severity.WARNING: ("warning", ":material/warning:"),
    Severity.NOTE: ("info", ":material/info:"),
}


def breadcrumb(page: Lesson) -> None:
    """Print the way back to the page of the navigation that leads here, nothing on such a page itself.

    Args:
        page: The page that is shown.
    """
    hub = course().hub(page)
    if hub is not None:
        st.page_link(hub.page, label=hub.short, icon=":material/chevron_left:")


def footer() -> None:
    """Print what is reached from everywhere, and the notice, below every page."""
    st.space("medium")
    with st.container(horizontal=True, gap="small"):
        for slug in EVERYWHERE:
            st.page_link(course()[slug].page, label=course()[slug].short)
    st.caption(text("notices")["foot"])


def theme() -> str:
    """Name the theme that the visitor sees, `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"


def ink() -> Ink:
    """Give the colors of the theme the visitor sees."""
    return DARK if theme() == "dark" else LIGHT


def forward(label: str, key: str, icon: str, **more: Any) -> bool:
    """Draw the one button of a page that leads on.

    Args:
        label: What it says.
        key: Its key.
        icon: A Material icon.
        more: What else ``st.button`` takes.

    Returns:
        Whether it was pressed.
    """
    return st.button(**filled(label, icon), key=key, width="stretch", **more)


def filled(label: str, icon: str | None = None, shortcut: str | None = None) -> dict[str, Any]:
    """Give a filled button its words, so that they can be read in both themes.

    Streamlit prints white on a theme's accent and the accent on the page: in the dark no color is read in both places.
    So the accent is light there and the words are colored, in the violet that the theme has for them alone; an icon
    would stay white, and so would a shortcut, with which the button is not filled there.

    Args:
        label: What it says.
        icon: A Material icon.
        shortcut: Keys that press it.

    Returns:
        What a button of Streamlit takes.
    """
    is_light = theme() == "light"
    if shortcut and not is_light:
        return {"label": label, "icon": icon, "shortcut": shortcut}
    keyed = {"shortcut": shortcut} if shortcut else {}
    return {
        **keyed,
        "label": label if is_light else f":violet[{label}]",
        "icon": icon if is_light else None,
        "type": "primary",
    }


def handed(given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Wrap what a script of ours is given.

    Args:
        given: What it is given.

    Returns:
        It in a list: in a mapping alone Streamlit would look for tables, and load pandas to know one.
    """
    return [given]


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
    """Write sentences as a numbered list, and once below it the sources that they rest on."""
    said = list(sentences)
    lines = "\n".join(f"{place}. {one.text}" for place, one in enumerate(said, start=1))
    cited = ", ".join(cite(key) for key in dict.fromkeys(one.source for one in said) if key not in ("", OWN))
    return f"{lines}\n\n:small[Source:] {cited}" if cited else lines


def sourced(said: Sentence) -> str:
    """Write a sentence with its source, where that is a document and not our own sum."""
    return f"{said.text} {cite(said.source)}" if said.source not in ("", OWN) else said.text


def bullets(sentences: Iterable[Sentence]) -> str:
    """Write sentences as a plain list."""
    return "\n".join(f"- {said.text}" for said in sentences)


def findings(found: Sequence[Finding]) -> None:
    """Show findings, the most severe first."""
    order = list(_LOOK)
    for finding in sorted(found, key=lambda one: order.index(one.severity)):
        show, icon = _LOOK[finding.severity]
        getattr(st, show)(sourced(Sentence(message(finding), finding.source)), icon=icon)


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
    r"""Write problems as one list of literal lines for people, ten at most, fields called as a biller calls them.

    >>> print(problems(["services[0].minutes: '-5' given, expected whole minutes from 0 to 1440"]))
    - Line 1, minutes\: \-5 does not fit\. Needed\: whole minutes from 0 to 1440
    >>> print(problems(["payer: 'nope' given, expected one of a, b, c, d, e, f, g"]))
    - Payer\: nope does not fit\. Needed\: one from the list on this page
    """
    in_words = [_PROBLEM.sub(_for_people, line) for line in at_most_ten(said)]
    return "\n".join(f"- {literal(line)}" for line in in_words)


def _for_people(said: re.Match[str]) -> str:
    """Say a problem as one would to a person: what was given, and what is needed in its place."""
    field, needed = field_in_words(said["field"]), said["expected"]
    if needed.startswith("one of ") and needed.count(",") >= _MOST_CHOICES:
        needed = "one from the list on this page"
    field = field[:1].upper() + field[1:]
    what = f"{field}: {said['value']} does not fit" if said["value"] else f"{field}: nothing was given"
    return f"{what}. Needed: {needed}"


def in_light(slug: str, label: str) -> None:
    """Link to a page in the light theme and without the frame, for paper and for a projector.

    Args:
        slug: The page.
        label: What the link says.
    """
    given = urlencode({**st.query_params.to_dict(), "embed": "true", "embed_options": "light_theme"})
    # Streamlit refuses these two names in a link between pages; in an address they do what they say.
    st.markdown(f":small[[{label}]({course()[slug].address}?{given})]")


def not_covered(slug: str) -> None:
    """Say what a page leaves out."""
    st.caption(f"**Not covered here:** {course()[slug].not_covered}")
