"""Headers that tell the browser what a page of this site may do, and who may show it."""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lessons.server.root import SCRIPT

FRONT_END = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE = re.compile(r"<script>(.*?)</script>", flags=re.DOTALL)


def policy(framed_by: Sequence[str] = (), front_end: str | None = None) -> str:
    """Write the content security policy that Streamlit's front end can live with.

    Args:
        framed_by: Sites that may show this one in a frame, such as ``https://lms.example.edu``.
        front_end: The front end's page, the installed one where None is given.

    Returns:
        The policy: nothing from another site, no script but the front end's own files.
    """
    page = FRONT_END.read_text(encoding="utf-8") if front_end is None else front_end
    # The page itself has a script of one line, and gets one from us; each is named by what it says.
    scripts = " ".join(f"'sha256-{_hashed(script)}'" for script in (*_INLINE.findall(page), SCRIPT))
    parts = {
        "default-src": "'self'",
        # A component hands its script to the browser as a blob, which only a script that already runs can make.
        "script-src": f"'self' blob: {scripts}".strip(),
        # Streamlit writes its styles while it runs.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        # Streamlit shows a component in a frame of its own.
        "frame-ancestors": " ".join(["'self'", *framed_by]),
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


class SecurityHeaders:
    """Adds the headers to every answer that has none of the name.

    Args:
        app: What is served.
        framed_by: Sites that may show this one in a frame.
    """

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy(framed_by),
            "X-Content-Type-Options": "nosniff",
            # The address of a page can hold a visit or the way to a learner's answers: no other site learns it.
            "Referrer-Policy": "same-origin",
        }
        if not framed_by:
            # It cannot name a site; browsers that know `frame-ancestors` do not read it.
            self._headers["X-Frame-Options"] = "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def _hashed(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
