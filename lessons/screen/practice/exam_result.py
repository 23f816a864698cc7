"""An exam when it is over: the score, what held by topic, the reasons, and a certificate."""

import json
from datetime import UTC, datetime

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text, topics
from lessons.screen import parts
from lessons.screen.practice import exam_paper, keeper, runner
from ptcoding.exchange.certificate.certificate import certificate
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Result, result
from ptcoding.learning.paper.sitting import Sitting

NAME = "exam_name"
LONGEST_NAME = 80
words = text("exam")


def draw(challenge: Challenge) -> None:
    """Draw the result of a paper.

    Args:
        challenge: The paper.
    """
    asked, answers = exam_paper.asked(challenge), exam_paper.taken()
    found = result(challenge, asked, answers)
    _keep(found)
    if challenge.minutes and found.answered < found.of:
        st.caption(words["clock"])
    st.header(f"{found.score} of {found.of} right", anchor=False)
    reached = "reached" if found.passed else "not reached"
    st.markdown(f"The pass mark of {challenge.pass_mark}% is **{reached}**.")
    rows = [[topics().get(part.topic, part.topic), part.right, part.of] for part in found.parts]
    st.markdown(parts.table(["Topic", "Right", "Asked"], rows, right=2))
    _certificate(found)
    st.header("Question by question", anchor=False)
    given = {answer.item: answer.given for answer in answers}
    for place, question in enumerate(asked, start=1):
        held = next((answer.right for answer in answers if answer.item == question.key), None)
        outcome = {True: "right", False: "not so", None: "not answered"}[held]
        more = st.expander(f"Question {place}: {outcome}", key=f"exam_told_{place}", on_change="rerun")
        if more.open:
            with more:
                screen = runner.screen_of(question)
                held = given.get(question.key)
                screen.tell(question, None if held is None else screen.restored(json.loads(held)))
    st.button("Choose another paper", icon=":material/restart_alt:", on_click=_again, key="exam_again")


def _keep(found: Result) -> None:
    """Keep the result once, with the answers."""
    sitting = st.session_state[exam_paper.SITTING]
    if st.session_state.get(exam_paper.DONE) != sitting:
        keeper.keep(sitting=Sitting(sitting, datetime.now(UTC), found))
        st.session_state[exam_paper.DONE] = sitting


def _certificate(found: Result) -> None:
    st.header("Certificate of completion", anchor=False)
    st.caption(words["certificate"])
    name = st.text_input("Name on the certificate", key=NAME, max_chars=LONGEST_NAME, help=words["name"])
    today = datetime.now(UTC).date()
    st.download_button(
        "Save the certificate",
        lambda: certificate(found, name, today, topics()),
        "certificate.pdf",
        "application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )


def _again() -> None:
    for key in (exam_paper.BEGUN, exam_paper.SITTING, exam_paper.PASSED, exam_paper.SEED):
        st.session_state.pop(key, None)
    for name in (addresses.EXAM, addresses.SITTING, addresses.TOPICS, addresses.KINDS, addresses.MINUTES):
        st.query_params.pop(name, None)
