"""Exam: a paper of chosen length without help, its result by topic, a certificate, and a link for a room."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import exam_paper, exam_result, keeper
from lessons.warm import warm_up_practice

words = text("exam")

warm_up_practice()
with st.container(width=parts.READABLE):
    st.title("Exam")
    keeper.arrive()
    exam_paper.arrive()
    challenge = exam_paper.begun()
    if challenge is None:
        st.markdown(words["intro"])
        exam_paper.choose()
    elif exam_paper.left(challenge):
        exam_paper.sit(challenge)
    else:
        exam_result.draw(challenge)
    keeper.closing()
    parts.not_covered("exam")
