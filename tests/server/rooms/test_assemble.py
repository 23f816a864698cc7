"""A deck picked on a page is a file that the reader takes, or what is wrong is said; nothing is kept."""

import json
import tomllib
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from lessons.content.course import HERE
from lessons.content.practice_bank import bank
from lessons.server.rooms.assemble import picks
from lessons.server.rooms.routes import room_routes
from ptcoding.room.deck_file import read_deck
from ptcoding.room.deck_write import write_deck
from ptcoding.room.known import known_in
from tests.server.asking import finished
from tests.server.rooms.room import fetch

FORM = {"content_type": "application/x-www-form-urlencoded"}
MINE = {
    "title": 'Mine: "20" minutes', "minutes": 5, "audience": "us", "objectives": ["See it."],
    "step": [
        {"kind": "belief", "key": "M08", "minutes": 2, "notes": "a\nb"},
        {"kind": "item", "key": "core-aim", "minutes": 3},
    ],
}  # fmt: skip


def saved(deck):
    site = Starlette(routes=room_routes(lambda: None))
    return finished(fetch(site, "/decks/new", b"", "POST", urlencode({"deck": json.dumps(deck)}), FORM))


def test_a_deck_is_saved_as_a_file_that_the_reader_takes():
    status, headers, content = saved(MINE)
    assert status == 200
    assert headers["content-disposition"] == 'attachment; filename="mine_20_minutes.toml"'
    problems = []
    deck = read_deck(content.decode(), "mine", known_in(HERE, bank()), problems)
    assert problems == []
    assert (deck.title, deck.steps[0].notes, deck.steps[1].key) == ('Mine: "20" minutes', "a\nb", "core-aim")


def test_what_is_wrong_is_said_and_shown_as_text():
    status, _, content = saved({**MINE, "title": "<b>x</b>" * 30})
    assert status == 400
    assert "text of 1 to 120 characters" in content.decode()
    assert "<b>x" not in content.decode()
    assert saved({"step": [{"kind": "item", "key": "none", "x]\ny": 3}]})[0] == 400
    assert saved([])[0] == 400


def test_everything_that_can_be_picked_makes_a_part():
    step = [json.loads(pick.step) for _, group in picks() for pick in group]
    assert len(step) > 400
    problems = []
    for begin in range(0, len(step), 60):
        some = step[begin : begin + 60]
        text = write_deck({**MINE, "minutes": 3 * len(some), "step": some})
        read_deck(text, "all", known_in(HERE, bank()), problems)
    assert problems == []


@given(
    st.dictionaries(
        st.text(max_size=12),
        st.text(max_size=30) | st.integers(-5, 5) | st.lists(st.text(max_size=9), max_size=3),
        max_size=5,
    )
)
def test_whatever_is_written_is_a_file(values):
    text = write_deck({**MINE, "step": [values]})
    assert tomllib.loads(text)["title"] == MINE["title"]
