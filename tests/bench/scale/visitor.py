"""A visitor of a site behind a proxy, with a browser's cookies, who opens a file and saves what comes of it."""

import asyncio
import http.client
import json
import secrets
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.bench.learner import Learner, Page, PageError
from tests.bench.server import HOST
from tests.bench.view import Run, View, Widget

PATIENCE = 60.0
# Medicare's own example: 33 minutes and 7 make three units, two and one.
SHEET = b"Date,Patient,Payer,CPT,Minutes\n03/02/2026,A,Medicare,97110,33\n03/02/2026,A,Medicare,97140,7\n"
UNITS = {"97110": 2, "97140": 1}


class _Seen(View):
    """A view that also knows where files go in and out."""

    def __init__(self, kind: str, label: str) -> None:
        super().__init__(kind, label)
        self.session = ""
        self.uploader = ("", "")
        self.files: dict[str, str] = {}

    def take(self, run: Run, data: bytes) -> bool:
        """Take in one message, and learn the session's name."""
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        return super().take(run, data)

    def _place(self, run: Run, delta: Delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "file_uploader":
            # The server never sets what it holds, so the browser keeps its own.
            self.uploader = (element.file_uploader.id, delta.fragment_id)
            if element.file_uploader.id in self.widgets:
                self.widgets[element.file_uploader.id].run = self._runs
            return
        if kind == "download_button":
            self.files[element.download_button.label] = element.download_button.deferred_file_id
        super()._place(run, delta)


class Visitor(Learner):
    """Opens the page of day sheets through a proxy, and keeps the cookies that come.

    Args:
        port: Port of the proxy.
    """

    def __init__(self, port: int) -> None:
        super().__init__(Page("day sheet", port, "text_area", "Or paste lines", "day-sheet"))
        self.view: _Seen = _Seen("text_area", "Or paste lines")
        self.cookies: dict[str, str] = {}

    async def open(self) -> float:
        """Fetch the page as a browser does, then open its connection.

        Returns:
            Seconds from the start of the connection to the end of the first run.
        """
        for path in ("/", "/_stcore/health"):
            await self.fetch("GET", path)
        self.headers = {"Cookie": self._cookie()}
        return await super().open()

    async def exchange(self) -> dict[str, Any]:
        """Bring a day sheet, and save the answer.

        Returns:
            The answer.

        Raises:
            PageError: The file was refused, or there is nothing to save.
        """
        address, file = await self.place()
        status, said = await self.put(address)
        if status != http.client.NO_CONTENT:
            raise PageError(f"a file was refused: {status} {said[:80]!r}")
        identity, fragment = self.view.uploader
        state = WidgetState(id=identity)
        state.file_uploader_state_value.uploaded_file_info.append(file)
        self.view.widgets[identity] = Widget(state, fragment, 0)
        await self._ask(self._connection(), fragment)
        status, said = await self.fetch("GET", await self._saved("Save as JSON"))
        if status != http.client.OK:
            raise PageError(f"nothing was saved: {status} {said[:80]!r}")
        return dict(json.loads(said))

    async def place(self) -> tuple[str, UploadedFileInfo]:
        """Ask where a file may go.

        Returns:
            The address to put it at, and what the page is then told of it.
        """
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = secrets.token_hex(4), self.view.session
        request.file_names.append("day.csv")
        answer = await self._answered(message, lambda one: one.WhichOneof("type") == "file_urls_response")
        (urls,) = answer.file_urls_response.file_urls
        file = UploadedFileInfo(file_id=urls.file_id, name="day.csv", size=len(SHEET), file_urls=urls)
        return urls.upload_url, file

    async def put(self, address: str, cookies: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Put the sheet at an address.

        Args:
            address: Where to.
            cookies: Cookies of somebody else; the visitor's own where none are given.

        Returns:
            The status and what was said.
        """
        mark = secrets.token_hex(8)
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="day.csv"\r\n\r\n'
        body = head.encode() + SHEET + f"\r\n--{mark}--\r\n".encode()
        shown = self.cookies if cookies is None else cookies
        headers = {
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "X-Xsrftoken": shown.get("_streamlit_xsrf", ""),
            "Cookie": _written(shown),
        }
        return await self.fetch("PUT", address, body, headers)

    async def fetch(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Send a request, and keep the cookies of the answer.

        Returns:
            The status and the body.
        """
        return await asyncio.to_thread(self._fetch, method, path, body, headers or {"Cookie": self._cookie()})

    def _fetch(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(HOST, self.page.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {name: value for name, value in headers.items() if value})
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
            return answer.status, answer.read()
        finally:
            connection.close()

    async def _saved(self, label: str) -> str:
        """Have a file written that is made only when somebody wants it, and give its address."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = secrets.token_hex(4), self.view.session
        request.deferred_file.file_id = self.view.files[label]
        answer = await self._answered(message, lambda one: one.WhichOneof("type") == "backend_operation_response")
        return str(answer.backend_operation_response.deferred_file.url)

    async def _answered(self, message: BackMsg, fits: Callable[[ForwardMsg], bool]) -> ForwardMsg:
        connection = self._connection()
        async with asyncio.timeout(PATIENCE):
            await connection.send(message.SerializeToString())
            while True:
                answer = ForwardMsg.FromString(await connection.recv(decode=False))
                if fits(answer):
                    return answer

    def _cookie(self) -> str:
        return _written(self.cookies)


def _written(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
