"""The page of rooms: every deck, and a room opened in one click."""

import pytest

from lessons.screen.room import opening
from ptcoding.learning.store.place import place
from ptcoding.room.store import RoomStore
from tests.pages.screen import opened


@pytest.fixture
def app(monkeypatch, tmp_path):
    store = RoomStore(place(f"sqlite:///{tmp_path}/rooms.sqlite3"))
    monkeypatch.setattr(opening, "rooms", lambda: store)
    yield opened("rooms")
    store.close()


def test_every_deck_is_offered(app):
    assert [header.value for header in app.header][:2] == [
        "New billers: from minutes to a clean line", "Units and codes: the 8-minute rule and the choice of code",
    ]  # fmt: skip
    assert len([button for button in app.button if button.key.startswith("rooms_open_")]) == 6


def test_a_room_is_opened_in_one_click(app):
    app.button(key="rooms_open_slp_30").click().run()
    assert not app.exception
    code = app.session_state[opening.CODE]
    room = opening.rooms().find(code)
    assert room.deck.key == "slp_30"
    assert opening.rooms().is_host(code, app.session_state[opening.TOKEN])
    assert any(code in said.value for said in app.markdown)
