"""Who cannot be served is told so, and tries again by itself."""

import asyncio

import pytest

from lessons.server import full
from lessons.server.counters import Counters, Event
from lessons.server.full import FullHouse
from tests.server.asking import ask, asked, finished, scope_of, served

HTML = {"accept": "text/html,application/xhtml+xml"}
STREAM = "/_stcore/stream"


@pytest.fixture(autouse=True)
def files(monkeypatch):
    """Files that may be open and are free; none of the machine's own."""
    state = {"limit": None, "free": 1000}
    monkeypatch.setattr(full, "limit", lambda: state["limit"])
    monkeypatch.setattr(full, "has_free", lambda wanted: state["free"] >= wanted)
    return state


def house(learners, counters=None):
    return FullHouse(served, learners, counters or Counters())


def inside(guard, learners, question):
    """Ask while so many learners are connected."""

    async def play():
        leave = asyncio.Event()
        guard._app = staying(leave)
        seats = [asyncio.create_task(asked(guard, scope_of(STREAM, "websocket", "", {}))) for _ in range(learners)]
        await asyncio.sleep(0)
        answer = await question(guard)
        leave.set()
        return answer, [(await seat).closed for seat in seats]

    return finished(play())


def staying(leave):
    async def app(scope, receive, send):
        if scope["type"] == "websocket" and not leave.is_set():
            await leave.wait()
        await served(scope, receive, send)

    return app


def page(guard):
    return asked(guard, scope_of("/quiz", "http", "GET", HTML))


def test_a_page_is_served_while_a_seat_is_free_and_says_so_when_none_is():
    answer, _ = inside(house(2), 1, page)
    assert answer.body == "the page"
    answer, _ = inside(house(2), 2, page)
    assert answer.status == 503
    assert answer.headers["retry-after"] == "15"
    assert "Every seat is taken right now" in answer.body
    assert '<meta http-equiv="refresh" content="15" />' in answer.body


def test_a_seat_that_was_left_is_free_again():
    guard = house(1)
    inside(guard, 1, page)
    assert ask(guard, **HTML).body == "the page"


def test_parts_of_a_page_and_the_health_of_the_server_are_always_served():
    guard = house(1)
    for path in ("/static/js/index.js", "/favicon.png", "/_stcore/health", "/health", "/pt/health"):
        answer, _ = inside(guard, 1, lambda guard, path=path: asked(guard, scope_of(path, "http", "GET", HTML)))
        assert answer.status == 200, path


def test_who_has_a_page_already_gets_in_over_the_count_but_not_without_end():
    # 10 learners are the most: 10 + a tenth + 1 = 12 connections, and no thirteenth.
    _, closed = inside(house(10), 13, page)
    assert closed == [0] * 12 + [1013]


def test_who_comes_and_goes_and_who_is_turned_away_is_counted():
    counters = Counters()
    # 13 come, 10 + 1 + 1 get in and leave again; the thirteenth and one page are turned away.
    inside(house(10, counters), 13, page)
    assert [counters.of(event) for event in (Event.ARRIVED, Event.LEFT, Event.TURNED_AWAY)] == [12, 12, 2]


def test_few_open_files_mean_few_learners(files):
    # 256 files, of which 64 are left free, for learners of 5 each: 38.
    files["limit"] = 256
    assert inside(house(400), 37, page)[0].status == 200
    assert inside(house(400), 38, page)[0].status == 503


def test_without_files_no_page_is_handed_out_and_at_the_last_nobody_is_let_in(files):
    guard = house(400)
    files["free"] = 63
    assert ask(guard, **HTML).status == 503
    assert ask(guard, STREAM, kind="websocket").closed == 0
    files["free"] = 23
    assert ask(guard, STREAM, kind="websocket").closed == 1013


@pytest.mark.parametrize(("path", "status"), [("/r/23456789", 200), ("/d/slp_30/1", 200), ("/quiz", 503)])
def test_a_phone_of_a_room_needs_no_seat_of_a_learner(path, status):
    answer, _ = inside(house(1), 1, lambda guard: asked(guard, scope_of(path, "http", "GET", HTML)))
    assert answer.status == status
