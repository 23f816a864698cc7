"""The strip under the hand on a page: what was dragged goes into the fields of the visit."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.screen import parts
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.visit.session import Session
from ptcoding.chart.hand import SCRIPT, STYLE, hand, moved

HAND = "session_hand"
MINUTES, KEEP = "minutes", "keep"


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    """Register the drawing once for the process; nothing that is typed ever becomes a part of it."""
    return st.components.v2.component(
        "minute_strip",
        html='<div class="hand"></div>',
        css=STYLE.read_text(encoding="utf-8"),
        js=SCRIPT.read_text(encoding="utf-8"),
    )


def draw(session: Session, now: Sequence[Allocation], take: Callable[[Mapping[int, int]], None]) -> None:
    """Draw the strip under the hand.

    Args:
        session: The visit.
        now: The visit under each rule, ties settled.
        take: Takes the minutes that were dragged, by place of the service in the visit.
    """
    kept = st.session_state.get(HAND) or {}
    told = hand(session, now, keep_total=bool(kept.get(KEEP)))
    _component()(
        key=HAND,
        data=parts.handed(told),
        on_minutes_change=lambda: take(dragged()),
        on_keep_change=_ignore,
    )


def dragged() -> dict[int, int]:
    """Read what was dragged; what no hand can have dragged is nothing."""
    return moved((st.session_state.get(HAND) or {}).get(MINUTES))


def _ignore() -> None:
    """Hear that the edge is dragged in place of the end: the next run reads it."""
