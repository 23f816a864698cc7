"""A room opened from its deck: the three addresses, shown once to whoever opened it."""

import os
from urllib.parse import urlsplit

import streamlit as st

from lessons.content.course import text
from lessons.content.practice_bank import bank
from lessons.screen.address import site
from lessons.server.host import is_only_here
from ptcoding.command.room import links
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.place import place_of
from ptcoding.room.deck import Deck
from ptcoding.room.known import pinned
from ptcoding.room.paper.packet import PAPERS
from ptcoding.room.store import RoomStore

FORMS = ("before", "after")
words = text("rooms")
NAMES = {
    "agenda": "Agenda", "handout": "Handout with blanks", "key": "Key", "sign-in": "Sign-in sheet",
    "evaluation": "Evaluation form", "attendance": "Record of attendance", "slides": "The deck as slides",
    "before": "Questions before", "after": "Questions after",
}  # fmt: skip
# The room that was opened on this page last: its deck, its code, and the host's token, which is kept nowhere else.
DECK, CODE, TOKEN, TROUBLE = "rooms_deck", "rooms_code", "rooms_token", "rooms_trouble"


@st.cache_resource(show_spinner=False)
def rooms() -> RoomStore:
    """Open the place where rooms are kept, once for the process."""
    return RoomStore(place_of(os.environ))


def offer(deck: Deck) -> None:
    """Draw what can be done with a deck.

    Args:
        deck: The deck.
    """
    with st.container(horizontal=True):
        st.button("Open a room", key=f"rooms_open_{deck.key}", icon=":material/groups:", on_click=_open, args=(deck,))
        st.link_button("Walk through it alone", f"{site()}/d/{deck.key}/1", icon=":material/directions_walk:")
        with st.popover("Papers to print", icon=":material/print:"):
            for name in (*PAPERS, *FORMS):
                st.link_button(NAMES[name], f"{site()}/d/{deck.key}/paper/{name}")


def opened(deck: Deck) -> None:
    """Draw the addresses of the room that was opened with a deck, or why none could be.

    Args:
        deck: The deck; nothing is drawn where another one was opened last.
    """
    state = st.session_state
    if state.get(DECK) != deck.key:
        return
    if state.get(TROUBLE):
        st.error(state[TROUBLE], icon=":material/cloud_off:")
    if not state.get(CODE):
        return
    told = links(site(), state[CODE], state[TOKEN])
    if is_only_here(urlsplit(site()).netloc):
        st.warning(words["only_here"], icon=":material/wifi_off:")
    with st.container(border=True):
        st.markdown(f"Your room is open. Its code is **{state[CODE]}**.")
        with st.container(horizontal=True):
            st.link_button("Host: your own screen or phone", told["host"], icon=":material/co_present:")
            st.link_button("Wall: the projector", told["wall"], icon=":material/tv:")
            st.link_button("Phone: as the room sees it", told["phone"], icon=":material/smartphone:")
        st.markdown("The host's address is a key: keep it to yourself, and open it on your phone for a remote.")
        st.code(told["host"], language=None)


def assemble() -> None:
    """Draw the way to the page on which a deck is put together."""
    st.link_button("Assemble a deck of your own", f"{site()}/decks/new", icon=":material/playlist_add:")


def _open(deck: Deck) -> None:
    state = st.session_state
    if state.get(DECK) != deck.key:
        state.pop(CODE, None)
    state[DECK] = deck.key
    try:
        state[CODE], state[TOKEN] = rooms().open(pinned(deck, bank()))
    except StoreError as error:
        state[TROUBLE] = str(error)
    else:
        state.pop(TROUBLE, None)
