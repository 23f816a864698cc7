"""Fact check: popular claims, judged by the reader before they are answered."""

import streamlit as st

from lessons.content.bank import beliefs
from lessons.content.course import text
from lessons.content.shapes import Belief
from lessons.content.wording import filled
from lessons.screen import parts

VERDICTS = {"true": "True", "false": "False", "depends": "It depends"}
words = text("fact_check")


@st.fragment
def check(belief: Belief) -> None:
    """Ask for a verdict, then give it with its reason and source.

    Args:
        belief: The claim.
    """
    guess = st.segmented_control(
        f"**{belief.key}.** {filled(belief.claim)}",
        list(VERDICTS),
        format_func=VERDICTS.get,
        key=f"belief_{belief.key}",
        persist_state="session",
    )
    if guess is None:
        return
    met = "You saw it." if guess == belief.verdict else f"The verdict here is: {VERDICTS[belief.verdict].lower()}."
    st.markdown(f"{met} **{filled(belief.answer)}** {filled(belief.reason)} {parts.cite(belief.source)}")
    if belief.visit:
        st.markdown(f"[See it as a visit](./?{belief.visit})")


st.title("Fact check")
st.markdown(words["intro"])
for one in beliefs():
    check(one)
parts.not_covered("fact_check")
