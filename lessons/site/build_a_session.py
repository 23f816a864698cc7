"""Count a visit: type its minutes, see its units under each rule, and why."""

import streamlit as st

from lessons.content.course import cases, text
from lessons.screen import parts
from lessons.screen.visit import counting_choice, entered, session_answer, session_exchange, visit_fields, visit_form
from lessons.screen.visit.opening import EXAMPLE_PILL, SESSION_EXAMPLE, open_visit
from ptcoding.exchange.visit.visit import Visit, read_visit

PRESET, PILL, FIRST = SESSION_EXAMPLE, EXAMPLE_PILL, "manual-3"
words = text("build_a_session")
presets = {case.key: case for case in cases("build_a_session")}
featured = {case.key: case.short for case in presets.values() if case.short}


def load_preset(chooser: str) -> None:
    """Load the chosen example into the form.

    Args:
        chooser: Key of the field it was chosen in.
    """
    chosen = st.session_state[chooser]
    if chosen:
        open_visit(read_visit(presets[chosen].visit))
        st.session_state[PRESET] = chosen


def still(visit: Visit | None) -> str | None:
    """Tell which example the visit still is; one that was changed is none."""
    chosen = st.session_state.get(PRESET)
    if chosen and (visit is None or visit.session.services != read_visit(presets[chosen].visit).session.services):
        st.session_state[PRESET] = chosen = None
    st.session_state[PILL] = chosen if chosen in featured else None
    return chosen


@st.fragment
def explorer() -> None:
    """Draw the question above and its answer below."""
    visit, problems, left_out = entered.countable()
    example = still(visit)
    st.pills(
        "Examples",
        list(featured),
        format_func=featured.get,
        key=PILL,
        label_visibility="collapsed",
        on_change=load_preset,
        args=(PILL,),
    )
    visit_fields.draw(problems)
    if visit is not None:
        session_answer.draw(visit.session, counting_choice.chosen())
    else:
        session_answer.waiting(problems, empty=not visit_form.filled())
    if example:
        st.caption(f"**{presets[example].title}.** {presets[example].teaches}")
    titles = {key: case.title for key, case in presets.items()}
    session_exchange.draw(visit, left_out, lambda: more_examples(titles))


def more_examples(titles: dict[str, str]) -> None:
    """Offer every example."""
    parts.pick(
        "Start from", titles, PRESET, index=None, placeholder="An example", on_change=load_preset, args=(PRESET,)
    )


if session_exchange.arrive(presets[FIRST]):
    st.session_state[PRESET] = FIRST
st.title("How many units can you bill?")
st.markdown(words["intro"])
session_exchange.complain()
explorer()
parts.not_covered("build_a_session")
