"""Rooms: a deck for an in-service, a live room opened in one click, and the same deck alone."""

import streamlit as st

from lessons.content.course import text
from lessons.content.deck_bank import all_decks, deck_bank
from lessons.screen import parts
from lessons.screen.room import gained, opening
from ptcoding.explanation import counted

words = text("rooms")

with st.container(width=parts.READABLE):
    st.title("Rooms")
    st.markdown(words["intro"])
    opening.opened()
    for deck in all_decks().values():
        st.header(deck.title, anchor=False)
        questions = sum(deck.asks)
        st.caption(
            f"{counted(deck.minutes, 'minute')}, {counted(questions, 'question')}. For {parts.literal(deck.audience)}."
        )
        st.markdown("\n".join(f"- {parts.literal(aim)}" for aim in deck.objectives))
        opening.offer(deck)
    st.header("Before and after", anchor=False)
    st.markdown(words["gain"])
    gained.counts()
    st.header("A deck of your own", anchor=False)
    st.markdown(words["own"])
    opening.assemble()
    if deck_bank()[1]:
        said = parts.problems([str(problem) for problem in deck_bank()[1]])
        st.warning(f"{words['problems']}\n\n{said}", icon=":material/folder_off:")
    st.header("How a room runs", anchor=False)
    st.markdown(words["how"])
    parts.not_covered("rooms")
