"""Exam: a paper of chosen length without help, its result by topic, a certificate, and a link for a room."""

from datetime import UTC, datetime

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import arrival, course_score, exam_paper, exam_result, exam_seat, keeper
from lessons.warm import warm_up_practice

words = text("exam")

warm_up_practice()
with st.container(width=parts.READABLE):
    with st.container(gap=None):
        st.title("Exam")
        arrival.arrive()
    elsewhere = exam_seat.arrive()
    exam_paper.arrive()
    sitting = exam_paper.under_way()
    if elsewhere is not None:
        exam_paper.tell(elsewhere)
    elif sitting is None:
        st.markdown(words["intro"])
        exam_paper.choose()
    else:
        keys, taken = exam_paper.keys_of(sitting.challenge), sitting.taken(keeper.kept())
        ahead = sitting.left(keys, taken, datetime.now(UTC))
        if ahead:
            exam_paper.sit(sitting, keys, ahead, taken)
        else:
            exam_result.draw(sitting, keys, taken)
    course_score.tell("exam")
    keeper.closing()
    parts.not_covered("exam")
