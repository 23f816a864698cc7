"""The strip under the hand on a page: what was dragged goes into the fields of the visit."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.content.course import text
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.visit.session import Session
from ptcoding.chart.hand import LONGEST, MOST_LINES, SCRIPT, STYLE, hand
from ptcoding.chart.strip import in_words

HAND = "session_hand"
MINUTES, KEEP = "minutes", "keep"
words = text("hand")
# Told apart by name: what the page shows beside the picture, and the four sentences of the count step by step.
STAGES = ("stage_given", "stage_apart", "stage_pooled", "stage_units")
_SAID = {name: said for name, said in words.items() if name not in STAGES} | {"stages": [words[key] for key in STAGES]}


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
    moved = st.session_state.get(HAND) or {}
    told = hand(session, now, keep_total=bool(moved.get(KEEP)))
    _component()(
        key=HAND,
        data={**told, "words": _SAID, "alt": in_words(now)},
        on_minutes_change=lambda: take(dragged()),
        on_keep_change=_ignore,
    )


def dragged() -> dict[int, int]:
    """Read what was dragged; what no hand can have dragged is nothing."""
    told = (st.session_state.get(HAND) or {}).get(MINUTES)
    pairs = told.get("at") if isinstance(told, Mapping) else None
    if not isinstance(pairs, list) or len(pairs) > MOST_LINES:
        return {}
    try:
        found = {place: minutes for place, minutes in pairs if type(place) is type(minutes) is int}
    except (TypeError, ValueError):
        return {}
    return found if all(0 <= minutes <= 2 * LONGEST for minutes in found.values()) else {}


def _ignore() -> None:
    """Hear that the edge is dragged in place of the end: the next run reads it."""
