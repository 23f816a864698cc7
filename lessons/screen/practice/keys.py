"""A question under the fingers: digits choose or count, Enter checks or goes on, and what comes next is in view."""

from pathlib import Path

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts

_mount = st.components.v2.component("ptcoding.keys", js=Path(__file__).with_name("keys.js").read_text(encoding="utf-8"))


def listen(page: str, showing: str, *buttons: str, beside: str = "") -> None:
    """Hear the keys of a question; it is drawn above the question, which it brings into view.

    Args:
        page: Slug of the page; the question stands in a container that ``question`` names.
        showing: What names this showing of the question.
        buttons: Keys of the buttons that Enter presses, the first that is there.
        beside: Key of a choice beside them: Enter on what is chosen there checks too.
    """
    given = {"question": question(page), "showing": showing, "buttons": list(buttons), "beside": beside}
    _mount(key=f"{page}_keys", data=parts.handed(given))


def question(page: str) -> str:
    """Name the container that a page's question stands in."""
    return f"{page}_question"


def hint(typed: bool = False) -> None:
    """Say which keys there are.

    Args:
        typed: Whether units are typed, not chosen.
    """
    st.caption(text("practice")["keys_typed" if typed else "keys"])
