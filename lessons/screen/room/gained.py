"""What a group gained between the two forms on paper, counted by the trainer."""

import streamlit as st

from ptcoding.room.gain import Gain, gain

# What became of a pair of forms: right before, right after.
PAIRS = {
    "both": ("Right both times", (True, True)),
    "found": ("Wrong, then right", (False, True)),
    "lost": ("Right, then wrong", (True, False)),
    "neither": ("Wrong both times", (False, False)),
}
MOST = 5000


def counts() -> None:
    """Draw the fields, and what the numbers allow to say."""
    with st.container(horizontal=True):
        typed = {
            name: st.number_input(label, 0, MOST, 0, 1, key=f"rooms_gain_{name}", width=170)
            for name, (label, _) in PAIRS.items()
        }
    pairs = [PAIRS[name][1] for name, number in typed.items() for _ in range(number)]
    found = gain(pairs)
    if found is not None:
        st.markdown(_said(found))


def _said(found: Gain) -> str:
    before, after = round(100 * found.before), round(100 * found.after)
    people = f"{found.people} pairs of answers: {before}% right before, {after}% after"
    if found.says == "too few to say":
        return f"{people}. Too few to say more."
    low, high = round(100 * found.low), round(100 * found.high)
    return f"{people}. The change lies between {low} and {high} points (95% interval): {found.says}."
