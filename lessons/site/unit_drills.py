"""Unit drills: visits without end to be counted, and the wrong rule behind a wrong count named."""

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, keys, place, row, series, sharing
from lessons.warm import warm_up_practice
from ptcoding.learning.drill.drill import FIRST, all_series, drill_table
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.question import COUNTING, drilled

PAGE = "unit_drills"
LEVEL, ABOUT, SEED, SERIES = "unit_drills_level", "unit_drills_about", "unit_drills_seed", "unit_drills_series"
LEVELS = {1: "Easy", 2: "Medium", 3: "Hard"}
# The drills of a series have the thousand numbers that follow from its own.
STEP = 1000
words, shared = text(PAGE), text("practice")


def arrive() -> None:
    """Take a series, a level and a trap from the address on the first visit."""
    known = {str(number): number for number in all_series()}
    first = str(FIRST) if addresses.DRILLS in st.query_params else ""
    named = st.query_params.get(addresses.SERIES, first)
    traps = drill_table(known.get(named, all_series()[-1])).traps
    levels = [str(level) for level in LEVELS]
    choices = {addresses.LEVEL: levels, addresses.ABOUT: traps, addresses.SERIES: known}
    found = series.arrive(PAGE, addresses.DRILLS, choices, {addresses.SERIES: str(FIRST)})
    meant = known[found[addresses.SERIES]] if addresses.SERIES in found else all_series()[-1]
    st.session_state.setdefault(SERIES, meant)
    st.session_state.setdefault(LEVEL, int(found.get(addresses.LEVEL, 1)))
    if addresses.ABOUT in found:
        st.session_state[ABOUT] = found[addresses.ABOUT]


def address() -> dict[str, object]:
    """Name the drills as the address does."""
    about = st.session_state.get(ABOUT)
    link: dict[str, object] = {addresses.DRILLS: st.session_state[SEED], addresses.LEVEL: st.session_state[LEVEL]}
    link |= {addresses.ABOUT: about} if about else {}
    return {**link, addresses.SERIES: st.session_state[SERIES]}


@st.fragment
def drills() -> None:
    """Draw what may be asked, then the drill that is asked."""
    keeper.settle()
    choice()
    turn, of = place.turn(PAGE), series.shared(PAGE)
    seed = st.session_state[SEED] * STEP + turn
    asked = drilled(seed, st.session_state[LEVEL], st.session_state.get(ABOUT), st.session_state[SERIES])
    is_answered = row.is_answered(PAGE, asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Drill {turn + 1}")
        place.shared(turn + is_answered, of)
    mine = [one for one in keeper.kept() if one.kind == COUNTING and one.mode is Mode.PRACTICE]
    place.tally(PAGE, mine, is_answered)
    row.step(PAGE, asked, Mode.PRACTICE, {**address(), **({addresses.OF: of} if of else {})})
    keeper.closing()


def choice() -> None:
    """Draw, folded away, the choice of level and trap, and the link to the same drills."""
    changed = {"on_change": row.chosen_anew, "args": (PAGE,)}
    with st.container(horizontal=True):
        with st.popover(f"Settings: {LEVELS[st.session_state[LEVEL]].lower()}", icon=":material/tune:"):
            levels = {"format_func": LEVELS.get, "required": True, "persist_state": "session"}
            st.segmented_control("Level", list(LEVELS), key=LEVEL, **levels, **changed)
            titles = {key: trap.title for key, trap in drill_table(st.session_state[SERIES]).traps.items()}
            parts.pick("About", titles, ABOUT, index=None, placeholder="Any trap", **changed)
            keys.hint(typed=True)
        sharing.share("The same drills for a room", "drills", {**address(), addresses.OF: series.SHARED})


warm_up_practice()
with st.container(width=parts.READABLE):
    with st.container(gap=None):
        st.title("Unit drills")
        arrival.arrive()
    arrive()
    st.markdown(words["intro"])
    drills()
    parts.not_covered(PAGE)
