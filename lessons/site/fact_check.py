"""Fact check: popular claims, judged by the reader before they are answered."""

import streamlit as st

from lessons.content.bank import beliefs
from lessons.content.course import text
from lessons.content.shapes import Belief
from lessons.content.wording import filled
from lessons.screen import parts

VERDICTS = {"true": "True", "false": "False", "depends": "It depends"}
words = text("fact_check")


def tally() -> None:
    """Say how many of the claims that were judged so far were judged rightly."""
    judged = {one.key: st.session_state.get(f"belief_{one.key}") for one in beliefs()}
    given = [one for one in beliefs() if judged[one.key] is not None]
    right = sum(judged[one.key] == one.verdict for one in given)
    said = f"{right} of {len(given)} right" if given else words["begin"]
    st.progress(len(given) / len(beliefs()), f":small[{said}, {len(beliefs()) - len(given)} to go]")


def check(belief: Belief) -> None:
    """Ask for a verdict, then give it with its reason and source.

    Args:
        belief: The claim.
    """
    guess = st.segmented_control(
        filled(belief.claim),
        list(VERDICTS),
        format_func=VERDICTS.get,
        key=f"belief_{belief.key}",
        persist_state="session",
    )
    if guess is None:
        return
    if guess == belief.verdict:
        st.success(f"**Right: {VERDICTS[belief.verdict].lower()}.**", icon=":material/check:")
    else:
        st.error(f"**{VERDICTS[guess]}? Not quite: {VERDICTS[belief.verdict].lower()}.**", icon=":material/close:")
    st.markdown(f"**{filled(belief.answer)}** {filled(belief.reason)} {parts.cite(belief.source)}")
    if belief.visit:
        st.markdown(f"[See it as a visit](./?{belief.visit})")


st.title("Fact check")
st.markdown(words["intro"])


@st.fragment
def claims() -> None:
    """Draw every claim under the tally of those judged so far."""
    tally()
    for one in beliefs():
        check(one)


claims()
parts.not_covered("fact_check")
