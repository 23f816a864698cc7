"""Documentation quiz: invented notes to judge, with the words that decide."""

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text
from lessons.content.practice_bank import editions, pool, whole_bank
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, runner, series
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
    found = series.arrive(PAGE, addresses.QUIZ, {addresses.EDITION: editions()}, {addresses.EDITION: FIRST})
    st.session_state.setdefault(EDITION, found.get(addresses.EDITION, whole_bank().name))


def chosen() -> tuple[str, ...]:
    """Give the keys of the questions of the chosen kinds and level, in the order drawn for this visit."""
    kinds = st.session_state.get(KINDS) or list(ASKED)
    level = st.session_state.get(LEVEL)
    asked = editions()[st.session_state[EDITION]].items
    fitting = [item for item in asked if item.kind in kinds and level in {None, item.difficulty}]
    return paper(fitting, st.session_state[SEED], len(fitting)) if fitting else ()


@st.fragment
def quiz() -> None:
    """Draw the question that is asked, then what may be asked."""
    keeper.settle()
    questions = chosen()
    if questions:
        place = runner.turn(PAGE) % len(questions)
        st.caption(f"Question {place + 1} of {len(questions)}")
        among = pool(st.session_state[EDITION])
        if among.has_changed(questions[place]):
            st.caption(shared["changed"])
        runner.step(PAGE, among.question(questions[place]), Mode.PRACTICE)
    else:
        st.info(words["nothing"], icon=":material/filter_alt_off:")
    keeper.closing()
    choice()


def choice() -> None:
    """Draw the choice of kinds and level."""
    st.header("What is asked", anchor=False)
    changed = {"on_change": runner.restart, "args": (PAGE,), "persist_state": "session"}
    st.pills(
        "Kinds, all when none is chosen",
        list(ASKED),
        selection_mode="multi",
        format_func=ASKED.get,
        key=KINDS,
        **changed,
    )
    st.segmented_control(
        "Level, every one when none is chosen", list(LEVELS), format_func=LEVELS.get, key=LEVEL, **changed
    )
    link = {addresses.QUIZ: st.session_state[SEED], addresses.EDITION: st.session_state[EDITION]}
    series.share("The same questions for a room", "quiz", link)


warm_up_practice()
with st.container(width=parts.READABLE):
    st.title("Documentation quiz")
    arrival.arrive()
    arrive()
    st.markdown(words["intro"])
    quiz()
    parts.not_covered(PAGE)
