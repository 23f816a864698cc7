"""A page as Streamlit's own test runner sees it: fields by label, answers by what stands above them."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lessons.content.course import course

APP = Path(__file__).resolve().parents[2] / "lessons" / "frame.py"
PATIENCE = 30.0
# A visitor's own dollar sign stands escaped.
MARKS = re.compile(r"\{[a-z_]+(?::[^}]*)?\}|(?<!\\)\$\{?[a-z_]+")
WORDS = ("markdown", "caption", "header", "error", "warning", "info", "title", "code")


def opened(page: str = "build_a_session", **query: str) -> AppTest:
    """Open a page as a new visitor.

    Args:
        page: Slug of the page.
        query: Parameters of the address.

    Returns:
        The app after its first run on that page.
    """
    app = AppTest.from_file(APP, default_timeout=PATIENCE)
    for name, said in query.items():
        app.query_params[name] = said
    lesson = course()[page]
    if not lesson.default:
        # A browser asks for the page at once; `switch_page` would want the opening page drawn first.
        app._page_hash = calc_hash(lesson.path)  # noqa: SLF001 - as Streamlit names a page by its address
    app.run()
    return whole(app)


def switched(app: AppTest, page: str) -> AppTest:
    """Go to another page of the same visitor.

    Args:
        app: The app.
        page: File of the page in the lessons' folder.

    Returns:
        The same app after its run.
    """
    return whole(app.switch_page(course()[page].page).run())


def whole(app: AppTest) -> AppTest:
    """See that no mark of a template is left in what a page says, such as ``{code}`` or ``$name``.

    Args:
        app: The app after a run.

    Returns:
        The same app.
    """
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success")
    said = [element.value for kind in kinds for element in app.get(kind)]
    # What stands between backticks is shown as it is typed.
    left = [mark for words in said for mark in MARKS.findall(re.sub(r"`[^`]*`", "", words))]
    assert left == []
    return app


def named(elements: Iterable[Any], label: str) -> Any:
    """Find the one element of a label.

    Args:
        elements: Elements of one kind.
        label: The whole label.

    Returns:
        The element.
    """
    found = [element for element in elements if element.label == label]
    assert len(found) == 1, f"{len(found)} elements are called {label!r}"
    return found[0]


def minutes(app: AppTest, line: int) -> Any:
    """Find the minutes of a line of the visit, counted from 1."""
    state = app.session_state
    filled = [row for row in state["session_rows"] if _holds(state, row)]
    return app.number_input(key=f"session_minutes_{filled[line - 1]}")


def start(app: AppTest) -> Any:
    """Find the list of all examples of the opening page, which is folded away."""
    app.session_state["session_exchange"] = True
    app.run()
    return named(app.selectbox, "Start from")


def usual(app: AppTest, code: str) -> Any:
    """Find the minutes of one of the four usual codes."""
    found = [field for field in app.number_input if f" {code} " in field.label]
    assert len(found) == 1, f"{len(found)} fields are of {code}"
    return found[0]


def _holds(state: Any, row: int) -> bool:
    """Tell whether a line is a part of the visit."""
    times, spent = (f"session_{field}_{row}" for field in ("times", "minutes"))
    return any(name in state and state[name] not in (None, "") for name in (times, spent))


def metrics(app: AppTest) -> dict[str, str]:
    """Read the big numbers by the words above them."""
    return {metric.label: metric.value for metric in app.metric}


def headlines(app: AppTest) -> list[str]:
    """Read the units by code of the visit's own count, of both where the payer's is not settled."""
    counts = [metric.delta for metric in app.metric]
    unsettled = any("couldn't find out how this payer counts" in info.value for info in app.info)
    return counts[: 2 if unsettled else 1]


def units(app: AppTest) -> tuple[str, str]:
    """Read the units under Medicare's rule and the AMA's."""
    shown = metrics(app)
    return shown["Medicare"], shown["AMA"]


def timed(app: AppTest) -> str:
    """Read the line with the minutes of the visit."""
    return next(
        said.value for said in app.markdown if "timed minutes" in said.value and said.value.startswith(":small")
    )


def address(app: AppTest) -> dict[str, str]:
    """Read the parameters of the address."""
    return {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}


def words(app: AppTest) -> list[str]:
    """Collect the Markdown of everything on the page that is read as Markdown."""
    return [element.value for kind in WORDS for element in app.get(kind)]


def said(app: AppTest, part: str) -> bool:
    """Tell whether the page says something, in any of its elements."""
    return any(part in spoken for spoken in words(app))
