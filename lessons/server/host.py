"""The name by which the site is called, and the site that a connection comes from."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

UNKNOWN = (
    "This site is not known by the name that was used. Whoever runs it can add the name: "
    "server.allowedHosts, see assets/guides/deploying.md."
)
MISDIRECTED, POLICY = 421, 1008


def is_known(host: str, names: Sequence[str]) -> bool:
    """Tell whether the site may be called by a name.

    A page of another site can make a browser call this one by the other site's name, never by a number or as
    ``localhost``; so those need no permission.

    Args:
        host: What the browser said, with or without a port.
        names: The site's own names; ``*.example.org`` holds for all below it, ``*`` for any.

    Returns:
        Whether it may.

    >>> is_known("192.168.1.20:8501", []), is_known("evil.example", []), is_known("a.example.org", ["*.example.org"])
    (True, False, True)
    """
    name = _name(host)
    if not name:
        return False
    if name == "localhost" or _is_number(name):
        return True
    wanted = [known.strip().lower().rstrip(".") for known in names]
    return any(
        known in {"*", name} or (known.startswith("*.") and name.endswith(known[1:]) and name != known[2:])
        for known in wanted
    )


def is_only_here(host: str) -> bool:
    """Tell whether a name leads to this computer alone, so that no phone reaches the site by it.

    Args:
        host: What the browser said, with or without a port.

    Returns:
        Whether it does.

    >>> is_only_here("localhost:8501"), is_only_here("127.0.0.1:8501"), is_only_here("192.168.1.20:8501")
    (True, True, False)
    """
    name = _name(host)
    return name == "localhost" or (_is_number(name) and ip_address(name).is_loopback)


def comes_from_here(origin: str | None, host: str, others: Sequence[str]) -> bool:
    """Tell whether a connection may be opened by the page it comes from.

    Streamlit asks an address outside for its own before it refuses a stranger: a stranger does not get so far.

    Args:
        origin: The site of that page, None where no browser asks.
        host: The name by which this site is called.
        others: Origins that may connect as well.

    Returns:
        Whether it may.

    >>> comes_from_here("https://evil.example", "pt.example.org", [])
    False
    """
    if origin is None or origin in others or "*" in others:
        return True
    return urlsplit_safe(origin) == host or _name(urlsplit_safe(origin)) in {"localhost", "127.0.0.1"}


def urlsplit_safe(origin: str) -> str:
    """Give the name and port of an origin, nothing where it is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


class KnownHost:
    """Refuses requests by a name that is not the site's, and connections that a page of another site opens.

    Args:
        app: What is served.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        said = {name: value.decode("latin-1") for name, value in scope["headers"] if name in {b"host", b"origin"}}
        host = said.get(b"host", "")
        known = is_known(host, st.get_option("server.allowedHosts"))
        if scope["type"] == "http":
            answer = self._app if known else PlainTextResponse(UNKNOWN, MISDIRECTED)
            await answer(scope, receive, send)
            return
        others = st.get_option("server.corsAllowedOrigins") if st.get_option("server.enableCORS") else ["*"]
        if known and comes_from_here(said.get(b"origin"), host, others):
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": POLICY})


def _name(host: str) -> str:
    """Read the name out of what a browser said, nothing where it is malformed."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.netloc != host or "@" in host:
        return ""
    return (parts.hostname or "").rstrip(".")


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
