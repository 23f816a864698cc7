"""The path at which the site begins as a browser sees it."""

import re

from starlette.requests import Request

# A proxy that takes a path away before it passes a request on names it here; anything but a plain path is nobody's.
PREFIX = "x-forwarded-prefix"
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


def before(request: Request, mark: str) -> str:
    """Give what stands before a part of the path, with what a proxy took away.

    Args:
        request: What was asked.
        mark: Where the part begins, such as ``/r/``.

    Returns:
        The path without a slash at its end, empty for a site that begins at the root.
    """
    told = request.headers.get(PREFIX, "").rstrip("/")
    taken = told if _PATH.fullmatch(told) else ""
    return taken + request.url.path.partition(mark)[0]
