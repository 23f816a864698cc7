"""Unit drills: visits without end to be counted, and the wrong rule behind a wrong count named."""

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, runner, series
from lessons.warm import warm_up_practice
from ptcoding.learning.drill.drill import FIRST, all_series, drill_table
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.question import drilled

PAGE = "unit_drills"
LEVEL, ABOUT, SEED, SERIES = "unit_drills_level", "unit_drills_about", "unit_drills_seed", "unit_drills_series"
LEVELS = {1: "Easy", 2: "Medium", 3: "Hard"}
# The drills of a series have the thousand numbers that follow from its own.
STEP = 1000
words = text(PAGE)


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


@st.fragment
def drills() -> None:
    """Draw the drill that is asked, then what may be asked."""
    keeper.settle()
    place = runner.turn(PAGE)
    st.caption(f"Drill {place + 1}")
    seed = st.session_state[SEED] * STEP + place
    level, about = st.session_state[LEVEL], st.session_state.get(ABOUT)
    runner.step(PAGE, drilled(seed, level, about, st.session_state[SERIES]), Mode.PRACTICE)
    keeper.closing()
    choice()


def choice() -> None:
    """Draw the choice of level and trap, and the link to the same drills."""
    st.header("What is asked", anchor=False)
    changed = {"on_change": runner.restart, "args": (PAGE,)}
    levels = {"format_func": LEVELS.get, "required": True, "persist_state": "session"}
    st.segmented_control("Level", list(LEVELS), key=LEVEL, **levels, **changed)
    titles = {key: trap.title for key, trap in drill_table(st.session_state[SERIES]).traps.items()}
    parts.pick("About", titles, ABOUT, index=None, placeholder="Any trap", **changed)
    about, level = st.session_state[ABOUT], st.session_state[LEVEL]
    link = {addresses.DRILLS: st.session_state[SEED], addresses.LEVEL: level}
    link |= {addresses.ABOUT: about} if about else {}
    series.share("The same drills for a room", "drills", {**link, addresses.SERIES: st.session_state[SERIES]})


warm_up_practice()
with st.container(width=parts.READABLE):
    st.title("Unit drills")
    arrival.arrive()
    arrive()
    st.markdown(words["intro"])
    drills()
    parts.not_covered(PAGE)
