"""Let fifty learners answer at once, on both databases: `python -m tests.bench.crowd`."""

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.store.store import Store
from tests.bench.table import Row, p95, render
from tests.learning.answering import answer
from tests.learning.postgres import address_of, started

LEARNERS, ANSWERS = 50, 40
# Long enough that nobody is turned away: what is measured is how long they wait.
WAIT = 30.0


@dataclass(frozen=True)
class Crowd:
    """What came of a room full of learners."""

    stored: int
    lost: int
    twice: int
    seconds: float
    waits: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Answers per second."""
        return self.stored / self.seconds


def reference(folder: Path) -> float:
    """Insert as many rows with plain sqlite3, one commit each, one after the other.

    Args:
        folder: Where the file is made; the same disk as the store's.

    Returns:
        Rows per second.
    """
    with closing(sqlite3.connect(folder / "reference.sqlite3", isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute("CREATE TABLE answer (number INTEGER PRIMARY KEY, learner INTEGER, key TEXT, right INTEGER)")
        start = time.perf_counter()
        for number in range(LEARNERS * ANSWERS):
            row = (number % LEARNERS, f"showing-{number}", 1)
            plain.execute("INSERT INTO answer (learner, key, right) VALUES (?, ?, ?)", row)
        return LEARNERS * ANSWERS / (time.perf_counter() - start)


def learn(record: Callable[[Answer], object], answers: list[Answer], ready: threading.Barrier) -> list[float]:
    """Answer one question after the other, each twice, as a browser does that lost the reply.

    Args:
        record: Keeps an answer.
        answers: The answers.
        ready: Opens when all learners are there.

    Returns:
        Seconds until each answer was first acknowledged.
    """
    waits = []
    ready.wait()
    for place, given in enumerate(answers):
        start = time.perf_counter()
        record(given)
        waits.append(time.perf_counter() - start)
        if place % 4 == 0:
            record(given)
    return waits


def crowd(address: str) -> Crowd:
    """Let all learners answer at once, a quarter of the answers twice, and count what is there afterward.

    Args:
        address: An empty database.

    Returns:
        What came of it.
    """
    with Store(address, wait=WAIT) as store:
        tokens = [store.enroll() for _ in range(LEARNERS)]
        given = [[answer(f"quiz-{number}", after=number) for number in range(ANSWERS)] for _ in tokens]
        ready = threading.Barrier(LEARNERS + 1)
        with ThreadPoolExecutor(LEARNERS) as room:
            tasks = [
                room.submit(learn, lambda one, token=token: store.record(token, one), mine, ready)
                for token, mine in zip(tokens, given, strict=True)
            ]
            ready.wait()
            start = time.perf_counter()
            waits = tuple(wait for task in tasks for wait in task.result())
            seconds = time.perf_counter() - start
        kept = [[one.key for one in store.answers(token)] for token in tokens]
    lost = sum(len({one.key for one in mine} - set(keys)) for mine, keys in zip(given, kept, strict=True))
    twice = sum(len(keys) - len(set(keys)) for keys in kept)
    return Crowd(sum(map(len, kept)), lost, twice, seconds, waits)


def row(backend: str, came: Crowd, plain: float) -> Row:
    """Write down what came of it.

    Args:
        backend: Name of the database.
        came: What came of it.
        plain: Rows per second of the reference.

    Returns:
        A line of the report.
    """
    whole = came.stored == LEARNERS * ANSWERS and not came.lost and not came.twice
    ours = f"{came.rate:.0f}/s, p95 {p95(came.waits) * 1000:.0f} ms"
    counts = f"{came.stored} stored, {came.lost} lost, {came.twice} twice"
    return Row(
        f"{backend}: {counts}", ours, f"{plain:.0f}/s plain sqlite3", f"{plain / came.rate:.2f}", "each once", whole
    )


def measure() -> list[Row]:
    """Fill both databases.

    Returns:
        A line for each.
    """
    with tempfile.TemporaryDirectory(prefix="ptcoding-") as name:
        plain = reference(Path(name))
        rows = [row("SQLite", crowd(f"sqlite:///{name}/answers.sqlite3"), plain)]
    with started() as server:
        rows.append(row("PostgreSQL", crowd(address_of(server, "crowd")), plain))
    return rows


def main() -> int:
    """Run the bench, and print its table.

    Returns:
        0 when every answer was stored once, else 1.
    """
    rows = measure()
    print(f"{LEARNERS} learners, {ANSWERS} answers each, a quarter of them sent twice")
    print(render(rows))
    return 1 if any(line.met is False for line in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
