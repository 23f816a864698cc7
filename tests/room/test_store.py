"""What is acknowledged is kept, and every answer once; in SQLite and in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ptcoding.learning.store.place import place
from ptcoding.room import keeping
from ptcoding.room.phase import Phase
from ptcoding.room.refusal import RefusedError
from ptcoding.room.room import Cast, Counted, Joining, Vote
from ptcoding.room.store import KEPT, LETTERS, RoomStore
from tests.room.sample import DECK

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)


class Clock:
    """A time that a test sets."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(address, clock):
    opened = RoomStore(place(address), now=clock)
    yield opened
    opened.close()


@pytest.fixture
def room(store):
    code, token = store.open(DECK)
    assert store.is_host(code, token)
    return store.find(code)


def vote(room, seat="s1", **more):
    given = {
        "room": room.number, "seat": seat, "step": 0, "round": 1, "item": "case:x", "edition": 1, "given": "{}",
        "right": False, "diagnosis": "", "confidence": 0, "at": NOW,
    }  # fmt: skip
    return Vote(**{**given, **more})


def opened(store, room, *seats):
    """Let seats in and open the first vote."""
    assert store.write([Joining(room.number, seat, NOW) for seat in seats]) == [None] * len(seats)
    store.move(room.code, "next")
    return store.move(room.code, "vote")


def kinds(outcomes):
    return [outcome.kind if outcome else None for outcome in outcomes]


def test_a_room_is_found_by_its_code_and_knows_its_host(store):
    code, token = store.open(DECK)
    room = store.find(code)
    assert (room.deck, room.standing.phase, room.version) == (DECK, Phase.LOBBY, 0)
    assert len(code) == 8
    assert set(code) <= set(LETTERS)
    assert (store.is_host(code, token), store.is_host(code, token + "x"), store.is_host("22222222", token)) == (
        True, False, False,
    )  # fmt: skip
    with pytest.raises(RefusedError) as refused:
        store.find("22222222")
    assert refused.value.status == 404


def test_nothing_of_the_token_is_kept(store):
    code, token = store.open(DECK)
    with store._database.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM ptcoding_room").all()
    assert code in row
    assert token not in str(row)


def test_before_anybody_opened_a_room_there_is_none(store):
    with pytest.raises(RefusedError):
        store.find("22222222")
    assert store.is_host("22222222", "x") is False


def test_a_resend_changes_nothing_and_a_change_of_mind_takes_its_place(store, room):
    opened(store, room, "s1", "s2")
    assert store.write([vote(room), vote(room), vote(room, "s2", right=True)]) == [None, None, None]
    assert store.counted(room.number, 0, 1) == Counted(2, 2)
    store.write([vote(room, right=True, given='{"97110": 2}')])
    assert [(cast.right, cast.given) for cast in store.votes(room.number)] == [(True, '{"97110": 2}'), (True, "{}")]


def test_a_phone_has_one_seat_however_often_it_asks(store, room):
    store.write([Joining(room.number, "s1", NOW)] * 3)
    store.write([Joining(room.number, "s1", NOW)])
    assert store.counted(room.number, 0, 1).seats == 1
    assert store.has_seat(room.number, "s1")
    assert not store.has_seat(room.number, "s2")


def test_a_room_takes_so_many_and_no_more(store, room, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_SEATS", 2)
    sent = [Joining(room.number, seat, NOW) for seat in ("s1", "s2", "s3", "s1")]
    assert kinds(store.write(sent)) == [None, None, "full", None]
    assert kinds(store.write([Joining(room.number, "s2", NOW), Joining(room.number, "s4", NOW)])) == [None, "full"]


def test_what_does_not_fit_is_refused_and_spoils_nothing_else(store, room):
    sent = [
        vote(room), vote(room, step=1), vote(room, round=2), vote(room, "nobody"), vote(replace(room, number=99)),
    ]  # fmt: skip
    opened(store, room, "s1")
    assert kinds(store.write(sent)) == [None, "other_question", "other_round", "no_seat", "no_room"]
    store.move(room.code, "close")
    assert kinds(store.write([vote(room, given="late")])) == ["not_open"]
    assert [cast.given for cast in store.votes(room.number)] == ["{}"]


def test_a_second_vote_stands_beside_the_first(store, room):
    opened(store, room, "s1")
    store.write([vote(room, diagnosis="all_to_longest", confidence=4)])
    store.move(room.code, "discuss")
    store.move(room.code, "revote")
    assert kinds(store.write([vote(room), vote(room, round=2, right=True)])) == ["other_round", None]
    assert store.votes(room.number, 0) == (
        Cast(1, 0, 1, "{}", False, "all_to_longest", 4), Cast(1, 0, 2, "{}", True, "", 0),
    )  # fmt: skip
    assert store.given_by(room.number, "s1", 0, 2) == "{}"
    assert store.given_by(room.number, "s2", 0, 2) is None


def test_rounds_remember_when_they_were_open(store, room, clock):
    opened(store, room, "s1")
    clock.now = NOW + timedelta(minutes=2)
    store.move(room.code, "close")
    store.move(room.code, "results")
    (held,) = store.rounds(room.number)
    assert (held.step, held.round, held.began, held.ended, held.hands) == (0, 1, NOW, clock.now, {})


def test_hands_are_counted_into_the_round_in_place_of_those_before(store, room):
    opened(store, room)
    store.show_hands(room.code, 0, 1, {"right": 4})
    store.show_hands(room.code, 0, 1, {"right": 3, "other": 9})
    assert store.rounds(room.number)[0].hands == {"right": 3, "other": 9}
    with pytest.raises(RefusedError):
        store.show_hands(room.code, 1, 1, {"right": 3})


def test_a_move_upon_what_the_host_no_longer_sees_is_refused(store, room):
    assert store.move(room.code, "next", 0).version == 1
    with pytest.raises(RefusedError) as refused:
        store.move(room.code, "next", 0)
    assert refused.value.kind == "moved_on"
    # Asked for again, what is already so is no change.
    store.move(room.code, "vote", 1)
    assert store.move(room.code, "vote").version == 2


def test_rooms_are_deleted_after_their_time_with_everything_in_them(store, room, clock):
    opened(store, room, "s1")
    store.write([vote(room)])
    clock.now = NOW + KEPT
    assert store.find(room.code).number == room.number
    clock.now += timedelta(seconds=1)
    with pytest.raises(RefusedError):
        store.find(room.code)
    store.open(DECK)
    assert (store.votes(room.number), store.rounds(room.number)) == ((), ())
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_room").scalar_one() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_seat").scalar_one() == 0


def test_a_crowd_of_threads_loses_nothing(store, room):
    seats = [f"s{number}" for number in range(60)]
    opened(store, room, *seats)
    with ThreadPoolExecutor(8) as threads:
        sent = list(threads.map(lambda seat: store.write([vote(room, seat), vote(room, seat)]), seats))
    assert sent == [[None, None]] * 60
    assert store.counted(room.number, 0, 1) == Counted(60, 60)
