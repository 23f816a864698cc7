"""Note coach: a note marked up with what it shows and lacks, rewritten, and compared with what it was."""

from string import Template

import streamlit as st

from lessons.content.addresses import NOTE
from lessons.content.bank import code_cards
from lessons.content.course import text
from lessons.content.practice_bank import bank
from lessons.screen import parts
from lessons.screen.note import coach_answer, coach_more
from lessons.warm import warm_up_notes
from ptcoding.facts import facts
from ptcoding.notes.review import LONGEST_NOTE

TYPED, CODE, EXAMPLE, BEFORE = "coach_text", "coach_code", "coach_example", "coach_before"
NEIGHBORS = ("97116", "97535", "97113", "97150")
# An ordinary weak line: there is something to find, and something to fill in.
FIRST = "pt_balance_phrase"
LAST = "coach_last"
words = text("note_coach")


def load_example() -> None:
    """Put the chosen invented note into the field, with the code it claims."""
    chosen = st.session_state[EXAMPLE]
    if chosen is None:
        return
    note = bank().notes[chosen]
    st.session_state[TYPED] = note.text
    st.session_state[CODE] = note.code or None
    st.session_state.pop(BEFORE, None)


def own_words() -> None:
    """Forget which invented note this was: from now on it is the reader's own; another note has no code yet."""
    before, now = (st.session_state.get(name, "").lower().split() for name in (LAST, TYPED))
    if len(set(now) & set(before)) < len(set(now)) / 2:
        st.session_state[CODE] = None
    st.session_state[EXAMPLE] = None


def keep_version() -> None:
    """Remember the note as it stands, to be compared with what becomes of it."""
    st.session_state[BEFORE] = st.session_state[TYPED]


def in_words(code: str) -> str:
    """Name a code; one that an invented note claims may be left out of the counting and have no name here."""
    return f"{code}, {facts().codes[code].name}" if code in facts().codes else code


def note_field() -> str:
    """Draw the field of the note, on the first run with an invented one in it.

    After a restart of the server the browser still holds what was typed. A value that stands in the session state
    before the field is drawn would overwrite it; one that is only the field's default does not.

    Returns:
        The code that the invented note claims, empty where another note stands in the field.
    """
    kept = {"height": 260, "max_chars": coach_answer.MOST_TYPED, "on_change": own_words, "persist_state": "session"}
    if TYPED in st.session_state:
        st.text_area("The note", key=TYPED, **kept)
        return ""
    asked = st.query_params.get(NOTE, FIRST)
    note = bank().notes.get(asked) or next(iter(bank().notes.values()))
    is_own = st.text_area("The note", note.text, key=TYPED, **kept) != note.text
    st.session_state[EXAMPLE] = None if is_own else note.key
    return "" if is_own else note.code


def question() -> None:
    """Draw the note, its code, and what can be done with it."""
    notes = bank().notes
    titles = {key: note.title for key, note in notes.items()}
    other = "Or paste your own below"
    above = st.container()
    code = note_field()
    st.session_state[LAST] = st.session_state[TYPED]
    # Leaving the field hands the note over; what is pressed to leave it is this.
    parts.forward("Review this note", "coach_review", ":material/rate_review:")
    with above:
        parts.pick("Pick an invented note", titles, EXAMPLE, placeholder=other, on_change=load_example, index=None)
    st.caption(Template(words["own"]).substitute(most=f"{LONGEST_NOTE:,}"))
    st.toggle("Dates of service may stay in", key=coach_answer.DATES, persist_state="session")
    choices = [*code_cards(), *NEIGHBORS]
    claimed = st.session_state.get(CODE) or code
    if claimed and claimed not in choices:
        choices.append(claimed)
    named = {choice: in_words(choice) for choice in choices}
    place = choices.index(code) if code else None
    parts.pick("Code on the claim", named, CODE, index=place, placeholder="Not chosen")
    known = facts().codes.get(st.session_state.get(CODE))
    if known is not None and known.not_for:
        cited = " ".join(parts.cite(key) for key in known.sources)
        # No caption: a link in its pale words is too faint.
        st.markdown(f":small[**Often billed under {known.code} by mistake:** {known.not_for}] {cited}")
    st.button("Keep this version to compare", icon=":material/difference:", on_click=keep_version, key="coach_keep")
    st.caption(words["rewrite"])


@st.fragment
def coach() -> None:
    """Draw the note on the left, what it shows on the right."""
    left, right = st.columns([5, 7], gap="large")
    with left:
        question()
    typed = st.session_state[TYPED]
    with right:
        coach_answer.answer(typed, st.session_state.get(CODE), st.session_state.get(BEFORE))
        coach_more.billed(typed)
        coach_answer.earlier(typed)
        coach_more.visits()


warm_up_notes()
st.title("Note coach")
st.markdown(words["intro"])
coach()
st.caption(words["limits"])
parts.not_covered("note_coach")
