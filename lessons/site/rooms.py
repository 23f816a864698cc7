"""Rooms: a deck for an in-service, a live room opened in one click, and the same deck alone."""

import streamlit as st

from lessons.content.course import text
from lessons.content.deck_bank import all_decks, deck_bank
from lessons.screen import parts
from lessons.screen.room import gained, opening
from lessons.screen.served import is_served
from ptcoding.explanation import counted
from ptcoding.room.deck import Deck

words = text("rooms")


def card(deck: Deck) -> None:
    """Say what a deck is for, and offer what can be done with it."""
    st.header(deck.title, anchor=False)
    questions = counted(sum(deck.asks), "question")
    st.caption(f"{counted(deck.minutes, 'minute')}, {questions}. For {parts.literal(deck.audience)}.")
    st.markdown("\n".join(f"- {parts.literal(aim)}" for aim in deck.objectives))
    if is_served():
        st.space("stretch")
        opening.offer(deck)
        opening.opened(deck)


with st.container(width=parts.READABLE):
    st.title("Rooms")
    st.markdown(words["intro"])
    if not is_served():
        st.info(words["unserved"], icon=":material/cloud_off:")
decks = tuple(all_decks().values())
# A row for every two, so that a phone and a screen reader meet them in this order.
for place in range(0, len(decks), 2):
    for column, deck in zip(st.columns(2, gap="small"), decks[place : place + 2], strict=False):
        with column.container(border=True, height="stretch"):
            card(deck)
with st.container(width=parts.READABLE):
    st.header("How a room runs", anchor=False)
    st.markdown(words["how"])
    st.header("Before and after", anchor=False)
    st.markdown(words["gain"])
    gained.counts()
    st.header("A deck of your own", anchor=False)
    st.markdown(words["own"])
    if is_served():
        opening.assemble()
    if deck_bank()[1]:
        said = parts.problems([str(problem) for problem in deck_bank()[1]])
        st.warning(f"{words['problems']}\n\n{said}", icon=":material/folder_off:")
    parts.not_covered("rooms")
