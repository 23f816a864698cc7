"""A server of its own that a test may end and start again."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ptcoding.learning.store.place import VARIABLE
from tests.bench.server import our_command, running


@contextmanager
def served(port: int, database: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A server of its own on a port, keeping answers in a file of its own."""
    named = {**os.environ, VARIABLE: f"sqlite:///{database}"}
    with running(our_command(port), port, env=named) as process:
        yield process
