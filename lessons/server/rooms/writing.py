"""Phones write in turns of one transaction each: whoever comes while one is under way goes with the next."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from ptcoding.room.keeping import Outcome
from ptcoding.room.room import Joining, Vote
from ptcoding.room.store import RoomStore

# Parameters of one statement are limited; half a thousand rows are far below.
MOST_AT_ONCE = 500


class Writing:
    """Keeps what phones send; an answer is on disk when ``keep`` returns.

    Args:
        store: Where it is kept.
    """

    def __init__(self, store: RoomStore) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, "room-writer")
        self._waiting: list[tuple[Joining | Vote, asyncio.Future[Outcome]]] = []
        self._turn: asyncio.Task[None] | None = None

    async def keep(self, one: Joining | Vote) -> None:
        """Keep a seat or an answer.

        Raises:
            RefusedError: If the room does not take it.
            StoreError: If it could not be kept; sending it again is safe.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((one, done))
        if self._turn is None or self._turn.done():
            self._turn = loop.create_task(self._take_turns())
        refused = await done
        if refused is not None:
            raise refused

    def close(self) -> None:
        """End the thread once nothing is under way."""
        self._thread.shutdown(wait=True)

    async def _take_turns(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            turn, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            # Whoever waits must hear, whatever went wrong.
            work = loop.run_in_executor(self._thread, self._store.write, [one for one, _ in turn])
            await asyncio.wait([work])
            error = work.exception()
            for place, (_, done) in enumerate(turn):
                if done.done():
                    continue
                if error is not None:
                    done.set_exception(error)
                else:
                    done.set_result(work.result()[place])
