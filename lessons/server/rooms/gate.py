"""What a request to a room must get past: its size, where it comes from, and how often it tried."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.requests import ClientDisconnect, Request

from lessons.server.host import comes_from_here
from ptcoding.room.refusal import RefusedError

LARGEST_BODY = 4096
MOST_FIELDS, LONGEST_WORD, MOST_DIGITS = 60, 80, 6
# A whole class may sit behind one address, so wrong codes and tokens are counted, never right ones.
MOST_MISSES, WHILE = 20, 60.0
# Seats: so many at once, then so many a second, in the whole process.
MOST_JOINS, JOINS_A_SECOND = 2500.0, 200.0
MOST_REMEMBERED = 10_000


class Misses:
    """Counts wrong codes and tokens by the address that they came from.

    Args:
        now: Tells the time in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[str, list[float]] = {}

    def is_over(self, who: str) -> bool:
        """Tell whether somebody was wrong too often of late."""
        recent = [at for at in self._seen.get(who, ()) if self._now() - at < WHILE]
        if recent:
            self._seen[who] = recent
        else:
            self._seen.pop(who, None)
        return len(recent) >= MOST_MISSES

    def count(self, who: str) -> None:
        """Remember that somebody was wrong."""
        if len(self._seen) >= MOST_REMEMBERED:
            self._seen.clear()
        self._seen.setdefault(who, []).append(self._now())


class Joins:
    """Lets so many take a seat in a time.

    Args:
        now: Tells the time in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._left, self._at = now, MOST_JOINS, now()

    def take(self) -> None:
        """Take a place.

        Raises:
            RefusedError: If too many came in a short time.
        """
        now = self._now()
        self._left = min(MOST_JOINS, self._left + (now - self._at) * JOINS_A_SECOND)
        self._at = now
        if self._left < 1:
            raise RefusedError("too_many")
        self._left -= 1


def client(request: Request) -> str:
    """Name the address that a request comes from."""
    return request.client.host if request.client else ""


def from_here(request: Request) -> None:
    """Refuse what a page of another site sends.

    Raises:
        RefusedError: If so.
    """
    others = st.get_option("server.corsAllowedOrigins") or []
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    # A browser's page without an origin of its own says `null`.
    stranger = origin is not None and not comes_from_here(origin, host, [site for site in others if site != "*"])
    if stranger or request.headers.get("sec-fetch-site") == "cross-site":
        raise RefusedError("other_site")


async def body(request: Request, largest: int = LARGEST_BODY) -> tuple[dict[str, Any], bool]:
    """Read a small body: JSON, or a form.

    Args:
        request: The request.
        largest: The most bytes that are read.

    Returns:
        Its fields, and whether it was a form. Of a form every field is a list of texts.

    Raises:
        RefusedError: If it is too large, or neither.
    """
    raw = bytearray()
    try:
        async for chunk in request.stream():
            raw += chunk
            if len(raw) > largest:
                raise RefusedError("too_large")
    except ClientDisconnect as error:
        raise RefusedError("unreadable") from error
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)), True
        if kind == "application/json" or not raw:
            read = json.loads(raw or b"{}")
            if isinstance(read, dict):
                return read, False
    except (ValueError, RecursionError) as error:
        raise RefusedError("unreadable") from error
    raise RefusedError("unreadable")


def text_in(fields: Mapping[str, Any], name: str) -> str:
    """Take a short text out of a body, empty where there is none."""
    given = fields.get(name, "")
    given = given[0] if isinstance(given, list) and given else given
    return given if isinstance(given, str) and len(given) <= LONGEST_WORD else ""


def whole_in(fields: Mapping[str, Any], name: str) -> int | None:
    """Take a whole number out of a body, None where there is none.

    Raises:
        RefusedError: If it is something else.
    """
    given = fields.get(name)
    given = given[0] if isinstance(given, list) and given else given
    if given is None or given == "":
        return None
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS:
        return int(given)
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    raise RefusedError("unreadable")
