"""Work for a process beside the server, of every kind that can happen to it."""

import os
import time
from dataclasses import dataclass

from lessons.server.aside import serve
from ptcoding.errors import DocumentError, Problem


@dataclass(frozen=True)
class Doubled:
    """What comes back."""

    words: tuple[str, ...]
    process: int


def doubled(words: str) -> Doubled:
    """Give some words twice, and whose work it was."""
    return Doubled((words, words), os.getpid())


def refused(words: str) -> None:
    """Find a mistake in them."""
    raise DocumentError([Problem("note", words, "something else")])


def broken(words: str) -> None:
    """Fail with the words in the message."""
    raise RuntimeError(words)


def slow(seconds: str) -> str:
    """Take so long."""
    time.sleep(float(seconds))
    return "done"


def printing(words: str) -> str:
    """Write where the answer goes."""
    os.write(1, words.encode())
    return "done"


if __name__ == "__main__":
    serve({work.__name__: work for work in (doubled, refused, broken, slow, printing)})
