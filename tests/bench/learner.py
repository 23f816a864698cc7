"""One learner: a browser's side of Streamlit's websocket, without the browser."""

import asyncio
import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.bench.server import HOST
from tests.bench.view import Run, View
from tests.bench.widgets import state

ANSWER_LIMIT = 60.0


class PageError(Exception):
    """The page answered with an error, or without an answer to the act."""


@dataclass(frozen=True)
class Page:
    """A page to visit, and the widget to change on it."""

    name: str
    port: int
    kind: str
    label: str
    path: str = ""

    @property
    def origin(self) -> str:
        """The address of the server, without a path."""
        return f"http://{HOST}:{self.port}"


class Learner:
    """One connection to a page, which opens it once and then changes one widget again and again."""

    def __init__(self, page: Page) -> None:
        """Prepare a learner who has not connected yet.

        Args:
            page: The page to visit.
        """
        self.page = page
        self.view = View(page.kind, page.label)
        self.headers: dict[str, str] = {}
        self._socket: ClientConnection | None = None
        self._acts = 0
        self._last: list[str] = []

    async def open(self) -> float:
        """Connect, and wait for the first complete page.

        Returns:
            Seconds from the start of the connection to the end of the first run.

        Raises:
            PageError: The page came with an error, or without the widget.
        """
        start = time.perf_counter()
        # The second name is where a browser puts its token, or this very text when it has none.
        self._socket = await connect(
            f"ws://{HOST}:{self.page.port}/_stcore/stream",
            origin=Origin(self.page.origin),
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
            additional_headers=self.headers,
            open_timeout=ANSWER_LIMIT,
            ping_interval=None,
            max_size=None,
            proxy=None,
        )
        self._last = (await self._ask(self._socket, "")).hashes
        seconds = time.perf_counter() - start
        if not self.view.target:
            raise PageError(f"{self.page.name}: no {self.page.kind} labeled {self.page.label!r}")
        return seconds

    async def act(self) -> float:
        """Change the widget, and wait until the page has been updated.

        Returns:
            Seconds from sending the new value to the end of the run.

        Raises:
            PageError: The page has not been opened, the run showed an error, or it changed nothing.
        """
        if not self.view.turns:
            raise PageError(f"{self.page.name}: there is nothing to act on")
        self._acts += 1
        return await self._change(self.view.turns[(self._acts - 1) % len(self.view.turns)])

    async def write(self, text: str) -> float:
        """Put a text into the widget, and wait until the page has been updated.

        Args:
            text: The text.

        Returns:
            Seconds from sending the text to the end of the run.

        Raises:
            PageError: The page has not been opened, the run showed an error, or it changed nothing.
        """
        return await self._change(state(self.view.target, "string_value", text))

    async def _change(self, value: WidgetState) -> float:
        """Give the widget a value, and wait until the page has been updated."""
        widget = self.view.widgets.get(self.view.target)
        if self._socket is None or widget is None:
            raise PageError(f"{self.page.name}: there is nothing to act on")
        widget.state = value
        start = time.perf_counter()
        run = await self._ask(self._socket, widget.fragment)
        seconds = time.perf_counter() - start
        if not run.hashes or run.hashes == self._last:
            raise PageError(f"{self.page.name}: the act changed nothing")
        self._last = run.hashes
        return seconds

    async def close(self) -> None:
        """Leave the page."""
        if self._socket is not None:
            await self._socket.close()

    def _connection(self) -> ClientConnection:
        if self._socket is None:
            raise PageError(f"{self.page.name}: not connected")
        return self._socket

    async def _ask(self, socket: ClientConnection, fragment: str) -> Run:
        """Request a run as a browser does, and read on to its end.

        Args:
            socket: The open connection.
            fragment: The fragment to run, or an empty text for the whole page.

        Returns:
            What the run delivered.

        Raises:
            PageError: The run showed an error.
        """
        message = BackMsg()
        request = message.rerun_script
        request.widget_states.widgets.extend(widget.state for widget in self.view.widgets.values())
        request.fragment_id = fragment
        # A browser names the page by its path only until the server has told it the page's hash.
        request.page_script_hash = self.view.script
        request.page_name = "" if self.view.script else self.page.path
        request.cached_message_hashes.extend(self.view.cached)
        request.context_info.timezone = "UTC"
        request.context_info.locale = "en-US"
        request.context_info.url = f"{self.page.origin}/{self.page.path}"
        request.context_info.color_scheme = "light"
        run = self.view.begin()
        async with asyncio.timeout(ANSWER_LIMIT):
            await socket.send(message.SerializeToString())
            while not self.view.take(run, await socket.recv(decode=False)):
                pass
        self.view.end(run)
        if run.errors:
            raise PageError(f"{self.page.name}: {'; '.join(run.errors)}")
        return run
