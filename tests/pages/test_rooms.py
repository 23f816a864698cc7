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
    # It stands with its deck, where the button was pressed; a room of another deck takes its place.
    app.button(key="rooms_open_documentation_20").click().run()
    assert not any(code in said.value for said in app.markdown)
    assert any(app.session_state[opening.CODE] in said.value for said in app.markdown)


def test_the_gain_of_two_forms_is_said_and_too_few_are_called_so(app):
    app.number_input(key="rooms_gain_found").set_value(7).run()
    assert any(said.value.endswith("0% right before, 100% after. Too few to say more.") for said in app.markdown)
    app.number_input(key="rooms_gain_found").set_value(10).run()
    app.number_input(key="rooms_gain_lost").set_value(2).run()
    app.number_input(key="rooms_gain_both").set_value(5).run()
    app.number_input(key="rooms_gain_neither").set_value(3).run()
    # n = 20: 7 and 15 were right; the change is 0.4 and 1.96 of its error 0.29, see the tests of the gain.
    shares = "20 pairs of answers: 35% right before, 75% after."
    change = "The change lies between 11 and 69 points (95% interval): more."
    assert f"{shares} {change}" in [said.value for said in app.markdown]
