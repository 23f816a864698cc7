"""What many phones sent at once, kept in one transaction: each is kept or refused by itself."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects import postgresql, sqlite

from ptcoding.learning.store.tables import ROOM, SEAT, VOTE
from ptcoding.room.phase import Phase
from ptcoding.room.refusal import RefusedError
from ptcoding.room.room import Joining, Vote

MOST_SEATS = 3000
Outcome = RefusedError | None
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAID = ("given", "right", "diagnosis", "confidence", "at")


def keep(connection: Connection, batch: Sequence[Joining | Vote]) -> list[Outcome]:
    """Keep what phones sent.

    Args:
        connection: The store, in a transaction that writes.
        batch: Seats and answers, in the order in which they came.

    Returns:
        For each of them None where it is kept, else why it is refused.
    """
    outcomes: dict[int, Outcome] = {}
    for number in sorted({one.room for one in batch}):
        # No move comes between; on a server, other processes keep their answers meanwhile.
        room = connection.execute(select(ROOM).where(ROOM.c.number == number).with_for_update(read=True)).first()
        own = [(place, one) for place, one in enumerate(batch) if one.room == number]
        if room is None:
            outcomes |= {place: RefusedError("no_room") for place, _ in own}
            continue
        outcomes |= _join(connection, number, [(place, one) for place, one in own if isinstance(one, Joining)])
        outcomes |= _vote(connection, room, [(place, one) for place, one in own if isinstance(one, Vote)])
    return [outcomes[place] for place in range(len(batch))]


def _join(connection: Connection, number: int, joining: Sequence[tuple[int, Joining]]) -> dict[int, Outcome]:
    if not joining:
        return {}
    taken = connection.execute(select(func.count()).select_from(SEAT).where(SEAT.c.room == number)).scalar_one()
    known = _seats(connection, number, [one.seat for _, one in joining])
    outcomes: dict[int, Outcome] = {}
    rows: dict[str, dict[str, Any]] = {}
    for place, one in joining:
        if one.seat not in known and one.seat not in rows and taken + len(rows) >= MOST_SEATS:
            outcomes[place] = RefusedError("full", most=f"{MOST_SEATS:,}")
            continue
        outcomes[place] = None
        if one.seat not in known:
            rows[one.seat] = {"room": number, "hash": one.seat, "made": micro(one.at)}
    if rows:
        once = dialect_of(connection).insert(SEAT).on_conflict_do_nothing(index_elements=["room", "hash"])
        connection.execute(once, list(rows.values()))
    return outcomes


def _vote(connection: Connection, room: Row[Any], votes: Sequence[tuple[int, Vote]]) -> dict[int, Outcome]:
    if not votes:
        return {}
    seats = _seats(connection, room.number, [one.seat for _, one in votes])
    outcomes = {place: _refusal(one, room, seats) for place, one in votes}
    # Of two answers of one phone in a batch the later one stands.
    rows = {one.seat: _row(one, seats[one.seat]) for place, one in votes if outcomes[place] is None}
    if rows:
        once = dialect_of(connection).insert(VOTE)
        changed = {name: once.excluded[name] for name in _SAID}
        connection.execute(
            once.on_conflict_do_update(index_elements=["seat", "step", "round"], set_=changed), list(rows.values())
        )
    return outcomes


def _refusal(one: Vote, room: Row[Any], seats: dict[str, int]) -> Outcome:
    if one.step != room.step:
        return RefusedError("other_question")
    if not Phase(room.phase).takes_votes:
        return RefusedError("not_open")
    if one.round != room.round:
        return RefusedError("other_round")
    return None if one.seat in seats else RefusedError("no_seat")


def _row(one: Vote, seat: int) -> dict[str, Any]:
    return {
        "room": one.room, "seat": seat, "step": one.step, "round": one.round, "item": one.item, "edition": one.edition,
        "given": one.given, "right": one.right, "diagnosis": one.diagnosis, "confidence": one.confidence,
        "at": micro(one.at),
    }  # fmt: skip


def _seats(connection: Connection, number: int, hashes: Sequence[str]) -> dict[str, int]:
    wanted = select(SEAT.c.hash, SEAT.c.number).where(SEAT.c.room == number, SEAT.c.hash.in_(set(hashes)))
    return {row[0]: row[1] for row in connection.execute(wanted)}


def dialect_of(connection: Connection) -> Any:
    """Give the statements of a database's own dialect."""
    return sqlite if connection.dialect.name == "sqlite" else postgresql


def micro(at: datetime) -> int:
    """Write a moment as it is kept.

    >>> micro(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(kept: int) -> datetime:
    """Read a moment as it is kept.

    >>> moment(1_000_000).isoformat()
    '1970-01-01T00:00:01+00:00'
    """
    return _EPOCH + timedelta(microseconds=kept)
