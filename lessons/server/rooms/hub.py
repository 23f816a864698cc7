"""The rooms of this process: read once, changed through the store, and everybody who waits is woken."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import cache, partial
from typing import TypeVar

from lessons.server.rooms import looking
from lessons.server.rooms.devices import Devices
from lessons.server.rooms.gate import Joins, Misses
from lessons.server.rooms.hearing import Hearing
from lessons.server.rooms.live import Live
from lessons.server.rooms.result import Result
from lessons.server.rooms.writing import Writing
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.place import Place, place_of
from ptcoding.learning.store.resume import hash_of
from ptcoding.room.refusal import RefusedError
from ptcoding.room.room import Joining, Vote
from ptcoding.room.rows import named
from ptcoding.room.store import CODE_LENGTH, LETTERS, RoomStore

# Counts are told so long after the first change: five hundred votes in a second are told once, not 250,000 times. The
# more listen, the later, so that telling them takes a process no more than so many messages a second.
SOON, MOST_TOLD = 0.5, 500
READERS, MOST_LIVE, HOUR = 4, 200, 3600.0
SURE = range(6)
Value = TypeVar("Value")


class Hub:
    """All rooms that somebody looked for in this process.

    Args:
        where: The place where rooms are kept.
    """

    def __init__(self, where: Place) -> None:
        self.store = RoomStore(where)
        self.misses, self.joins, self.devices = Misses(), Joins(), Devices()
        self._writing = Writing(self.store)
        self._readers = ThreadPoolExecutor(READERS, "room-reader")
        self._hearing = Hearing(where, self._hear)
        self._live: dict[str, Live] = {}
        self._soon: dict[str, asyncio.Task[None]] = {}
        # Python forgets a task that nobody holds.
        self._following: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closing = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listen to other processes while the site is served."""
        self._loop = asyncio.get_running_loop()
        self.closing = False
        self._hearing.start()
        pruning = asyncio.create_task(self._prune())
        try:
            yield
        finally:
            self.closing = True
            pruning.cancel()
            await asyncio.to_thread(self._hearing.close)
            self.store.close()

    def listeners(self) -> int:
        """Count the phones and walls that listen to the rooms of this process."""
        return sum(live.listeners for live in self._live.values())

    async def find(self, code: str) -> Live:
        """Find a room.

        Args:
            code: What somebody typed or an address holds.

        Returns:
            The room.

        Raises:
            RefusedError: If there is none, or its time is over.
            StoreError: If it cannot be read.
        """
        code = code.upper()
        live = self._live.get(code)
        if live is not None and live.room.until > datetime.now(UTC):
            return live
        self._live.pop(code, None)
        if len(code) != CODE_LENGTH or not set(code) <= set(LETTERS):
            raise RefusedError("no_room")
        seen = await self.beside(partial(looking.look, self.store, code))
        # Somebody else may have read it meanwhile; who waits there must not be left alone.
        live = self._live.setdefault(code, Live(*seen))
        self._readers.submit(live.prepare)
        if len(self._live) > MOST_LIVE:
            self._live = {known: one for known, one in self._live.items() if one.listeners or known == code}
        return live

    async def join(self, live: Live, token: str = "") -> str:
        """Take a seat.

        Args:
            live: The room.
            token: The seat that a phone has already, empty for none.

        Returns:
            The token of the seat: the same where the phone has one.
        """
        if await self.has_seat(live, token):
            return token
        self.joins.take()
        token = secrets.token_urlsafe(18)
        await self._writing.keep(Joining(live.room.number, hash_of(token), datetime.now(UTC)))
        self._tell_soon(live)
        return token

    async def vote(self, live: Live, seat: str, said: tuple[str, int | None], answer: object, sure: int) -> None:
        """Keep an answer; it is on disk when this returns.

        Args:
            live: The room.
            seat: The token of the seat.
            said: The question and the round that the phone saw.
            answer: The answer.
            sure: Confidence from 1 to 5, 0 for none.

        Raises:
            RefusedError: If it is not taken.
            StoreError: If it could not be kept; sending it again is safe.
        """
        part, standing = live.part, live.room.standing
        if part is None or part.ask is None or part.key != said[0]:
            raise RefusedError("other_question" if part is not None and part.ask is not None else "not_open")
        if not standing.phase.takes_votes:
            raise RefusedError("not_open")
        if sure not in SURE:
            raise RefusedError("unreadable")
        marked = part.known(answer)
        if marked is None:
            marked = await self.beside(partial(part.mark, answer))
        vote = Vote(
            room=live.room.number, seat=hash_of(seat), step=standing.step,
            round=standing.round if said[1] is None else said[1], item=named(part.step.kind, part.step.key),
            edition=part.step.edition or part.step.series or 1, given=marked.given, right=marked.right,
            diagnosis=marked.diagnosis, confidence=sure, at=datetime.now(UTC),
        )  # fmt: skip
        await self._writing.keep(vote)
        self._tell_soon(live)

    async def move(self, live: Live, token: str, move: str, version: int | None = None) -> Live:
        """Make a move of the host.

        Raises:
            RefusedError: If the token is not the host's, or the move does not fit.
            StoreError: If it could not be kept.
        """
        seen = await self.beside(partial(looking.move, self.store, live.room.code, token, move, version))
        return self._take(live, seen)

    async def see_host(self, live: Live, token: str) -> None:
        """Refuse whoever is not the host.

        Raises:
            RefusedError: If so.
        """
        if not token or not await self.beside(partial(self.store.is_host, live.room.code, token)):
            raise RefusedError("not_host")

    async def hands(self, live: Live, counts: dict[str, int]) -> None:
        """Keep the hands that the trainer counted in the round that is on or was the last."""
        standing = live.room.standing
        await self.beside(partial(self.store.show_hands, live.room.code, standing.step, standing.round, counts))
        await self.renew(live)

    async def given(self, live: Live, seat: str) -> str | None:
        """Read what a phone has answered in the round that is on, None where it has not."""
        standing = live.room.standing
        asked = (live.room.number, hash_of(seat), standing.step, standing.round)
        return await self.beside(partial(self.store.given_by, *asked)) if seat else None

    async def has_seat(self, live: Live, seat: str) -> bool:
        """Tell whether a phone has a seat."""
        return bool(seat) and await self.beside(partial(self.store.has_seat, live.room.number, hash_of(seat)))

    async def result(self, live: Live, place: int) -> Result | None:
        """Count what became of a question so far, for its host; None for a part that asks nothing."""
        return await self.beside(partial(looking.result_of, self.store, live.room, place))

    async def renew(self, live: Live) -> Live:
        """Read a room anew and wake who waits for it."""
        return self._take(live, await self.beside(partial(looking.look, self.store, live.room.code)))

    def _take(self, live: Live, seen: looking.Seen) -> Live:
        # Of two that read at once the slower one may hold what is past.
        if seen[0].version >= live.room.version:
            live.take(*seen)
        return live

    async def _prune(self) -> None:
        """Delete rooms whose time is over, now and every hour."""
        while True:
            with suppress(StoreError):
                await self.beside(self.store.prune)
            await asyncio.sleep(HOUR)

    def _tell_soon(self, live: Live) -> None:
        code = live.room.code
        if code not in self._soon:
            self._soon[code] = asyncio.get_running_loop().create_task(self._tell(live))

    async def _tell(self, live: Live) -> None:
        await asyncio.sleep(max(SOON, live.listeners / MOST_TOLD))
        # From here on a change is told by the next turn.
        self._soon.pop(live.room.code, None)
        try:
            await self.renew(live)
        except (RefusedError, StoreError):
            # Nothing wrong is shown: counts stay as they were until the next change.
            return

    def _hear(self, number: int | None) -> None:
        """Be told by the listener's thread that a room changed in some process, perhaps this one."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._heard, number)

    def _heard(self, number: int | None) -> None:
        for live in self._live.values():
            if number in {None, live.room.number}:
                task = asyncio.get_running_loop().create_task(self._follow(live))
                self._following.add(task)
                task.add_done_callback(self._following.discard)

    async def _follow(self, live: Live) -> None:
        """Take over a move at once; votes alone are told with the next counts."""
        try:
            seen = await self.beside(partial(looking.moved_on, self.store, live.room.number, live.room.version))
            if seen is None:
                self._tell_soon(live)
            else:
                self._take(live, seen)
        except (RefusedError, StoreError):
            return

    async def beside(self, work: Callable[[], Value]) -> Value:
        """Do what may wait for the disk, or take a while, beside the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)


@cache
def hub() -> Hub:
    """Give the rooms of this process."""
    return Hub(place_of(os.environ))
