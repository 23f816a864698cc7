"""Requests and websockets of the page, handed to an ASGI app as a server would hand them."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import unquote

Header = Sequence[str]
# What is told of a websocket: that it was accepted (with its protocol), bytes, that it was closed (with a code).
Told = Callable[[str, Any], None]


class Door:
    """The way in to an app.

    Args:
        app: The app.
    """

    def __init__(self, app: Any) -> None:
        self._app = app
        self._sockets: dict[int, asyncio.Queue[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start the app.

        Raises:
            RuntimeError: If it refuses to start.
        """
        begun: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if asked:
                # The site ends with its tab, which tells nobody.
                await asyncio.Event().wait()
            asked = True
            return {"type": "lifespan.startup"}

        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        self._keep(self._app(scope, receive, begun.put))
        answer = await begun.get()
        if answer["type"] != "lifespan.startup.complete":
            raise RuntimeError(answer.get("message", ""))

    async def request(
        self, method: str, path: str, headers: Sequence[Header], body: bytes
    ) -> tuple[int, list[Header], bytes]:
        """Answer a request.

        Args:
            method: ``GET`` and the like.
            path: What is asked for, with its query.
            headers: Names and values.
            body: What comes with it.

        Returns:
            Status, headers and body of the answer.
        """
        status, said, content, ended = 500, list[Header](), bytearray(), asyncio.Event()
        waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        waiting.put_nowait({"type": "http.request", "body": body, "more_body": False})

        async def receive() -> dict[str, Any]:
            if waiting.empty():
                await ended.wait()
                return {"type": "http.disconnect"}
            return waiting.get_nowait()

        async def send(event: dict[str, Any]) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
                said.extend((name.decode("latin-1"), value.decode("latin-1")) for name, value in event["headers"])
            elif event["type"] == "http.response.body":
                content.extend(event.get("body", b""))
                if not event.get("more_body"):
                    ended.set()

        await self._app(_scope("http", path, headers, method=method, scheme="http"), receive, send)
        return status, said, bytes(content)

    def connect(self, number: int, path: str, protocols: Sequence[str], told: Told) -> None:
        """Open a websocket.

        Args:
            number: Its name here.
            path: What is asked for, with its query.
            protocols: The protocols that the page offers.
            told: Is told what the app says.
        """
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._sockets[number] = queue
        queue.put_nowait({"type": "websocket.connect"})

        async def send(event: dict[str, Any]) -> None:
            match event["type"]:
                case "websocket.accept":
                    told("accept", event.get("subprotocol") or "")
                case "websocket.send":
                    told("data", event.get("bytes") or event.get("text", "").encode())
                case "websocket.close":
                    told("close", event.get("code", 1000))

        headers = [("sec-websocket-protocol", ", ".join(protocols))]
        scope = _scope("websocket", path, headers, scheme="ws", subprotocols=list(protocols))
        self._keep(self._app(scope, queue.get, send))

    def receive(self, number: int, content: bytes) -> None:
        """Hand over what came on a websocket.

        Args:
            number: Its name here.
            content: What came.
        """
        if number in self._sockets:
            self._sockets[number].put_nowait({"type": "websocket.receive", "bytes": content})

    def disconnect(self, number: int, code: int) -> None:
        """Close a websocket.

        Args:
            number: Its name here.
            code: Why.
        """
        if number in self._sockets:
            self._sockets.pop(number).put_nowait({"type": "websocket.disconnect", "code": code})

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        # The loop itself would forget a task that nobody holds.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _scope(kind: str, path: str, headers: Sequence[Header], **more: Any) -> dict[str, Any]:
    path, _, query = path.partition("?")
    named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), *named],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
        "state": {},
        **more,
    }
