"""Whether a process can do its work, for whoever watches it: its version, its database, its numbers, no person."""

import asyncio
import os
import time
from collections.abc import Callable
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

import ptcoding
from lessons.server.counters import Counters, Event, Number, counters, written
from lessons.server.limits import open_files
from lessons.server.rooms.hub import hub
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.place import Place, place_of
from ptcoding.learning.store.pulse import Pulse

HEALTH, NUMBERS = "/health", "/metrics"
OK, AWAY = 200, 503
GOOD = "ok"
# Who asks more often is told what was seen last: nobody makes the database work by asking.
FRESH = 1.0
FORMAT = "text/plain; version=0.0.4"
_HEADERS = {"Cache-Control": "no-store"}


class Health:
    """Asks the database whether it answers, at most once a second.

    Args:
        where: The database.
        counted: What the process counts.
        now: Tells the time in seconds.
    """

    def __init__(self, where: Place, counted: Counters, now: Callable[[], float] = time.monotonic) -> None:
        self._pulse = Pulse(where)
        self._counted = counted
        self._now = now
        self._turn = asyncio.Lock()
        self._asked: float | None = None
        self._database = GOOD

    async def health(self, _: Request) -> JSONResponse:
        """Tell whether the database answers: 200 where it does, else 503 and which failure it is."""
        database = await self._seen()
        good = database == GOOD
        told = {"status": GOOD if good else "down", "version": ptcoding.__version__, "database": database}
        return JSONResponse(told, OK if good else AWAY, _HEADERS)

    async def numbers(self, _: Request) -> PlainTextResponse:
        """Tell the numbers of the process in Prometheus's text format."""
        return PlainTextResponse(written(self._numbers(await self._seen())), OK, _HEADERS, FORMAT)

    def close(self) -> None:
        """Close the connection to the database; it may be asked again."""
        self._pulse.close()

    async def _seen(self) -> str:
        async with self._turn:
            if self._asked is None or self._now() - self._asked >= FRESH:
                self._database = await run_in_threadpool(self._ask)
                self._asked = self._now()
            return self._database

    def _ask(self) -> str:
        try:
            self._pulse.feel()
        except StoreError as error:
            return error.kind
        return GOOD

    def _numbers(self, database: str) -> list[Number]:
        arrived, left = self._counted.of(Event.ARRIVED), self._counted.of(Event.LEFT)
        return [
            Number("ptcoding_info", "The version that runs.", 1, f'version="{ptcoding.__version__}"'),
            Number("ptcoding_database_up", "1 while the database answers, else 0.", int(database == GOOD)),
            Number("ptcoding_learners", "Learners who are connected.", arrived - left),
            Number("ptcoding_learners_total", "Connections of learners since the start.", arrived),
            Number(
                "ptcoding_turned_away_total",
                "Pages and connections refused for want of a seat or of open files.",
                self._counted.of(Event.TURNED_AWAY),
            ),
            Number("ptcoding_phones", "Phones and walls that listen to a live room.", hub().listeners()),
            Number(
                "ptcoding_broken_pages_total", "Times that a page could not be shown.", self._counted.of(Event.BROKE)
            ),
            Number("ptcoding_open_files", "Files and connections that are open.", open_files()),
        ]


@cache
def health() -> Health:
    """Give the health of this process."""
    return Health(place_of(os.environ), counters())


async def tell_health(request: Request) -> JSONResponse:
    """Tell whether the database answers."""
    return await health().health(request)


async def tell_numbers(request: Request) -> PlainTextResponse:
    """Tell the numbers of the process."""
    return await health().numbers(request)
