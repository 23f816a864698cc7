"""What the coach says of a note on the screen: what is shown, what is missing, what a reviewer would object to."""

from collections.abc import Sequence

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.note.coached import Alike, Coached, alike, changed, coached
from lessons.screen.note.worked_out import worked_out
from lessons.server.aside import AsideError
from ptcoding.errors import InputError
from ptcoding.notes.figures import percent
from ptcoding.notes.review import LONGEST_NOTE

EARLIER, DATES = "coach_earlier", "coach_dates"
# More than is read: the browser drops a longer paste without a word, and the praise of the note before would stay.
MOST_TYPED = 10 * LONGEST_NOTE
words = text("note_coach")


def answer(typed: str, code: str | None, before: str | None) -> None:
    """Draw the review of a note, or why there is none, and what changed since a version of it.

    Args:
        typed: The note.
        code: The code claimed, None where there is none.
        before: The version that was kept, None where none was.
    """
    if not typed.strip():
        st.info(words["empty"], icon=":material/edit_note:")
        return
    try:
        dates = "stay" if st.session_state.get(DATES) else None
        _draw(worked_out(coached, Coached, typed, code, dates))
        if before is not None:
            st.header("Since the version you kept", anchor=False)
            st.markdown(_list(worked_out(changed, tuple[str, ...], before, typed, code)) or words["unchanged"])
    except InputError as error:
        st.error(parts.problems([str(problem) for problem in error.problems]), icon=":material/error:")
    except AsideError:
        st.warning(words["busy"], icon=":material/hourglass_top:")


def earlier(typed: str) -> None:
    """Ask for the note of the visit before, and say how alike the two are.

    Args:
        typed: The note of this visit.
    """
    more = st.expander("Compare with the note of the visit before", key="coach_compare", on_change="rerun")
    if not more.open:
        return
    with more:
        st.caption(words["earlier"])
        label = "The note of the visit before"
        given = st.text_area(label, key=EARLIER, height=160, max_chars=MOST_TYPED, persist_state="session")
        if not given.strip() or not typed.strip():
            return
        try:
            found = worked_out(alike, Alike, given, typed)
        except AsideError:
            st.warning(words["busy"], icon=":material/hourglass_top:")
            return
        st.metric("Alike", f"{percent(found.share)}%")
        st.container(border=True).markdown(found.note)
        st.markdown(_list(found.findings))


def _draw(said: Coached) -> None:
    """Draw a review; what names a person comes before anything else."""
    if said.personal:
        st.error(f"{words['identifiers']}\n\n{_list(said.personal)}", icon=":material/person_off:")
    st.header(said.heading, anchor=False)
    if said.heading != words["named_only"]:
        st.markdown(said.wall)
        st.caption(words["no_score"])
    st.container(border=True).markdown(said.note)
    st.caption(words["marks"])
    _part("What a reviewer would object to", said.objections)
    _part("Missing", said.missing)
    if said.told:
        _part("Not asked for again", said.told)
        st.caption(words["told"])
    if said.record:
        st.markdown(f":small[**Once for the whole day:**] {' '.join(said.record)}")
    _part("What an auditor could still ask", said.still)
    st.subheader("Codes that the words support", anchor=False)
    if said.is_unread:
        st.markdown(words["not_read"])
    if said.codes:
        st.markdown("\n".join(f"{place}. {line}" for place, line in enumerate(said.codes, start=1)))
        st.caption(words["supports"])
    else:
        st.markdown(words["no_code"])
    more = st.expander("Every element, with the words that show it", key="coach_elements", on_change="rerun")
    if more.open:
        more.markdown(_list(said.elements))


def _part(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.subheader(title, anchor=False)
        st.markdown(_list(lines))


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
