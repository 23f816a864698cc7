"""Fact check: popular claims, judged by the reader before they are answered."""

import streamlit as st

from lessons.content.addresses import CLAIM
from lessons.content.bank import beliefs
from lessons.content.course import course, text
from lessons.content.shapes import Belief
from lessons.content.wording import filled
from lessons.screen import parts
from lessons.screen.address import link
from ptcoding import AMA, CMS, allocate
from ptcoding.chart import strip
from ptcoding.exchange.visit.link import read_address

THEME = "fact_check_theme"
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
        session = read_address(f"?{belief.visit}").session
        parts.picture(
            strip([allocate(session, rule) for rule in (CMS, AMA)], parts.ink()), f"belief_strip_{belief.key}"
        )
        st.markdown(f"[See it as a visit](./?{belief.visit})")


def theme(belief: Belief) -> str:
    """Give the stage of the course that a claim belongs to: that of the first lesson on its topics."""
    return next(lesson.stage for lesson in course().lessons if set(belief.topics) & set(lesson.topics))


def arrive() -> None:
    """Open the theme of the claim that a link names on the first visit, else the first one."""
    if THEME not in st.session_state:
        given = st.query_params.get(CLAIM, "")
        named = next((theme(one) for one in beliefs() if one.key == given), None)
        st.session_state[THEME] = named or next(iter(themes()))


def themes() -> dict[str, str]:
    """Give the titles of the stages that have claims, by key, in the order of the course."""
    return {stage.key: stage.title for stage in course().stages if any(theme(one) == stage.key for one in beliefs())}


st.title("Fact check")
st.markdown(words["intro"])
arrive()


@st.fragment
def claims() -> None:
    """Draw the claims of a theme under the tally of all those judged so far."""
    tally()
    titles = themes()
    named = {"format_func": titles.get, "required": True, "persist_state": "session"}
    chosen = st.segmented_control("Theme", list(titles), key=THEME, **named)
    for one in beliefs():
        if theme(one) == chosen:
            with st.container(border=True):
                check(one)
                with st.popover("Share", icon=":material/link:", type="tertiary", key=f"belief_share_{one.key}"):
                    st.code(link("fact-check", {CLAIM: one.key}), language=None, wrap_lines=True)


claims()
parts.not_covered("fact_check")
