"""Why was it denied: the codes of a remittance, what they say of these lines, and what to do."""

import streamlit as st

from lessons.content.addresses import DENIAL
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.day import denial_answer
from lessons.warm import warm_up_claims
from ptcoding.errors import InputError
from ptcoding.exchange.denial.answer import answer
from ptcoding.exchange.denial.typed import Denied, read_denial
from ptcoding.exchange.x12.remittance import read_remittance
from ptcoding.facts import facts

SAID, PAYER, ON, FILE, ONE, WANTED = (
    "denial_said",
    "denial_payer",
    "denial_on",
    "denial_file",
    "denial_one",
    "denial_wanted",
)
MOST_TYPED, MOST_ANSWERS = 300, 6
words = text("why_denied")


def asked() -> tuple[tuple[Denied, ...], str]:
    """Ask what the remittance says.

    Returns:
        The denials, and the payer that a file names.
    """
    first = st.query_params.get(DENIAL, words["example"])[:MOST_TYPED]
    # A default, not a value in the state: after a restart the browser still holds what was typed.
    given = {} if SAID in st.session_state else {"value": first}
    typed = st.text_input("Codes from the remittance", key=SAID, max_chars=MOST_TYPED, **given)
    brought = st.file_uploader("Or an 835 file", ["835", "x12", "edi", "txt"], key=FILE)
    st.caption(words["file"])
    try:
        if brought is not None:
            found = read_remittance(brought.getvalue())
            return found.denials, found.payer
        return (read_denial(typed, facts()), "") if typed.strip() else ((), "")
    except InputError as error:
        st.error(parts.problems([str(problem) for problem in error.problems]), icon=":material/error:")
        return (), ""


def chosen(denials: tuple[Denied, ...]) -> tuple[Denied, ...]:
    """Let one of many be chosen.

    Args:
        denials: What a file holds.

    Returns:
        All of a few, else the chosen one.
    """
    if len(denials) <= MOST_ANSWERS:
        return denials
    places = range(len(denials))
    if st.session_state.get(ONE) not in places:
        st.session_state.pop(ONE, None)
    place = st.selectbox("Which of them", places, format_func=lambda place: named(denials[place]), key=ONE)
    return (denials[place],)


def named(denied: Denied) -> str:
    """Name a denial in a list."""
    codes = " ".join(line.code for line in denied.lines)
    return " ".join(filter(None, [codes, f"{denied.group}-{denied.reason}", *denied.remarks, denied.amount]))


@st.fragment
def explained() -> None:
    """Draw the question on the left, the answer on the right."""
    question, found = st.columns([4, 8], gap="large")
    with question:
        denials, payer = asked()
        titles = {key: card.name for key, card in facts().payers.items()}
        picked = parts.pick("Payer", titles, PAYER, index=None, placeholder="Choose a payer", help=words["payer"])
        on = st.date_input("Date of service", None, key=ON, format="MM/DD/YYYY")
        denials = chosen(denials)
    with found:
        if not denials:
            st.info(words["none"], icon=":material/edit:")
        known = picked or (payer if payer in titles else "")
        for denied in denials:
            denial_answer.draw(answer(denied, facts(), payer=known, on=on))


@st.fragment
def codes() -> None:
    """Draw the list of codes, folded away."""
    more = st.expander("All codes read here", key="denial_codes", on_change="rerun")
    if more.open:
        with more:
            st.caption(words["list"])
            denial_answer.listing(st.text_input("Search the codes", key=WANTED, max_chars=60))


warm_up_claims()
st.title("Why was it denied?")
st.markdown(words["intro"])
explained()
codes()
parts.not_covered("why_denied")
