"""Documentation quiz: invented notes to judge, with the words that decide."""

from collections.abc import Sequence

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text
from lessons.content.practice_bank import editions, pool, whole_bank
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, keys, place, row, series, sharing
from lessons.warm import warm_up_practice
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.paper.challenge import FIRST
from ptcoding.learning.paper.exam import paper

PAGE = "documentation_quiz"
KINDS, LEVEL, SEED = "documentation_quiz_kinds", "documentation_quiz_level", "documentation_quiz_seed"
EDITION = "documentation_quiz_edition"
ASKED = {
    Kind.MISSING: "What is missing",
    Kind.WORDS: "Which words",
    Kind.CODE: "Which code",
    Kind.PAIR: "Which note holds up",
    Kind.MEND: "Fix it",
    Kind.TIMES: "Units from times",
    Kind.SERIES: "Next visit",
}
LEVELS = {1: "Easy", 2: "Medium", 3: "Hard"}
words, shared = text(PAGE), text("practice")


def arrive() -> None:
    """Take the questions and their edition from the address on the first visit, else everything there is now."""
    levels = [str(level) for level in LEVELS]
    choices = {addresses.EDITION: editions(), addresses.LEVEL: levels}
    given = st.query_params.get(addresses.KINDS, "").split("~")
    found = series.arrive(PAGE, addresses.QUIZ, choices, {addresses.EDITION: FIRST})
    if EDITION not in st.session_state:
        st.session_state[KINDS] = [kind for kind in ASKED if kind.value in given]
        st.session_state[LEVEL] = int(found[addresses.LEVEL]) if addresses.LEVEL in found else None
    st.session_state.setdefault(EDITION, found.get(addresses.EDITION, whole_bank().name))


def chosen() -> tuple[str, ...]:
    """Give the keys of the questions of the chosen kinds and level, in the order drawn for this visit."""
    kinds = st.session_state.get(KINDS) or list(ASKED)
    level = st.session_state.get(LEVEL)
    asked = editions()[st.session_state[EDITION]].items
    fitting = [item for item in asked if item.kind in kinds and level in {None, item.difficulty}]
    return paper(fitting, st.session_state[SEED], len(fitting)) if fitting else ()


def address() -> dict[str, object]:
    """Name the questions as the address does."""
    kinds, level = st.session_state.get(KINDS), st.session_state.get(LEVEL)
    link: dict[str, object] = {addresses.QUIZ: st.session_state[SEED], addresses.EDITION: st.session_state[EDITION]}
    link |= {addresses.KINDS: "~".join(kinds)} if kinds else {}
    return link | ({addresses.LEVEL: level} if level else {})


@st.fragment
def quiz() -> None:
    """Draw what may be asked, then the question that is asked."""
    keeper.settle()
    choice()
    questions = chosen()
    if questions:
        ask(questions)
    else:
        st.info(words["nothing"], icon=":material/filter_alt_off:")
    keeper.closing()


def ask(questions: Sequence[str]) -> None:
    """Draw the question whose turn it is.

    Args:
        questions: Keys of all questions, in order.
    """
    at, of = place.turn(PAGE) % len(questions), series.shared(PAGE)
    among = pool(st.session_state[EDITION])
    asked = among.question(questions[at])
    is_answered = row.is_answered(PAGE, asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Question {at + 1} of {len(questions)}")
        place.shared(place.turn(PAGE) + is_answered, of)
    place.tally(PAGE, [one for one in keeper.kept() if one.kind in ASKED and one.mode is Mode.PRACTICE], is_answered)
    if among.has_changed(questions[at]):
        st.caption(shared["changed"])
    row.step(PAGE, asked, Mode.PRACTICE, {**address(), **({addresses.OF: of} if of else {})})


def choice() -> None:
    """Draw, folded away, the choice of kinds and level, and the link to the same questions."""
    changed = {"on_change": row.chosen_anew, "args": (PAGE,), "persist_state": "session"}
    with st.container(horizontal=True):
        with st.popover("Settings", icon=":material/tune:"):
            kinds = {"selection_mode": "multi", "format_func": ASKED.get, "key": KINDS}
            st.pills("Kinds, all when none is chosen", list(ASKED), **kinds, **changed)
            levels = {"format_func": LEVELS.get, "key": LEVEL}
            st.segmented_control("Level, every one when none is chosen", list(LEVELS), **levels, **changed)
            keys.hint()
        sharing.share("The same questions for a room", "quiz", {**address(), addresses.OF: series.SHARED})


warm_up_practice()
with st.container(width=parts.READABLE):
    with st.container(gap=None):
        st.title("Documentation quiz")
        arrival.arrive()
    arrive()
    st.markdown(words["intro"])
    quiz()
    parts.not_covered(PAGE)
