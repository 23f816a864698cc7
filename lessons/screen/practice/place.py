"""Where a learner is in a row of questions: the address says which one, so that a reload finds it and its answer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st

from lessons.content.addresses import AT, SHOWN
from lessons.content.course import course, text
from lessons.content.sitting import ONE_SITTING
from lessons.screen.practice import keeper, launch
from lessons.screen.practice.wording import SET
from ptcoding.learning.marking.misconception import misconceptions
from ptcoding.learning.memory.progress import Answer

LAST = 100_000
# So much of the key of a showing tells it from every other one of a learner's.
MARK = 8
words = text("practice")


def turn(page: str) -> int:
    """Count the questions left behind on a page.

    Args:
        page: Slug of the page.

    Returns:
        0 while the first one stands there; on arrival what the address says.
    """
    name = f"{page}_turn"
    if name not in st.session_state:
        given = st.query_params.get(AT, "")
        is_place = given.isascii() and given.isdigit() and 0 < int(given[:7]) <= LAST
        st.session_state[name] = int(given) - 1 if is_place else 0
    return int(st.session_state[name])


def remember(page: str, address: Mapping[str, object], showing: str = "") -> None:
    """Write into the address which question stands there, and the showing that was answered.

    Args:
        page: Slug of the page.
        address: What names the row of questions.
        showing: Key of the showing, empty while the question waits.
    """
    named = {name: str(value) for name, value in address.items()}
    answered = {SHOWN: showing[:MARK]} if showing else {}
    st.query_params.from_dict({**named, AT: str(turn(page) + 1), **answered, **launch.kept()})


def leave() -> None:
    """Let the address name no question: others were chosen."""
    for name in (AT, SHOWN):
        st.query_params.pop(name, None)


def answered() -> Answer | None:
    """Give the answer that the address names, where it is one of the learner's own."""
    mark = st.query_params.get(SHOWN, "")
    if len(mark) != MARK:
        return None
    return next((answer for answer in keeper.kept() if answer.key.startswith(mark)), None)


def tally(page: str, mine: Iterable[Answer], is_answered: bool) -> None:
    """Draw how far the set of five is and how much of it was right, and at its end what to look at next.

    Args:
        page: Slug of the page.
        mine: The answers that were given to this page's questions, oldest first.
        is_answered: Whether the question that stands there was answered.
    """
    done = turn(page) % SET + is_answered
    since = datetime.now(UTC) - ONE_SITTING
    lately = [answer for answer in mine if answer.at >= since]
    given = lately[len(lately) - min(done, len(lately)) :]
    right = sum(answer.right for answer in given)
    said = f"{right} of {len(given)} right" if given else words["set_begins"]
    st.progress(done / SET, f":small[{words['set']}: {said}]")
    if done == SET:
        _end(given, right)


def _end(given: Sequence[Answer], right: int) -> None:
    """Say at the end of a set how it went, the wrong rule met most often, and the lesson that helps."""
    missed = [answer for answer in given if not answer.right]
    with st.container(border=True):
        st.markdown(f"**{words['set_done']} {right} of {len(given)} right.**")
        met = Counter(answer.diagnosis for answer in missed if answer.diagnosis in misconceptions())
        if met:
            ((key, _),) = met.most_common(1)
            st.markdown(f"{words['wrong_rule']} **{misconceptions()[key].name}.**")
        topics = Counter(answer.topic for answer in missed)
        for topic, _ in topics.most_common(1):
            for lesson in [one for one in course().lessons if topic in one.topics][:1]:
                st.page_link(lesson.page, label=f"{words['set_next']} {lesson.title}", icon=":material/school:")
        if given and not missed:
            st.markdown(words["set_clean"])


def shared(done: int, of: int) -> None:
    """Say that a link gave these questions to several people, and how many of them this one has answered.

    Args:
        done: Questions answered.
        of: How many the set has, 0 where nobody shared it.
    """
    if of:
        st.badge(f"Shared set of {of}, yours: {min(done, of)}", icon=":material/group:", color="blue")
