"""An exam while it is chosen and sat: the paper, its link, one question after the other."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import Template
from uuid import UUID, uuid4

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text, topics
from lessons.content.practice_bank import closed_edition, editions, pool, whole_bank
from lessons.screen.address import link
from lessons.screen.parts import forward, problems
from lessons.screen.practice import device, exam_seat, keeper, launch, runner
from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.explanation import listed
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.memory.progress import Answer, Mode
from ptcoding.learning.paper.challenge import LARGEST_SEED, PARAMETER, Challenge, read_challenge, write_challenge
from ptcoding.learning.paper.edition import Edition
from ptcoding.learning.paper.exam import paper
from ptcoding.learning.paper.sitting import Held, UnderWay
from ptcoding.learning.question import COUNTING, Question, drill_seed

PAGE = "exam"
LENGTH, MARK, SUBJECT, LIMIT, SEED = "exam_length", "exam_mark", "exam_subject", "exam_limit", "exam_seed"
SENT, REFUSED, READ, UNDER_WAY = "exam_sent", "exam_sent_refused", "exam_sent_read", keeper.UNDER_WAY
MORE = "exam_more"
# The sitting whose learner was told that to go on without an answer is to skip.
TOLD = "exam_skip_told"
SITTING_ADDRESS = addresses.SITTING
LENGTHS, USUAL_LENGTH, USUAL_MARK = (10, 20, 40), 20, 80
NOTES = tuple(kind.value for kind in Kind if kind not in {Kind.RECALL, Kind.TIMES})
SUBJECTS = {"Everything": (), "Notes": NOTES, "Counting": (Kind.TIMES.value, COUNTING)}
words, shared = text("exam"), text("practice")


def arrive() -> None:
    """Take a paper from the address on the first visit, and the sitting that it continues."""
    given = st.query_params.to_dict()
    # Whose exam it may be is known only once the browser has said whose answers these are, or another record is opened.
    whose = st.session_state.get(keeper.KEY, "")
    known = st.session_state.get(READ) == whose and not device.again()
    if PARAMETER not in given or UNDER_WAY in st.session_state or known:
        return
    st.session_state[READ] = whose
    kinds = {question.kind for question in pool().askable}
    try:
        sent = read_challenge(given, topics(), kinds, editions())
        sitting = _sitting(given)
        # Topics and kinds that are known may still have no question in common.
        keys_of(sent)
    except InputError as error:
        st.session_state[REFUSED] = [words["refused"], *map(str, error.problems)]
        return
    st.session_state[SENT] = sent
    if sitting:
        _take_up(sent, sitting)


def under_way() -> UnderWay | None:
    """Give the exam that is being sat, or was and is looked at."""
    return st.session_state.get(UNDER_WAY)


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
    st.markdown(f"**{len(keys_of(sent))} questions, passing score {sent.pass_mark}%{limit}.**")
    forward("Begin", "exam_begin", ":material/play_arrow:", on_click=_begin, args=(sent,))
    st.caption(words["challenge"])
    st.code(_link(sent), language=None, wrap_lines=True)


def keys_of(challenge: Challenge) -> tuple[str, ...]:
    """Give the keys of the questions of a paper, in order."""
    return paper(pool(challenge.edition).askable, challenge.seed, challenge.length, challenge.topics, challenge.kinds)


def question_of(challenge: Challenge, key: str) -> Question:
    """Give a question of a paper: whoever sits it meets the same visit."""
    return pool(challenge.edition).question(key, drill_seed(challenge.seed, key))


def sit(sitting: UnderWay, keys: Sequence[str], ahead: Sequence[str], taken: Sequence[Answer]) -> None:
    """Draw the question that stands next, with a way on and none back.

    Args:
        sitting: The exam.
        keys: All its questions.
        ahead: Those still to come.
        taken: The answers given so far.
    """
    place = f"Question {len(keys) - len(ahead) + 1} of {len(keys)}"
    left = _left_open(sitting, keys, taken)
    st.caption(f"{place}. {Template(words['open']).substitute(places=left)}" if left else place)
    if sitting.challenge.minutes:
        _clock(sitting)
    question = question_of(sitting.challenge, ahead[0])
    if pool(sitting.challenge.edition).has_changed(question.key):
        st.caption(shared["changed"])
    runner.ask_in_view(PAGE, question)
    last = len(ahead) == 1
    runner.complain(PAGE)
    icon = ":material/task_alt:" if last else ":material/arrow_forward:"
    forward("Submit" if last else "Next question", "exam_next", icon, on_click=_onward, args=(question,))


def _left_open(sitting: UnderWay, keys: Sequence[str], taken: Sequence[Answer]) -> str:
    """Name the places of the questions that were left behind without an answer, empty where there are none."""
    answered = {answer.item for answer in taken}
    places = [place for place, key in enumerate(keys, 1) if key in sitting.passed and key not in answered]
    return listed(map(str, places)) if places else ""


@st.fragment(run_every=15)
def _clock(sitting: UnderWay) -> None:
    """Show the time that is left, and end the exam when none is."""
    remaining = sitting.remaining(datetime.now(UTC)) or timedelta(0)
    if remaining <= timedelta(0):
        st.rerun()
    st.caption(f"{max(1, round(remaining / timedelta(minutes=1)))} min left")


def _chosen() -> Challenge:
    """Ask for length, subject, passing score and time."""
    seed = st.session_state.setdefault(SEED, secrets.randbelow(LARGEST_SEED))
    length = st.segmented_control("Questions", LENGTHS, default=USUAL_LENGTH, required=True, key=LENGTH)
    subject = st.segmented_control("About", list(SUBJECTS), default=next(iter(SUBJECTS)), required=True, key=SUBJECT)
    mark = st.number_input("Passing score, percent", 1, 100, USUAL_MARK, 5, key=MARK)
    minutes = st.number_input("Minutes allowed, empty for no clock", 1, 240, None, 5, key=LIMIT)
    kinds = SUBJECTS[subject or next(iter(SUBJECTS))]
    return Challenge(seed, length or USUAL_LENGTH, mark, (), kinds, minutes or 0, _edition().name)


def _edition() -> Edition:
    """Ask whether questions that are in no edition come in too, where there are any."""
    closed, whole = closed_edition(), whole_bank()
    if closed is whole or not st.toggle("Include newer questions and our own", key=MORE, help=words["more"]):
        return closed
    return whole


def _begin(challenge: Challenge) -> None:
    """Begin a paper, unless another tab began one since this page was drawn."""
    if exam_seat.under_way() is not None:
        return
    mode = Mode.EXAM if st.session_state.pop(SENT, None) is None else Mode.CHALLENGE
    exam_seat.begin(UnderWay(challenge, str(uuid4()), mode, datetime.now(UTC)))
    _name_in_address()


def _take_up(challenge: Challenge, sitting: str) -> None:
    """Show how a sitting of this learner went, or go on with one of before exams were kept while they are sat."""
    exam = UnderWay(challenge, sitting, Mode.CHALLENGE, datetime.now(UTC))
    taken = exam.taken(keeper.kept())
    if any(one.key == sitting for one in keeper.ended()):
        st.session_state[UNDER_WAY] = exam.resumed(taken, handed_in=True)
        st.session_state.pop(SENT)
    elif taken and exam_seat.under_way() is None:
        exam_seat.begin(exam.resumed(taken, handed_in=False))
        st.session_state.pop(SENT)


def _name_in_address() -> None:
    """Name the paper and the sitting in the address, so that a reload finds its result; only its learner can."""
    exam: UnderWay = st.session_state[UNDER_WAY]
    named = {**write_challenge(exam.challenge), SITTING_ADDRESS: exam.key, **launch.kept()}
    st.query_params.from_dict(named)


def tell(held: Held) -> None:
    """Say that an exam is under way in another tab, and offer to go on with it here.

    Args:
        held: The exam.
    """
    exam, now = held.exam, datetime.now(UTC)
    keys = keys_of(exam.challenge)
    ahead = exam.left(keys, exam.taken(keeper.kept()), now)
    remaining = exam.remaining(now)
    said = {"place": len(keys) - len(ahead) + 1, "of": len(keys)}
    clock = words["elsewhere_clock"] if remaining is not None else ""
    minutes = f"{max(1, round((remaining or timedelta(0)) / timedelta(minutes=1)))} min"
    st.info(Template(f"{words['elsewhere']} {clock}").substitute(said, left=minutes), icon=":material/tab:")
    with st.container(horizontal=True):
        go_on = {"on_click": _take_over, "args": (exam,)}
        st.button("Go on here", icon=":material/play_arrow:", key="exam_take_over", **go_on)
        whole = {"on_click": _take_over, "args": (replace(exam, passed=keys),)}
        st.button("Submit it", icon=":material/task_alt:", key="exam_give_up", **whole)


def _take_over(exam: UnderWay) -> None:
    runner.restart(PAGE)
    st.session_state.pop(SENT, None)
    exam_seat.begin(exam)
    _name_in_address()


def _onward(question: Question) -> None:
    """Keep the answer and leave the question behind, answered or not; what comes after the end is not taken."""
    sitting: UnderWay = st.session_state[UNDER_WAY]
    if sitting.is_over(datetime.now(UTC)):
        return
    taken = runner.take(PAGE, question, sitting.mode, sitting.key)
    if taken is not None and not taken.answers and (runner.asks_once(PAGE, question) or _tells_of_skipping(question)):
        return
    if taken is not None and exam_seat.go_on(sitting.beyond(question.key), *taken.answers):
        runner.restart(PAGE)


def _tells_of_skipping(question: Question) -> bool:
    """Tell once in a sitting, before the first question that is left blank is lost, that there is no way back to it."""
    sitting: UnderWay = st.session_state[UNDER_WAY]
    if st.session_state.get(TOLD) == sitting.key or runner.lacking(PAGE, question):
        return False
    st.session_state[TOLD] = sitting.key
    runner.refuse(PAGE, words["skip"])
    return True


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
