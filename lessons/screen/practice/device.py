"""What this browser keeps: the key that leads back to a learner's answers, and which tab this is.

The browser is asked through a component in the page itself. What it says is a visitor's word: a key is looked up like
any other, and the name of a tab only spares its owner a question.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from lessons.screen import parts
from lessons.screen.address import site
from ptcoding.learning.store.resume import TOKEN, new_link

MOUNTED, HEARD, WISH, SEAT, BEFORE, AGAIN = (
    "device",
    "device_heard",
    "device_wish",
    "device_seat",
    "device_before",
    "device_again",
)
# The run that the browser's word began: it comes right after another one, and nothing that was said then may vanish.
_TELLING = "device_telling"

_mount = st.components.v2.component(
    "ptcoding.device", js=Path(__file__).with_name("device.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the browser said last.

    Args:
        key: The key that it keeps, empty where it keeps none.
        works: Whether it can keep one at all.
    """

    key: str
    works: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What the browser is asked to keep.

    Args:
        key: The key, empty where it is to be forgotten.
        over: What is thought to be kept now: where something else is, that stays.
        tab: Whether it is for this tab alone, beside what the browser keeps for all of them.
    """

    key: str
    over: str
    tab: bool = False


def listen(hear: Callable[[Heard], None]) -> None:
    """Ask the browser what it keeps, and hand it what is to be kept.

    Args:
        hear: What to do with its word; called before the run that follows.
    """
    state = st.session_state
    state[AGAIN] = state.pop(_TELLING, False)
    heard, wish = state.get(HEARD), state.get(WISH)
    below = urlsplit(site()).path
    _mount(
        key=MOUNTED,
        data=parts.handed(
            {
                # Two sites may stand behind one name, each below a path of its own.
                "site": f"ptcoding{below}",
                "seat": seat(),
                "heard": asdict(heard) if heard else None,
                "wish": asdict(wish) if wish else None,
            }
        ),
        on_told_change=lambda: _told(hear),
    )


def keep(key: str) -> None:
    """Have the browser keep a key in the place of the one that it has.

    Args:
        key: The key, empty where none is to be kept any more.
    """
    heard = st.session_state.get(HEARD)
    st.session_state[WISH] = Wish(key, heard.key if heard else "")


def keep_in_tab(key: str) -> None:
    """Have this tab alone keep a key, as that of a learner whom a course sent: what the browser keeps is left alone.

    Args:
        key: The key.
    """
    st.session_state[WISH] = Wish(key, "", tab=True)


def heard() -> Heard | None:
    """Give what the browser said last, None where it has said nothing: then it keeps nothing, or cannot be asked."""
    return st.session_state.get(HEARD)


def again() -> bool:
    """Tell whether this run comes only of the browser's word: what the last one said once is said again."""
    return st.session_state.get(AGAIN, False)


def seat() -> str:
    """Give the name of this tab, drawn anew with each visit and reload."""
    return st.session_state.setdefault(SEAT, new_link())


def seat_before() -> str:
    """Give the name that this tab had before it was loaded again, empty where that is not known."""
    return st.session_state.get(BEFORE, "")


def _told(hear: Callable[[Heard], None]) -> None:
    state = st.session_state
    told = state[MOUNTED].get("told")
    if not isinstance(told, dict):
        return
    state[_TELLING] = True
    state[BEFORE] = _token(told.get("seat"))
    state[HEARD] = Heard(_token(told.get("key")), told.get("works") is True)
    state.pop(WISH, None)
    hear(state[HEARD])


def _token(said: object) -> str:
    return said if isinstance(said, str) and TOKEN.fullmatch(said) else ""
