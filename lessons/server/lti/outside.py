"""What this site asks of a platform: short, in time, and of nobody whom the platform points to on the way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ptcoding.command.lti_settings import is_address

PATIENCE, LARGEST = 8.0, 262_144
_GOOD = range(200, 300)


class AwayError(Exception):
    """Raised when a platform does not answer as it should; the message names no address."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent.

    Args:
        body: The body, None to ask for something.
        headers: Its headers.
    """

    body: bytes | None = None
    headers: Mapping[str, str] | None = None


class Ask(Protocol):
    """Asks an address for something."""

    def __call__(self, address: str, sent: Sent | None = None) -> dict[str, Any]:
        """Ask, and give the JSON that came back, empty where nothing did."""
        ...


class _Here(HTTPRedirectHandler):
    """Follows nobody: what is sent holds a right that is meant for one address."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse."""


def ask(address: str, sent: Sent | None = None) -> dict[str, Any]:
    """Ask a platform.

    Args:
        address: Its address, as the settings or a signed launch name it.
        sent: What is sent.

    Returns:
        The JSON that came back, empty where nothing did.

    Raises:
        AwayError: If it cannot be asked, or answers otherwise.
    """
    sent = sent or Sent()
    if not is_address(address):
        raise AwayError("address")
    request = Request(address, sent.body, dict(sent.headers or {}))  # noqa: S310 - https, or this very machine
    try:
        with build_opener(_Here).open(request, timeout=PATIENCE) as answer:
            raw = answer.read(LARGEST + 1)
            status = answer.status
    except HTTPError as error:
        raise AwayError(str(error.code)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise AwayError(type(error).__name__) from None
    if status not in _GOOD or len(raw) > LARGEST:
        raise AwayError(str(status))
    if not raw.strip() or (sent.body is not None and not raw.lstrip().startswith(b"{")):
        return {}
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError):
        raise AwayError("not JSON") from None
    if not isinstance(read, dict):
        raise AwayError("not JSON")
    return read
