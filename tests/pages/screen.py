"""A page as Streamlit's own test runner sees it: fields by label, answers by what stands above them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from lessons.content.course import course

APP = Path(__file__).resolve().parents[2] / "lessons" / "frame.py"
PATIENCE = 30.0
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
    app.run()
    return app if course()[page].default else switched(app, page)


def switched(app: AppTest, page: str) -> AppTest:
    """Go to another page of the same visitor.

    Args:
        app: The app.
        page: File of the page in the lessons' folder.

    Returns:
        The same app after its run.
    """
    return app.switch_page(course()[page].page).run()


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
    """Find the minutes of a line, counted from 1."""
    return named(app.number_input, f"Minutes, line {line}")


def metrics(app: AppTest) -> dict[str, str]:
    """Read the big numbers by the words above them."""
    return {metric.label: metric.value for metric in app.metric}


def headlines(app: AppTest) -> list[str]:
    """Read the units of the answer, one for each count shown."""
    return [header.value for header in app.header if "×" in header.value]


def units(app: AppTest) -> tuple[str, str]:
    """Read the timed units under Medicare's rule and the AMA's."""
    shown = metrics(app)
    return shown["Timed units, Medicare"], shown["Timed units, AMA"]


def address(app: AppTest) -> dict[str, str]:
    """Read the parameters of the address."""
    return {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}


def words(app: AppTest) -> list[str]:
    """Collect the Markdown of everything on the page that is read as Markdown."""
    return [element.value for kind in WORDS for element in app.get(kind)]


def said(app: AppTest, part: str) -> bool:
    """Tell whether the page says something, in any of its elements."""
    return any(part in spoken for spoken in words(app))
