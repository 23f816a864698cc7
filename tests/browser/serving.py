"""A server of its own that a test may end and start again."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ptcoding.learning.store.place import VARIABLE
from tests.bench.server import CHECKOUT, START_LIMIT, is_up, our_command, stop


@contextmanager
def served(port: int, database: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A server of its own on a port, keeping answers in a file of its own."""
    named = {**os.environ, VARIABLE: f"sqlite:///{database}"}
    process = subprocess.Popen(
        our_command(port), cwd=CHECKOUT, env=named, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        limit = time.monotonic() + START_LIMIT
        while not is_up(port):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < limit, "the server is not ready in time"
            time.sleep(0.1)
        yield process
    finally:
        stop(process)
