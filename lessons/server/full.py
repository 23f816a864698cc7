"""A full house: who cannot be served is told so on a plain page that tries again by itself."""

from pathlib import Path

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lessons.server.counters import Counters, Event
from lessons.server.health import HEALTH
from lessons.server.limits import LAST, PER_LEARNER, SPARE, has_free, limit

AGAIN = "15"
STREAM = "/_stcore/stream"
TRY_LATER = 1013
# The page is plain HTML with a style of its own, and nothing else may come into it.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


class FullHouse:
    """Lets in as many learners as one process can serve.

    Args:
        app: What is served.
        learners: The most learners at a time; fewer where the system allows too few open files.
        counters: Counts who comes, who leaves and who is turned away.
    """

    def __init__(self, app: ASGIApp, learners: int, counters: Counters) -> None:
        self._app = app
        self._learners = learners
        self._inside = 0
        self._counters = counters
        self._page = Path(__file__).with_name("full.html").read_text(encoding="utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or say that the house is full."""
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            await self._learn(scope, receive, send)
        elif _is_page(scope) and not ((self._inside < self._most() or _is_room(scope)) and has_free(SPARE)):
            self._counters.count(Event.TURNED_AWAY)
            answer = HTMLResponse(self._page, 503, {"Retry-After": AGAIN, "Content-Security-Policy": ALONE})
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _most(self) -> int:
        files = limit()
        return self._learners if files is None else max(1, min(self._learners, (files - SPARE) // PER_LEARNER))

    async def _learn(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a learner's connection; who has a page already gets in where it is possible at all."""
        most = self._most()
        if self._inside >= most + most // 10 + 1 or not has_free(LAST):
            self._counters.count(Event.TURNED_AWAY)
            # The page that asked keeps asking, and says meanwhile that it is connecting.
            await send({"type": "websocket.close", "code": TRY_LATER})
            return
        self._inside += 1
        self._counters.count(Event.ARRIVED)
        try:
            await self._app(scope, receive, send)
        finally:
            self._inside -= 1
            self._counters.count(Event.LEFT)


def _is_page(scope: Scope) -> bool:
    """Tell whether a browser asks for a page, not for one of its parts."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    accepted = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    path = scope["path"]
    is_part = "." in path.rpartition("/")[2] or "/_stcore/" in path or path.endswith(HEALTH)
    return b"text/html" in accepted and not is_part


def _is_room(scope: Scope) -> bool:
    """Tell whether a phone of a live room asks: it has no session, and costs a hundredth of a learner."""
    return "/r/" in scope["path"] or "/d/" in scope["path"]
