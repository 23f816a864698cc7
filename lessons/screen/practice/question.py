"""One question on the screen: its notes, a way to answer, and the reasons once it is answered."""

from collections.abc import Collection, Iterable, Mapping

import streamlit as st

from lessons.content.practice_bank import bank
from lessons.screen import parts
from lessons.screen.note.marked import Mark, note_on_screen
from lessons.screen.practice import unit_entry
from ptcoding.billing.visit.session import Session
from ptcoding.facts import facts
from ptcoding.learning.bank.item import Item, Kind, Verdict, grade_choice
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.marking.grade import Grade, grade_units
from ptcoding.notes.intent import supports
from ptcoding.notes.review import review

# Positions of choices, or units by code: what a learner gave, and nothing that follows from it.
Given = tuple[int, ...] | Mapping[str, int]
MARK = "green"
# Where the code on the claim would give the answer away or lead astray.
SILENT = (Kind.CODE, Kind.TIMES)
ORDER = tuple(f"The {place} note" for place in ("first", "second", "third", "fourth", "fifth", "sixth"))


def ask(item: Item, name: str) -> None:
    """Draw a question that waits for an answer.

    Args:
        item: The question.
        name: What the keys of its fields begin with: one for each showing.
    """
    _notes(item)
    st.markdown(f"**{parts.literal(item.question)}**")
    if not item.choices:
        unit_entry.fields(list(_minutes(item)), name)
    elif item.many:
        for place, choice in enumerate(item.choices):
            st.checkbox(parts.literal(choice.text), key=_key(name, place))
    else:
        # The label is unseen, but it is Markdown too and would load a picture; the question stands above.
        st.radio(
            "Your answer",
            range(len(item.choices)),
            index=None,
            format_func=lambda place: parts.literal(item.choices[place].text),
            key=_key(name),
            label_visibility="collapsed",
        )


def given(item: Item, name: str) -> Given:
    """Read what the fields of a question hold.

    Args:
        item: The question.
        name: What the keys of its fields begin with.

    Returns:
        Positions of the choices, or units by code; empty while nothing was answered.
    """
    if not item.choices:
        return unit_entry.entered(list(_minutes(item)), name)
    if item.many:
        return tuple(place for place in range(len(item.choices)) if st.session_state.get(_key(name, place)))
    chosen = st.session_state.get(_key(name))
    return () if chosen is None else (chosen,)


def judged(item: Item, answer: Given) -> Verdict:
    """Judge an answer.

    Args:
        item: The question.
        answer: What was given.

    Returns:
        Unanswered, right or wrong.
    """
    if isinstance(answer, tuple):
        return grade_choice(item, answer).verdict
    return Verdict(_graded(item, answer).verdict)


def diagnosis(item: Item, answer: Given) -> str:
    """Name the wrong rule behind an answer in units.

    Args:
        item: The question.
        answer: What was given.

    Returns:
        Key of the likeliest misconception, empty where none explains it.
    """
    if isinstance(answer, tuple):
        return ""
    return next((found.key for found in _graded(item, answer).diagnoses), "")


def plain(_: Item, answer: Given) -> object:
    """Write an answer as numbers alone, as it is kept."""
    return list(answer) if isinstance(answer, tuple) else dict(answer)


def restored(kept: object) -> Given:
    """Read an answer as it was kept.

    Args:
        kept: A list of positions, or units by code.

    Returns:
        What was given.
    """
    return kept if isinstance(kept, dict) else tuple(kept)


def tell(item: Item, answer: Given | None) -> None:
    """Draw a question with the answer given and the reasons.

    Args:
        item: The question.
        answer: What was given, None where an exam went on without an answer.
    """
    _notes(item, marked=True)
    st.markdown(f"**{parts.literal(item.question)}**")
    if item.choices:
        chosen = answer if isinstance(answer, tuple) else ()
        st.header(unit_entry.VERDICTS[grade_choice(item, chosen).verdict], anchor=False)
        st.markdown("\n".join(_remarks(item, chosen)))
    else:
        units = answer if isinstance(answer, Mapping) else {}
        unit_entry.feedback(_session(item), _graded(item, units), f"question_{item.key}")
        st.markdown(parts.literal(item.why))
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


def _notes(item: Item, marked: bool = False) -> None:
    notes = [bank().notes[key] for key in item.notes]
    for place, note in enumerate(notes):
        if len(notes) > 1:
            st.markdown(f"**{ORDER[place]}**")
        st.container(border=True).markdown(note_on_screen(note.text, _marks(item, note) if marked else ()))
    if notes:
        claimed = dict.fromkeys(note.code for note in notes if note.code)
        shown = f" Code on the claim: {' and '.join(claimed)}." if claimed and item.kind not in SILENT else ""
        st.caption(f"Invented, as every note here.{shown}")


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


def _minutes(item: Item) -> Mapping[str, int]:
    return bank().notes[item.notes[0]].minutes


def _session(item: Item) -> Session:
    return Session.of(_minutes(item))


def _graded(item: Item, answer: Mapping[str, int]) -> Grade:
    return grade_units(_session(item), facts().rule(item.rule), answer)


def _key(name: str, place: int | None = None) -> str:
    return f"{name}_pick" + ("" if place is None else f"_{place}")
