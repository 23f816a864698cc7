"""The frame of every page: page settings, navigation from the course, one warm-up, then the page."""

import os

import streamlit as st

from lessons.content.course import course
from lessons.follow import VARIABLE, follow_files
from lessons.screen.parts import footer
from lessons.warm import warm_up

st.set_page_config(page_title=course().title, page_icon="assets/icon.svg", layout="wide")
warm_up()
if os.environ.get(VARIABLE):
    follow_files()
page = st.navigation(
    [
        st.Page(
            lesson.page,
            title=lesson.menu or lesson.title,
            icon=lesson.icon,
            url_path=lesson.path,
            default=lesson.default,
            visibility="visible" if lesson.kind == "page" else "hidden",
        )
        for lesson in course().pages
    ],
    position="top",
)
page.run()
footer()
