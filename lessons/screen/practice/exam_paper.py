"""An exam while it is chosen and sat: the paper, its link, one question after the other."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import streamlit as st

from lessons.content.course import text, topics
from lessons.screen.address import link
from lessons.screen.parts import problems
from lessons.screen.practice import keeper, runner
from lessons.screen.practice.due import Question, askable, drill_seed, question_of
from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.memory.progress import Answer, Mode
from ptcoding.learning.paper.challenge import LARGEST_SEED, PARAMETER, Challenge, read_challenge, write_challenge
from ptcoding.learning.paper.exam import paper

PAGE = "exam"
LENGTH, MARK, SUBJECT, LIMIT, SEED = "exam_length", "exam_mark", "exam_subject", "exam_limit", "exam_seed"
BEGUN, SENT, SITTING, PASSED, STARTED = "exam_begun", "exam_sent", "exam_sitting", "exam_passed", "exam_started"
REFUSED, MODE, DONE = "exam_sent_refused", "exam_mode", "exam_done"
SITTING_ADDRESS = "sitting"
LENGTHS, USUAL_LENGTH, USUAL_MARK = (10, 20, 40), 20, 80
NOTES = tuple(kind.value for kind in (Kind.MISSING, Kind.WORDS, Kind.CODE, Kind.PAIR, Kind.MEND, Kind.SERIES))
COUNTING = (Kind.TIMES.value, "units")
SUBJECTS = {"Everything": (), "Notes": NOTES, "Counting": COUNTING}
words = text("exam")


def arrive() -> None:
    """Take a paper from the address on the first visit, and the sitting that it continues."""
    given = st.query_params.to_dict()
    if PARAMETER not in given or BEGUN in st.session_state or SENT in st.session_state:
        return
    kinds = {question.kind for question in askable()}
    try:
        sent = read_challenge(given, topics(), kinds)
        sitting = _sitting(given)
        # Topics and kinds that are known may still have no question in common.
        _keys(sent)
    except InputError as error:
        st.session_state[REFUSED] = [words["refused"], *map(str, error.problems)]
        return
    if sitting:
        _begin(sent, sitting)
    else:
        st.session_state[SENT] = sent


def begun() -> Challenge | None:
    """Give the paper that is being sat."""
    return st.session_state.get(BEGUN)


def choose() -> None:
    """Draw the choice of a paper, or the one that a link sent."""
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.error(problems(refused), icon=":material/link_off:")
    sent = st.session_state.get(SENT)
    if sent is None:
        sent = _chosen()
    # A subject may have fewer questions than were asked for.
    limit = f", {sent.minutes} minutes" if sent.minutes else ", no clock"
    st.markdown(f"**{len(_keys(sent))} questions, pass mark {sent.pass_mark}%{limit}.**")
    st.button("Begin", icon=":material/play_arrow:", on_click=_begin, args=(sent,), key="exam_begin")
    st.caption(words["challenge"])
    st.code(_link(sent), language=None, wrap_lines=True)


def left(challenge: Challenge) -> tuple[str, ...]:
    """Give the questions still to come: none once it was handed in, or when the time that was asked for is over."""
    if st.session_state.get(DONE) == st.session_state[SITTING] or _is_over(challenge):
        return ()
    done = {answer.item for answer in taken()} | set(st.session_state[PASSED])
    return tuple(key for key in _keys(challenge) if key not in done)


def taken() -> tuple[Answer, ...]:
    """Give the answers of this sitting."""
    return tuple(answer for answer in keeper.kept() if answer.sitting == st.session_state[SITTING])


def asked(challenge: Challenge) -> tuple[Question, ...]:
    """Give the questions of a paper in order."""
    return tuple(_question(challenge, key) for key in _keys(challenge))


def sit(challenge: Challenge) -> None:
    """Draw the question that stands next, with a way on and none back.

    Args:
        challenge: The paper.
    """
    ahead = left(challenge)
    of = len(_keys(challenge))
    st.caption(f"Question {of - len(ahead) + 1} of {of}")
    if challenge.minutes:
        _clock(challenge)
    question = _question(challenge, ahead[0])
    runner.screen_of(question).ask(question, runner.name_of(PAGE))
    last = len(ahead) == 1
    st.button(
        "Hand in" if last else "Next question",
        icon=":material/task_alt:" if last else ":material/arrow_forward:",
        on_click=_onward,
        args=(question,),
        key="exam_next",
    )
    runner.complain(PAGE)


@st.fragment(run_every=15)
def _clock(challenge: Challenge) -> None:
    """Show the time that is left, and end the exam when none is."""
    remaining = _end(challenge) - datetime.now(UTC)
    if remaining <= timedelta(0):
        st.rerun()
    st.caption(f"{max(1, round(remaining / timedelta(minutes=1)))} min left")


def _chosen() -> Challenge:
    """Ask for length, subject, pass mark and time."""
    seed = st.session_state.setdefault(SEED, secrets.randbelow(LARGEST_SEED))
    length = st.segmented_control("Questions", LENGTHS, default=USUAL_LENGTH, required=True, key=LENGTH)
    subject = st.segmented_control("About", list(SUBJECTS), default=next(iter(SUBJECTS)), required=True, key=SUBJECT)
    mark = st.number_input("Pass mark, percent", 1, 100, USUAL_MARK, 5, key=MARK)
    minutes = st.number_input("Minutes allowed, empty for no clock", 1, 240, None, 5, key=LIMIT)
    return Challenge(seed, length or USUAL_LENGTH, mark, (), SUBJECTS[subject or next(iter(SUBJECTS))], minutes or 0)


def _begin(challenge: Challenge, sitting: str = "") -> None:
    state = st.session_state
    state[BEGUN], state[SITTING] = challenge, sitting or str(uuid4())
    state[PASSED], state[STARTED] = (), datetime.now(UTC)
    state[MODE] = Mode.EXAM if state.pop(SENT, None) is None else Mode.CHALLENGE
    if sitting:
        _continue(sitting)
    # The address leads back to this sitting, should the server or the browser stop.
    st.query_params.from_dict({**_resume(), **write_challenge(challenge), SITTING_ADDRESS: state[SITTING]})


def _continue(sitting: str) -> None:
    """Take a sitting up where it was left: its clock has gone on, and what was handed in stays so."""
    earlier = taken()
    if earlier:
        st.session_state[STARTED], st.session_state[MODE] = earlier[0].at, earlier[0].mode
    if any(ended.key == sitting for ended in keeper.ended()):
        st.session_state[DONE] = sitting


def _resume() -> dict[str, str]:
    return {keeper.ADDRESS: st.session_state[keeper.KEY]} if st.session_state.get(keeper.KEY) else {}


def _onward(question: Question) -> None:
    """Keep the answer and leave the question behind, answered or not; what comes after the end is not taken."""
    if _is_over(st.session_state[BEGUN]):
        return
    try:
        answer = runner.answer_of(PAGE, question, st.session_state[MODE], st.session_state[SITTING])
    except InputError as error:
        st.session_state[f"{PAGE}_refused"] = [str(problem) for problem in error.problems]
        return
    if answer is not None:
        keeper.keep(answer)
    st.session_state[PASSED] = (*st.session_state[PASSED], question.key)
    runner.restart(PAGE)


def _keys(challenge: Challenge) -> tuple[str, ...]:
    return paper(askable(), challenge.seed, challenge.length, challenge.topics, challenge.kinds)


def _question(challenge: Challenge, key: str) -> Question:
    return question_of(key, seed=drill_seed(challenge.seed, key))


def _end(challenge: Challenge) -> datetime:
    return st.session_state[STARTED] + timedelta(minutes=challenge.minutes)


def _is_over(challenge: Challenge) -> bool:
    return bool(challenge.minutes) and datetime.now(UTC) >= _end(challenge)


def _sitting(given: Mapping[str, str]) -> str:
    """Read which sitting an address continues, empty where it begins one."""
    if SITTING_ADDRESS not in given:
        return ""
    try:
        return str(UUID(given[SITTING_ADDRESS]))
    except ValueError as error:
        raise DocumentError([Problem(SITTING_ADDRESS, given[SITTING_ADDRESS], words["sitting"])]) from error


def _link(challenge: Challenge) -> str:
    return link("exam", write_challenge(challenge))
