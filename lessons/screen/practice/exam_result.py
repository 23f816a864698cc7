"""An exam when it is over: the score, what held by topic, the reasons, and a certificate."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text, topics
from lessons.content.practice_bank import pool
from lessons.screen import parts
from lessons.screen.practice import exam_paper, keeper, runner
from lessons.screen.practice.wording import opening
from ptcoding.chart import Bar, share_bars
from ptcoding.exchange.certificate.certificate import certificate
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.paper.exam import Result, result
from ptcoding.learning.paper.sitting import Sitting, UnderWay
from ptcoding.learning.question import Given

NAME = "exam_name"
LONGEST_NAME = 80
# How a question ended, in a word and a shape.
OUTCOMES = {
    True: ("Right", ":material/check:"),
    False: ("Not quite", ":material/close:"),
    None: ("Not answered", ":material/remove:"),
}
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
    st.header(f"{found.score} of {found.of} right", anchor=False)
    said = f"The passing score of {challenge.pass_mark}% is **{'reached' if found.passed else 'not reached'}**."
    if found.passed:
        st.success(said, icon=":material/check:")
    else:
        st.info(said, icon=":material/flag:")
    _unanswered(sitting, found)
    bars = [
        Bar(topics().get(part.topic, part.topic), part.right / part.of, f"{part.right} of {part.of} right")
        for part in found.parts
    ]
    parts.picture(share_bars(bars, parts.ink()), "exam_by_topic")
    _certificate(found)
    st.header("Question by question", anchor=False)
    # The first answer to a question stands, here as in the score.
    given = {answer.item: answer for answer in reversed(answers)}
    for place, key in enumerate(keys, start=1):
        answer = given.get(key)
        question = exam_paper.question_of(challenge, key) if answer is None else among.answered(answer)
        outcome, icon = OUTCOMES[None if answer is None else answer.right]
        label = f"{place}. {outcome}: {parts.literal(opening(question))}"
        more = st.expander(label, icon=icon, key=f"exam_told_{place}", on_change="rerun")
        if more.open:
            with more:
                runner.tell(question, Given() if answer is None else question.restore(answer.given))
    st.button("Choose another exam", icon=":material/restart_alt:", on_click=_again, key="exam_again")


def _keep(sitting: UnderWay, found: Result) -> None:
    """Keep the result once, with the answers."""
    if not sitting.handed_in:
        keeper.keep(sitting=Sitting(sitting.key, datetime.now(UTC), found))
        st.session_state[exam_paper.UNDER_WAY] = sitting.finished()


def _unanswered(sitting: UnderWay, found: Result) -> None:
    """Say how many questions have no answer, and that the time was up where it was."""
    left = found.of - found.answered
    if not left:
        return
    ended = next((one.at for one in keeper.finished() if one.key == sitting.key), None)
    count = "1 question was" if left == 1 else f"{left} questions were"
    clock = f" {words['clock']}" if ended is not None and sitting.is_over(ended) else ""
    st.markdown(f"{count} left unanswered.{clock}")


def _certificate(found: Result) -> None:
    kind = "certificate" if found.passed else "record"
    st.header("Certificate of completion" if found.passed else "Record of this exam", anchor=False)
    st.caption(words["certificate"])
    name = st.text_input(f"Name on the {kind}", key=NAME, max_chars=LONGEST_NAME, help=words["name"])
    today = datetime.now(UTC).date()
    st.download_button(
        f"Save the {kind}",
        lambda: certificate(found, name, today, topics()),
        f"{kind}.pdf",
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
