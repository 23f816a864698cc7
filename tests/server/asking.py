"""A request to a guard, without a server: what comes back of it."""

import asyncio
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Answer:
    """What was sent back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    closed: int = 0


async def served(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand for the site: greet a page, accept a connection."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await PlainTextResponse("the page", headers={"X-Own": "kept"})(scope, receive, send)


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    """Run what is asynchronous to its end, on a thread of its own: another test's browser may hold this one's loop."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


def ask(guard: ASGIApp, path: str = "/", kind: str = "http", method: str = "GET", **headers: str) -> Answer:
    """Send one request through a guard.

    Args:
        guard: The guard, around ``served`` or another site.
        path: Path of the request.
        kind: ``http`` or ``websocket``.
        method: Method of the request.
        headers: Its headers.

    Returns:
        What came back.
    """
    return finished(asked(guard, scope_of(path, kind, method, headers)))


def scope_of(path: str, kind: str, method: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """Write a request as a server hands it on."""
    lines = [(name.lower().replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": kind, "path": path, "method": method, "headers": lines, "query_string": b""}


async def asked(guard: ASGIApp, scope: Scope) -> Answer:
    """Send one request through a guard, within a loop."""
    answer = Answer()

    async def receive() -> Message:
        return {"type": f"{scope['type']}.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode("latin-1") for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer.body += message["body"].decode()
        elif message["type"] == "websocket.close":
            answer.closed = message["code"]

    await guard(scope, receive, send)
    return answer
