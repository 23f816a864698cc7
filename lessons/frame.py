"""The frame of every page: its name in the tab, the navigation, one warm-up, the way back, then the page."""

import os

import streamlit as st

from lessons.content.course import Lesson, course
from lessons.follow import VARIABLE, follow_files
from lessons.screen import parts
from lessons.warm import warm_up


def navigation(here: Lesson | None = None) -> tuple[Lesson, st.Page]:
    """Draw the navigation, and tell which page is open.

    Args:
        here: A page that the navigation shows beside the one that leads to it, as the place where the visitor is.

    Returns:
        The open page, and what runs it.
    """
    shown = [one for one in course().pages if one != here]
    hub = here and course().hub(here)
    if here and hub:
        shown.insert(shown.index(hub) + 1, here)
    pages = [
        st.Page(
            lesson.page,
            title=lesson.short,
            icon=lesson.icon,
            url_path=lesson.path,
            default=lesson.default,
            visibility="visible" if lesson.kind == "page" or lesson == here else "hidden",
        )
        for lesson in shown
    ]
    page = st.navigation(pages, position="top")
    return shown[pages.index(page)], page


# The bar at the top is drawn by the first call that knows the look of the page, before a word of the page itself.
st.set_page_config(page_title=course().title, page_icon="assets/icon.svg", layout="wide")
warm_up()
if os.environ.get(VARIABLE):
    follow_files()
st.logo(f"assets/wordmark-{parts.theme()}.svg", size="large")
here, page = navigation()
if course().hub(here):
    # Which page is open is known only once it has been drawn.
    here, page = navigation(here)
st.set_page_config(page_title=f"{here.title} · {course().title}")
parts.breadcrumb(here)
page.run()
parts.footer()
