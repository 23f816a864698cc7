"""One question on the screen: its notes, a way to answer, and the reasons once it is answered."""

from collections.abc import Collection, Iterable

import streamlit as st

from lessons.screen import parts
from lessons.screen.note.marked import Mark, note_on_screen
from lessons.screen.practice import unit_entry
from ptcoding.learning.bank.item import Graded, Item, Kind
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.marking.answer import Verdict
from ptcoding.learning.marking.grade import Grade
from ptcoding.learning.question import Given, ItemQuestion, Judged, order_of
from ptcoding.notes.intent import supports
from ptcoding.notes.review import review

MARK = "green"
# Where the code on the claim would give the answer away or lead astray.
SILENT = (Kind.CODE, Kind.TIMES)
# Their choices speak of notes by their places.
AS_WRITTEN = (Kind.PAIR, Kind.SERIES)
ORDER = tuple(f"The {place} note" for place in ("first", "second", "third", "fourth", "fifth", "sixth"))


def ask(asked: ItemQuestion, name: str) -> None:
    """Draw a question that waits for an answer.

    Args:
        asked: The question.
        name: What the keys of its fields begin with: one for each showing.
    """
    item = asked.item
    _notes(asked)
    st.markdown(f"**{parts.literal(item.question)}**")
    if not item.choices:
        unit_entry.fields(codes(asked), name)
    elif item.many:
        for place in _order(item, name):
            st.checkbox(parts.literal(item.choices[place].text), key=_key(name, place))
    else:
        # The label is unseen, but it is Markdown too and would load a picture; the question stands above.
        st.radio(
            "Your answer",
            _order(item, name),
            index=None,
            format_func=lambda place: parts.literal(item.choices[place].text),
            key=_key(name),
            label_visibility="collapsed",
        )


def given(asked: ItemQuestion, name: str) -> Given:
    """Read what the fields of a question hold.

    Args:
        asked: The question.
        name: What the keys of its fields begin with.

    Returns:
        Positions of the choices, or units by code; empty while nothing was answered.
    """
    item = asked.item
    if not item.choices:
        return Given(units=unit_entry.entered(codes(asked), name))
    if item.many:
        return Given(tuple(place for place in range(len(item.choices)) if st.session_state.get(_key(name, place))))
    chosen = st.session_state.get(_key(name))
    return Given() if chosen is None else Given((chosen,))


def tell(asked: ItemQuestion, judged: Judged[Graded | Grade]) -> None:
    """Draw a question with the answer given and the reasons.

    Args:
        asked: The question.
        judged: What was given, judged.
    """
    item, marked = asked.item, judged.marked
    _notes(asked, marked=True)
    st.markdown(f"**{parts.literal(item.question)}**")
    if isinstance(marked, Grade):
        unit_entry.feedback(asked.visit, marked, f"question_{item.key}")
        st.markdown(parts.literal(item.why))
    else:
        unit_entry.verdict(marked.verdict)
        if marked.verdict is Verdict.WRONG:
            rights = [choice.text for choice in item.choices if choice.right]
            unit_entry.sides([item.choices[place].text for place in judged.given.chosen], rights)
        st.markdown("\n".join(_remarks(item, judged.given.chosen)))
    st.markdown(parts.cite(item.source))


def _remarks(item: Item, chosen: Collection[int]) -> Iterable[str]:
    """Say of every choice whether it was right, the ones that matter most first."""
    places = range(len(item.choices))
    for place in sorted(places, key=lambda place: (place not in chosen, not item.choices[place].right)):
        choice = item.choices[place]
        icon = ":material/check:" if choice.right else ":material/close:"
        yours = " (your answer)" if place in chosen else ""
        # The reason stands on a line of its own: a choice may be a whole sentence.
        yield f"- {icon} **{parts.literal(choice.text)}**{yours}  \n  {parts.literal(choice.why)}"


def _notes(asked: ItemQuestion, marked: bool = False) -> None:
    item, notes = asked.item, asked.notes
    # Two stand side by side, so that the question below them is not far away.
    spots = st.columns(2, gap="small") if item.kind is Kind.PAIR else [st.container() for _ in notes]
    for spot, order, note in zip(spots, ORDER, notes, strict=False):
        with spot:
            if len(notes) > 1:
                st.markdown(f"**{order}**")
            st.container(border=True).markdown(note_on_screen(note.text, _marks(item, note) if marked else ()))
    if notes:
        claimed = dict.fromkeys(note.code for note in notes if note.code)
        shown = f" Code on the claim: {' and '.join(claimed)}." if claimed and item.kind not in SILENT else ""
        st.caption(f"Invented, like every note here.{shown}")


def _marks(item: Item, note: Note) -> list[Mark]:
    """Find the words of a note that carry the answer."""
    if item.kind is Kind.WORDS:
        right = [choice.text for choice in item.choices if choice.right]
        return [(note.text.index(one), note.text.index(one) + len(one), MARK) for one in right if one in note.text]
    if item.kind is Kind.CODE:
        right = [choice.text for choice in item.choices if choice.right]
        spans = [span for found in supports(note.text) if found.code in right for span in found.spans]
    elif item.kind is Kind.MISSING:
        there = [choice.element for choice in item.choices if choice.element and not choice.right]
        shown = review(note.text, note.code or None).elements
        spans = [span for key in there for span in shown[key].spans]
    else:
        return []
    return [(span.start, span.end, MARK) for span in spans]


def _order(item: Item, name: str) -> tuple[int, ...]:
    """Give the order of the choices in this showing: nobody learns an answer by its place."""
    count = len(item.choices)
    return tuple(range(count)) if item.kind in AS_WRITTEN else order_of(count, name)


def codes(asked: ItemQuestion) -> list[str]:
    """Give the codes whose units a question without choices asks for."""
    return list(asked.notes[0].minutes)


def _key(name: str, place: int | None = None) -> str:
    return f"{name}_pick" + ("" if place is None else f"_{place}")
