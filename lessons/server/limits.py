"""Open files: as many as the system allows, and what is free of them."""

import asyncio
import errno
import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lessons.server.departed import let_go

try:
    import resource
except ModuleNotFoundError:
    resource = None  # type: ignore[assignment] # Windows has no such limit, and no such module

LOG = logging.getLogger(__name__)
# The first that the system grants: macOS calls its own limit endless and refuses more than 10,240.
WANTED = (65_536, 10_240, 4_096)
# What a learner holds: three of Streamlit's event loop, the connection, and a file that is under way.
PER_LEARNER = 5
# Descriptors that are left free: with fewer no page is handed out; with fewer still nobody new is let in.
SPARE, LAST = 64, 24
_OPEN = Path("/dev/fd")
_FULL = {errno.EMFILE, errno.ENFILE}
_SILENCE = 60.0


def raise_limit() -> int | None:
    """Raise the number of files that this process may open as far as it may.

    Returns:
        The limit that is in force, None where there is none.
    """
    if resource is None:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in WANTED:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft == resource.RLIM_INFINITY or most <= soft:
            break
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        except (OSError, ValueError):
            continue
        break
    return limit()


def limit() -> int | None:
    """Tell how many files this process may open, None where there is no limit or none can be counted."""
    if resource is None or not _OPEN.is_dir():
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft


def has_free(wanted: int) -> bool:
    """Tell whether some descriptors are free, after those who left have given theirs back where they are needed.

    Args:
        wanted: How many.

    Returns:
        Whether so many are free.
    """
    most = limit()
    if most is None:
        return True
    if most - open_files() < wanted:
        let_go(lambda: most - open_files() >= wanted)
    return most - open_files() >= wanted


def open_files() -> int:
    """Count the files and connections that this process has open, 0 where they cannot be counted."""
    if not _OPEN.is_dir():
        return 0
    try:
        # One of them is the folder itself while it is read.
        return sum(1 for _ in _OPEN.iterdir()) - 1
    except OSError:
        # Not even this one could be opened.
        return limit() or 0


class Flood:
    """Takes what goes wrong in the server's loop: that no descriptor is left is logged once a minute.

    Python's loop says it two thousand times for each connection that waits.
    """

    def __init__(self) -> None:
        self._said = -_SILENCE

    def __call__(self, loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """Take an error that nobody caught.

        Args:
            loop: Where it happened.
            context: What is known of it.
        """
        error = context.get("exception")
        if not (isinstance(error, OSError) and error.errno in _FULL):
            loop.default_exception_handler(dict(context))
            return
        now = time.monotonic()
        if now - self._said >= _SILENCE:
            self._said = now
            LOG.warning("No file can be opened any more, the limit is %s: raise it with `ulimit -n`.", limit())
            has_free(SPARE)
