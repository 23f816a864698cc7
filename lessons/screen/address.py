"""The address of the site as the visitor's browser sees it, behind whatever proxy it stands."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import streamlit as st

from lessons.content.course import course


def link(path: str, parameters: Mapping[str, object]) -> str:
    """Write a link to a page that can be passed on.

    Args:
        path: Place of the page in the web address.
        parameters: What the link carries.

    Returns:
        The whole link.
    """
    return f"{site()}/{path}?{urlencode(parameters, safe='~')}"


def site() -> str:
    """Give the address at which the site begins for this visitor, without a slash at its end."""
    return root(st.context.url or "", st.get_option("server.baseUrlPath"))


def root(here: str, base: str) -> str:
    """Tell where the site begins.

    Args:
        here: The address of a page of the site, without parameters.
        base: The path that the site was told to begin at, if it was.

    Returns:
        The address of its root, without a slash at its end.

    >>> root("https://host/pt/progress", ""), root("https://host/pt-exam", "pt-exam"), root("http://host:8501", "")
    ('https://host/pt', 'https://host/pt-exam', 'http://host:8501')
    >>> root("https://lms/course/unit7/rooms/", ""), root("https://lms/course/unit7/", "")
    ('https://lms/course/unit7', 'https://lms/course/unit7')

    Opened by a double click, the site is one file, and its pages stand behind a ``#``.

    >>> root("file:///E:/pt/index.html/progress", "")
    'file:///E:/pt/index.html#'
    """
    seen = urlsplit(here)
    path = base.strip("/") or seen.path.strip("/")
    before, _, last = path.rpartition("/")
    if not base.strip("/") and last in {lesson.path for lesson in course().pages if not lesson.default}:
        path = before
    return f"{seen.scheme}://{seen.netloc}/{path}".rstrip("/") + ("#" if seen.scheme == "file" else "")
