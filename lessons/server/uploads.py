"""Files that a visitor brings: only so many are held for one session."""

import re
from collections import Counter
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance

MOST_FILES = 10
TOO_MUCH = 413
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")
SAID = f"Only {MOST_FILES} files are held at a time. Take one away, or open the page anew."


class BoundedUploads:
    """Refuses a file where the session holds enough of them; `server.maxUploadSize` bounds each one.

    Args:
        app: What is served.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # On their way, by session: they count too, or a crowd of them would pass together.
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse one file too many."""
        upload = _UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if upload is None:
            await self._app(scope, receive, send)
            return
        session = upload[1]
        if self._coming[session] + held(session) >= MOST_FILES:
            await PlainTextResponse(SAID, TOO_MUCH)(scope, receive, send)
            return
        self._coming[session] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session] -= 1
            if not self._coming[session]:
                del self._coming[session]


def held(session: str) -> int:
    """Count the files that Streamlit holds for a session.

    Args:
        session: Its key.

    Returns:
        How many.
    """
    # The class that the runtime always uses, whose interface knows no list of what it holds.
    manager: Any = get_instance().uploaded_file_mgr
    return len(manager.file_storage.get(session, ()))
