"""A room behind its addresses, without a server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message

from lessons.server.rooms.hub import Hub
from lessons.server.rooms.routes import room_routes
from ptcoding.learning.store.place import place
from ptcoding.room.deck import Deck
from ptcoding.room.store import RoomStore
from tests.room.sample import DECK

Raw = tuple[int, dict[str, str], bytes]


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        """What it holds."""
        return json.loads(self.body)


async def fetch(
    site: ASGIApp,
    path: str,
    query: bytes = b"",
    method: str = "GET",
    body: str = "",
    headers: Mapping[str, str] | None = None,
) -> Raw:
    """Send one request to a site, within a loop."""
    lines = {"host": "localhost", **(headers or {})}
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in lines.items()],
        "query_string": query, "client": ("192.0.2.7", 5000), "server": ("localhost", 80), "scheme": "http",
        "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    head: list[Message] = []
    parts: list[bytes] = []
    sent = iter([{"type": "http.request", "body": body.encode(), "more_body": False}])

    async def receive() -> Message:
        return next(sent, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            head.append(message)
        else:
            parts.append(message["body"])

    await site(scope, receive, send)
    named = {name.decode(): value.decode() for name, value in head[0]["headers"]}
    return head[0]["status"], named, b"".join(parts)


class Room:
    """A room, with the sample deck where no other is named, and its host's token."""

    def __init__(self, file: Path, deck: Deck = DECK) -> None:
        where = place(f"sqlite:///{file}")
        self.deck = deck
        store = RoomStore(where)
        self.code, self.token = store.open(deck)
        store.close()
        self.hub = Hub(where)
        self.site = Starlette(routes=room_routes(lambda: self.hub))

    async def raw(self, method: str, path: str, body: object = None, **headers: str) -> Raw:
        """Send a request; a mapping goes as JSON."""
        if isinstance(body, dict):
            body, headers = json.dumps(body), {"content_type": "application/json", **headers}
        below = path if path.startswith("/") else f"/r/{self.code}/{path}".rstrip("/")
        return await fetch(self.site, below, b"", method, str(body or ""), headers)

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Send a request, and read what came back as text."""
        status, named, content = await self.raw(method, path, body, **headers)
        return Reply(status, named, content.decode())

    async def host(self, move: str, **more: object) -> Reply:
        """Make a move as the host."""
        return await self.ask("POST", "host", {"move": move, **more}, authorization=f"Bearer {self.token}")

    async def join(self) -> str:
        """Take a seat."""
        return str((await self.ask("POST", "seat", {})).json["seat"])

    async def answer(self, seat: str, answer: object, question: str = "q1", round_: int = 1, **more: object) -> Reply:
        """Answer a question."""
        sent = {"seat": seat, "question": question, "round": round_, "answer": answer, **more}
        return await self.ask("POST", "answer", sent)
