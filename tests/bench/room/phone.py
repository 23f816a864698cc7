"""A phone without a browser: plain HTTP and server-sent events over sockets, as lean as can be."""

import asyncio
import json
import time
from typing import Any

HOST = "127.0.0.1"


async def request(port: int, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    """Send one request on a connection of its own.

    Returns:
        The status, and the JSON that came back.
    """
    reader, writer = await asyncio.open_connection(HOST, port)
    sent = b"" if body is None else json.dumps(body).encode()
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    writer.write(
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(sent)}\r\n{more}\r\n".encode()
        + sent
    )
    try:
        whole = await reader.read()
    finally:
        writer.close()
    head, _, told = whole.partition(b"\r\n\r\n")
    if b"chunked" in head.lower():
        told = told.partition(b"\r\n")[2].rpartition(b"\r\n0")[0]
    return int(head.split()[1]), json.loads(told)


class Phone:
    """One phone: a seat, and an ear for what changes.

    Args:
        port: Port of the server.
        room: Path of the room.
    """

    def __init__(self, port: int, room: str) -> None:
        self.port, self.room = port, room
        self.seat = ""
        self.seen: dict[int, float] = {}
        self.state: dict[str, Any] = {}
        self._ear: asyncio.Task[None] | None = None
        self.open = asyncio.Event()

    async def join(self) -> float:
        """Take a seat and begin to listen.

        Returns:
            Seconds until the first state was there.
        """
        start = time.perf_counter()
        _, told = await request(self.port, "POST", f"{self.room}/seat", {})
        self.seat = told["seat"]
        self._ear = asyncio.create_task(self._listen())
        await self.open.wait()
        return time.perf_counter() - start

    async def vote(self, answer: object, question: str, round_: int) -> tuple[float, int]:
        """Answer.

        Returns:
            Seconds until it was acknowledged, and the status.
        """
        start = time.perf_counter()
        sent = {"seat": self.seat, "question": question, "round": round_, "answer": answer, "confidence": 3}
        status, _ = await request(self.port, "POST", f"{self.room}/answer", sent)
        return time.perf_counter() - start, status

    async def leave(self) -> None:
        """Stop listening."""
        if self._ear is not None:
            self._ear.cancel()
            await asyncio.gather(self._ear, return_exceptions=True)

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(HOST, self.port)
        writer.write(f"GET {self.room}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        try:
            while line := await reader.readline():
                if line.startswith(b'data: {"phase"'):
                    now = time.perf_counter()
                    self.state = json.loads(line[6:])
                    self.seen.setdefault(self.state["version"], now)
                    self.open.set()
        finally:
            writer.close()
