"""Unit drills: visits without end to be counted, and the wrong rule behind a wrong count named."""

import re
import secrets
from urllib.parse import urlencode, urlsplit

import streamlit as st

from lessons import parts, text
from lessons.screen import keeper, runner
from lessons.screen.due import drilled
from lessons.warm import warm_up_practice
from ptcoding.learning.drill import drill_table
from ptcoding.learning.progress import Mode

PAGE = "unit_drills"
LEVEL, ABOUT, SEED = "unit_drills_level", "unit_drills_about", "unit_drills_seed"
LEVELS = {1: "Easy", 2: "Middling", 3: "Hard"}
# A series of drills has its number; its drills have the thousand numbers that follow from it.
LARGEST_SERIES, STEP = 999_999, 1000
words = text(PAGE)


def arrive() -> None:
    """Take a series from the address on the first visit, else draw one."""
    if SEED in st.session_state:
        return
    series = st.query_params.get("drills", "")
    known = re.fullmatch(r"[0-9]{1,6}", series) is not None
    st.session_state[SEED] = int(series) if known else secrets.randbelow(LARGEST_SERIES)
    level, about = st.query_params.get("level", ""), st.query_params.get("about", "")
    st.session_state[LEVEL] = int(level) if level in {"1", "2", "3"} else 1
    if about in drill_table().traps:
        st.session_state[ABOUT] = about


@st.fragment
def drills() -> None:
    """Draw the drill that is asked, then what may be asked."""
    place = runner.turn(PAGE)
    st.caption(f"Drill {place + 1}")
    seed = st.session_state[SEED] * STEP + place
    runner.step(PAGE, drilled(seed, st.session_state[LEVEL], st.session_state.get(ABOUT)), Mode.PRACTICE)
    keeper.closing()
    choice()


def choice() -> None:
    """Draw the choice of level and trap, and the link to the same drills."""
    st.header("What is asked", anchor=False)
    changed = {"on_change": runner.restart, "args": (PAGE,)}
    levels = {"format_func": LEVELS.get, "required": True, "persist_state": "session"}
    st.segmented_control("Level", list(LEVELS), key=LEVEL, **levels, **changed)
    titles = {key: trap.title for key, trap in drill_table().traps.items()}
    parts.pick("About", titles, ABOUT, index=None, placeholder="Any trap", **changed)
    here, about = urlsplit(st.context.url or ""), st.session_state[ABOUT]
    series = {"drills": st.session_state[SEED], "level": st.session_state[LEVEL], **({"about": about} if about else {})}
    with st.popover("The same drills for a room", icon=":material/group:"):
        st.caption(words["room"])
        st.code(f"{here.scheme}://{here.netloc}/drills?{urlencode(series)}", language=None, wrap_lines=True)


warm_up_practice()
arrive()
with st.container(width=parts.READABLE):
    st.title("Unit drills")
    keeper.arrive()
    st.markdown(words["intro"])
    drills()
    parts.not_covered(PAGE)
