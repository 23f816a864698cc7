"""Teach: a room and an exam for it, the questions as files for a learning platform, and a folder of one's own."""

import streamlit as st

from lessons.content.course import course, text
from lessons.content.notebooks import notebooks
from lessons.content.practice_bank import bank
from lessons.screen import parts
from lessons.screen.served import is_served
from ptcoding.exchange.items.anki import to_anki
from ptcoding.exchange.items.gift import to_gift
from ptcoding.exchange.items.moodle import to_moodle
from ptcoding.exchange.items.qti import to_qti

WAYS = (
    ("moodle", "Save as Moodle XML", to_moodle, "questions.xml", "application/xml"),
    ("gift", "Save as GIFT", to_gift, "questions.gift.txt", "text/plain"),
    ("qti", "Save as QTI", to_qti, "questions-qti.zip", "application/zip"),
    ("anki", "Save as an Anki deck", to_anki, "questions.apkg", "application/octet-stream"),
)
# All four buttons are as wide as the longest.
WIDTH = 210
words = text("for_instructors")
notices = tuple(text("notices")[key] for key in ("cpt", "advice"))

with st.container(width=parts.READABLE):
    st.title("Teach")
    st.markdown(words["intro"])
    if not is_served():
        st.info(words["unserved"], icon=":material/cloud_off:")
    if parts.forward("Run an in-service", "for_instructors_rooms", course()["rooms"].icon):
        st.switch_page(course()["rooms"].page)
    st.page_link("site/exam.py", label="Exam for a room", icon=":material/task_alt:")
    st.markdown(f":small[{words['challenge']}]")
    st.header("Questions for your platform", anchor=False)
    st.markdown(words["platform"])
    st.caption(f"{len(bank().items)} questions, {len(bank().notes)} invented notes.")
    for name, label, write, file, kind in WAYS:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                label,
                lambda write=write: write(bank(), notices),
                file,
                kind,
                icon=":material/download:",
                on_click="ignore",
                key=f"for_instructors_{name}",
                width=WIDTH,
            )
            st.markdown(words[name])
    st.header("The course in your platform", anchor=False)
    st.markdown(words["course"])
    st.header("Notebooks", anchor=False)
    st.markdown(words["notebooks"])
    st.download_button(
        "Save the notebooks",
        notebooks,
        "notebooks.zip",
        "application/zip",
        icon=":material/download:",
        on_click="ignore",
        key="for_instructors_notebooks",
    )
    st.header("A folder of your own", anchor=False)
    st.markdown(words["folder"])
    if bank().problems:
        st.warning(
            f"{words['problems']}\n\n{parts.problems([str(problem) for problem in bank().problems])}",
            icon=":material/folder_off:",
        )
    if is_served():
        st.markdown(words["kept"])
    parts.not_covered("for_instructors")
