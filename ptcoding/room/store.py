"""Rooms in the store: what is acknowledged is on disk, and every answer is there once."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ptcoding.learning.store.database import Database
from ptcoding.learning.store.place import Place
from ptcoding.learning.store.resume import hash_of, new_link
from ptcoding.learning.store.tables import ROOM, ROUND, SEAT, VOTE
from ptcoding.room.deck import Deck, plan
from ptcoding.room.keeping import Outcome, keep, micro
from ptcoding.room.phase import Standing, moved
from ptcoding.room.refusal import RefusedError
from ptcoding.room.room import Cast, Counted, Held, Joining, Room, Vote
from ptcoding.room.rows import begin, cast_of, held_of, in_round, notify, room_of, round_row, rounds_of

# Without characters that look alike on a wall: 8 of 28 are 3.8e11 codes.
LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
CODE_LENGTH = 8
KEPT = timedelta(days=30)
MOST_HANDS = 5000
_TRIES = 5


class RoomStore:
    """Keeps rooms. Any number of threads and processes may use it at once.

    Args:
        where: The place where progress is kept too.
        wait: Seconds to wait for a lock or a connection.
        now: Tells the time.
    """

    def __init__(
        self, where: Place, wait: float = 5.0, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = Database(where, wait)
        self._now = now

    def close(self) -> None:
        """Close every connection; the store may be used again."""
        self._database.close()

    def open(self, deck: Deck) -> tuple[str, str]:
        """Open a room, and delete the rooms whose time is over.

        Args:
            deck: What is asked in it; its plan is kept with the room.

        Returns:
            The code of the room and the token of its host, of which only the hash is kept.

        Raises:
            StoreError: If it could not be kept.
        """
        token, now = new_link(), self._now()
        start = Standing()
        row = {
            "host": hash_of(token), "deck": deck.key, "plan": plan(deck), "made": micro(now),
            "until": micro(now + KEPT), "phase": start.phase.value, "step": start.step, "round": start.round,
            "left": start.left.value, "version": 0,
        }  # fmt: skip
        self.prune()
        for attempt in range(1, _TRIES + 1):
            code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
            try:
                with self._database.writing(makes=True) as connection:
                    connection.execute(insert(ROOM).values(code=code, **row))
            except IntegrityError:
                if attempt == _TRIES:
                    raise
            else:
                break
        return code, token

    def prune(self) -> int:
        """Delete the rooms whose time is over, with everything in them.

        Returns:
            How many.
        """
        if self._database.is_empty():
            return 0
        with self._database.writing() as connection:
            return connection.execute(delete(ROOM).where(ROOM.c.until < micro(self._now()))).rowcount

    def find(self, code: str) -> Room:
        """Find a room by its code.

        Raises:
            RefusedError: If there is none, or its time is over.
        """
        return self._room(ROOM.c.code == code)

    def read(self, number: int) -> Room:
        """Read a room by its number.

        Raises:
            RefusedError: If it was deleted.
        """
        return self._room(ROOM.c.number == number)

    def counted(self, number: int, step: int, round_: int) -> Counted:
        """Count who is in a room, and the answers to a question in a round."""
        with self._database.reading() as connection:
            seats = select(func.count()).select_from(SEAT).where(SEAT.c.room == number)
            votes = select(func.count()).select_from(VOTE).where(*in_round(number, step, round_))
            return Counted(connection.execute(seats).scalar_one(), connection.execute(votes).scalar_one())

    def is_host(self, code: str, token: str) -> bool:
        """Tell whether a token is the one that was made with a room."""
        if self._database.is_empty():
            return False
        with self._database.reading() as connection:
            kept = connection.execute(select(ROOM.c.host).where(ROOM.c.code == code)).scalar()
        return kept is not None and compare_digest(kept, hash_of(token))

    def write(self, batch: Sequence[Joining | Vote]) -> list[Outcome]:
        """Keep what phones sent, all in one transaction; it is on disk when this returns.

        Args:
            batch: Seats and answers, in the order in which they came.

        Returns:
            For each of them None where it is kept, else why it is refused.

        Raises:
            StoreError: If nothing of it could be kept. Sending it again is safe.
        """
        with self._database.writing() as connection:
            outcomes = keep(connection, batch)
            for number in sorted({one.room for one in batch}):
                notify(connection, number)
        return outcomes

    def move(self, code: str, move: str, version: int | None = None, *, token: str | None = None) -> Room:
        """Make a move of the host.

        Args:
            code: Code of the room.
            move: The move.
            version: The version that the host saw; None where any will do.
            token: The host's token, looked at in the same transaction; None where the caller is the site itself.

        Returns:
            The room afterward.

        Raises:
            RefusedError: If the move does not fit, or the room has moved on since.
            StoreError: If it could not be kept.
        """
        if self._database.is_empty():
            raise RefusedError("no_room")
        with self._database.writing() as connection:
            row = connection.execute(select(ROOM).where(ROOM.c.code == code).with_for_update()).first()
            if row is None:
                raise RefusedError("no_room")
            if token is not None and not compare_digest(row.host, hash_of(token)):
                raise RefusedError("not_host")
            if version is not None and version != row.version:
                raise RefusedError("moved_on")
            room = room_of(row)
            after = moved(room.standing, move, room.deck.asks, rounds_of(connection, room.number))
            if after == room.standing:
                return room
            now = micro(self._now())
            changed = {"phase": after.phase.value, "step": after.step, "round": after.round, "left": after.left.value}
            connection.execute(
                update(ROOM).where(ROOM.c.number == room.number).values(**changed, version=room.version + 1)
            )
            if room.standing.phase.takes_votes:
                before = room.standing
                connection.execute(
                    update(ROUND).where(*round_row(room.number, before.step, before.round)).values(ended=now)
                )
            if after.phase.takes_votes:
                begin(connection, room, after, now)
            notify(connection, room.number)
        return replace(room, standing=after, version=room.version + 1)

    def show_hands(self, code: str, step: int, round_: int, hands: Mapping[str, int]) -> None:
        """Keep the hands that a trainer counted in a round, in place of those counted before.

        Raises:
            RefusedError: If there was no such round.
        """
        with self._database.writing() as connection:
            number = connection.execute(select(ROOM.c.number).where(ROOM.c.code == code)).scalar()
            if number is None:
                raise RefusedError("no_room")
            wanted = update(ROUND).where(*round_row(number, step, round_)).values(hands=json.dumps(dict(hands)))
            if not connection.execute(wanted).rowcount:
                raise RefusedError("no_question")
            notify(connection, number)

    def votes(self, number: int, step: int | None = None) -> tuple[Cast, ...]:
        """Read the answers in a room, to one question or to all."""
        wanted = select(VOTE).where(VOTE.c.room == number).order_by(VOTE.c.step, VOTE.c.round, VOTE.c.seat)
        if step is not None:
            wanted = wanted.where(VOTE.c.step == step)
        with self._database.reading() as connection:
            return tuple(cast_of(row) for row in connection.execute(wanted))

    def rounds(self, number: int) -> tuple[Held, ...]:
        """Read the rounds that were held in a room."""
        wanted = select(ROUND).where(ROUND.c.room == number).order_by(ROUND.c.step, ROUND.c.round)
        with self._database.reading() as connection:
            return tuple(held_of(row) for row in connection.execute(wanted))

    def given_by(self, number: int, seat: str, step: int, round_: int) -> str | None:
        """Read what a phone has answered in a round, None where it has not."""
        wanted = (
            select(VOTE.c.given)
            .join(SEAT, SEAT.c.number == VOTE.c.seat)
            .where(*in_round(number, step, round_), SEAT.c.hash == seat)
        )
        with self._database.reading() as connection:
            return connection.execute(wanted).scalar()

    def has_seat(self, number: int, seat: str) -> bool:
        """Tell whether a seat is in a room."""
        with self._database.reading() as connection:
            wanted = select(SEAT.c.number).where(SEAT.c.room == number, SEAT.c.hash == seat)
            return connection.execute(wanted).scalar() is not None

    def _room(self, which: Any) -> Room:
        if self._database.is_empty():
            raise RefusedError("no_room")
        with self._database.reading() as connection:
            row = connection.execute(select(ROOM).where(which, ROOM.c.until >= micro(self._now()))).first()
        if row is None:
            raise RefusedError("no_room")
        return room_of(row)
