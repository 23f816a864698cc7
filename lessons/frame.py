"""The frame of every page: its name in the tab, the navigation, one warm-up, the way back, then the page."""

import os

import streamlit as st

from lessons.content.course import course
from lessons.follow import VARIABLE, follow_files
from lessons.screen import parts
from lessons.warm import warm_up

# The bar at the top is drawn by the first call that knows the look of the page, before a word of the page itself.
st.set_page_config(page_title=course().title, page_icon="assets/icon.svg", layout="wide")
warm_up()
if os.environ.get(VARIABLE):
    follow_files()
st.logo(f"assets/wordmark-{parts.theme()}.svg", size="large")
pages = {
    lesson.path: (
        lesson,
        st.Page(
            lesson.page,
            title=lesson.short,
            icon=lesson.icon,
            url_path=lesson.path,
            default=lesson.default,
            visibility="visible" if lesson.kind == "page" else "hidden",
        ),
    )
    for lesson in course().pages
}
page = st.navigation([listed for _, listed in pages.values()], position="top")
here = next(lesson for lesson, listed in pages.values() if listed == page)
st.set_page_config(page_title=f"{here.title} · {course().title}")
parts.breadcrumb(here)
page.run()
parts.footer()
