"""The numbers of a process: Streamlit's of visitors, memory and files, and our own, for whoever runs the site."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NUMBERS = ("/_stcore/metrics", "/metrics")
NOT_FOUND = 404


class ClosedMetrics:
    """Answers as if there were no such page, unless whoever runs the site opens it.

    Args:
        app: What is served.
        is_open: Whether the numbers are told.
    """

    def __init__(self, app: ASGIApp, is_open: bool) -> None:
        self._app = app
        self._is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        asks = scope["type"] == "http" and scope["path"].rstrip("/").endswith(NUMBERS)
        answer = PlainTextResponse("Not Found", NOT_FOUND) if asks and not self._is_open else self._app
        await answer(scope, receive, send)
