"""An exam when it is over: the score, what held by topic, the reasons, and a certificate."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text, topics
from lessons.content.practice_bank import pool
from lessons.screen import parts
from lessons.screen.practice import exam_paper, keeper, runner
from ptcoding.exchange.certificate.certificate import certificate
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.paper.exam import Result, result
from ptcoding.learning.paper.sitting import Sitting, UnderWay
from ptcoding.learning.question import Given

NAME = "exam_name"
LONGEST_NAME = 80
words = text("exam")


def draw(sitting: UnderWay, keys: Sequence[str], answers: Sequence[Answer]) -> None:
    """Draw the result of a paper.

    Args:
        sitting: The exam.
        keys: All its questions.
        answers: The answers to it, oldest first.
    """
    challenge = sitting.challenge
    among = pool(challenge.edition)
    found = result(challenge, [among.known[key] for key in keys], answers)
    _keep(sitting, found)
    if challenge.minutes and found.answered < found.of:
        st.caption(words["clock"])
    st.header(f"{found.score} of {found.of} right", anchor=False)
    reached = "reached" if found.passed else "not reached"
    st.markdown(f"The passing score of {challenge.pass_mark}% is **{reached}**.")
    rows = [[topics().get(part.topic, part.topic), part.right, part.of] for part in found.parts]
    st.markdown(parts.table(["Topic", "Right", "Asked"], rows, right=2))
    _certificate(found)
    st.header("Question by question", anchor=False)
    # The first answer to a question stands, here as in the score.
    given = {answer.item: answer for answer in reversed(answers)}
    for place, key in enumerate(keys, start=1):
        answer = given.get(key)
        outcome = "not answered" if answer is None else "right" if answer.right else "not so"
        more = st.expander(f"Question {place}: {outcome}", key=f"exam_told_{place}", on_change="rerun")
        if more.open:
            with more:
                question = exam_paper.question_of(challenge, key) if answer is None else among.answered(answer)
                runner.tell(question, Given() if answer is None else question.restore(answer.given))
    st.button("Choose another paper", icon=":material/restart_alt:", on_click=_again, key="exam_again")


def _keep(sitting: UnderWay, found: Result) -> None:
    """Keep the result once, with the answers."""
    if not sitting.handed_in:
        keeper.keep(sitting=Sitting(sitting.key, datetime.now(UTC), found))
        st.session_state[exam_paper.UNDER_WAY] = sitting.finished()


def _certificate(found: Result) -> None:
    st.header("Certificate of completion" if found.passed else "Record of this exam", anchor=False)
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
    for key in (exam_paper.UNDER_WAY, exam_paper.SEED, exam_paper.SENT, exam_paper.READ):
        st.session_state.pop(key, None)
    named = (addresses.EXAM, addresses.SITTING, addresses.TOPICS, addresses.KINDS, addresses.MINUTES, addresses.EDITION)
    for name in named:
        st.query_params.pop(name, None)
