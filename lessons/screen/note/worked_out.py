"""Where the work on a note is done: a short one here, a long one in the process beside the server."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from lessons.screen.served import is_served
from lessons.server.aside import Aside

Answer = TypeVar("Answer")
# A note of so many characters takes as long as any other act; the longest that is read takes twenty times as long, and
# everybody else would wait for it.
SHORT = 3_000


@st.cache_resource(show_spinner=False)
def aside() -> Aside:
    """Give the process beside the server, one for all visitors; it starts with the first long note."""
    return Aside("lessons.screen.note.worker")


def worked_out(work: Callable[..., Answer], kind: type[Answer], *given: str | None) -> Answer:
    """Do a piece of the coach's work.

    Args:
        work: One of ``lessons.screen.note.coached.WORK``.
        kind: The kind of its answer.
        *given: What it takes: notes and a code.

    Returns:
        Its answer.

    Raises:
        InputError: If a note cannot be read.
        AsideError: If too many long notes are being read, or reading this one failed.
    """
    # In a visitor's own browser there is no other process, and nobody else who would wait.
    if not is_served() or sum(len(text or "") for text in given) <= SHORT:
        return work(*given)
    return aside().ask(work.__name__, kind, *given)
