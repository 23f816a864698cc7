"""Serve the site by one, two and four processes behind nginx, and let crowds act: `python -m tests.bench.scale`."""

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.bench.learner import Learner, Page, PageError
from tests.bench.room.__main__ import served, used
from tests.bench.scale.proxy import nginx
from tests.bench.scale.visitor import UNITS, Visitor
from tests.bench.scenarios import Tally, arrive, leave
from tests.bench.server import free_port, serve_reference
from tests.bench.table import Row, milliseconds, p95, render

PROCESSES, CROWDS, SECONDS, FILES = (1, 2, 4), (50, 200, 400), 6.0, 100
# Learners come in groups of this size, as a room fills.
TOGETHER = 20
# Two processes on two cores, which the learners and the proxy use too, are to do this much more than one.
WITH_TWO, GOAL = 2, 1.5


@dataclass(frozen=True)
class Acted:
    """What a crowd did.

    Args:
        learners: How many there were.
        seconds: How long they acted.
        waits: Seconds of each act.
        errors: What went wrong.
        busy: Seconds of a processor that the servers used, None where nobody looked.
        own: Seconds of a processor that the learners used, all in one process.
    """

    learners: int
    seconds: float
    waits: tuple[float, ...]
    errors: tuple[str, ...]
    busy: float | None
    own: float

    @property
    def rate(self) -> float:
        """Acts a second."""
        return len(self.waits) / self.seconds


async def act(learners: Sequence[Learner], seconds: float, tally: Tally, processes: Sequence[int]) -> Acted:
    """Let everybody act again as soon as they are answered.

    Args:
        learners: Who is there.
        seconds: How long.
        tally: Takes errors.
        processes: Numbers of the servers' processes.

    Returns:
        What they did within that time; an act that ends later does not count.
    """
    waits: list[float] = []
    busy, own, start = used(processes), time.process_time(), time.perf_counter()

    async def working(learner: Learner) -> None:
        while time.perf_counter() - start < seconds:
            try:
                wait = await learner.act()
            except (PageError, OSError, TimeoutError) as error:
                tally.errors.append(str(error))
                return
            if time.perf_counter() - start < seconds:
                waits.append(wait)

    gathered = asyncio.gather(*(working(learner) for learner in learners))
    await asyncio.sleep(seconds)
    busy, own = used(processes) - busy, time.process_time() - own
    await gathered
    return Acted(len(learners), seconds, tuple(waits), tuple(tally.errors), busy if processes else None, own)


async def crowds(page: Page, sizes: Sequence[int], seconds: float, processes: Sequence[int]) -> list[Acted]:
    """Let one crowd after the other act, each made of the one before and those who come.

    Args:
        page: The page they visit.
        sizes: How many there are, the smallest number first.
        seconds: How long each crowd acts.
        processes: Numbers of the servers' processes.

    Returns:
        What each did.
    """
    tally, learners, acted = Tally(), list[Learner](), list[Acted]()
    for size in sizes:
        while len(learners) < size:
            coming = [Learner(page) for _ in range(min(TOGETHER, size - len(learners)))]
            await arrive(coming, tally)
            learners += coming
        acted.append(await act(learners, seconds, tally, processes))
    await leave(learners)
    for error in dict.fromkeys(tally.errors):
        print(error)
    return acted


@contextmanager
def site(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Serve the app by so many processes that share a file of answers, and give their ports and numbers."""
    ports = [free_port() for _ in range(count)]
    with (
        tempfile.TemporaryDirectory(prefix="ptcoding-") as folder,
        served(ports, f"sqlite:///{folder}/answers.sqlite3") as processes,
    ):
        yield ports, processes


async def exchange(port: int, number: int) -> int:
    """Let visitors bring a file and save what comes of it, ten at a time.

    Args:
        port: Port of the proxy.
        number: How many there are.

    Returns:
        How many got their own answer.
    """
    good = 0

    async def one() -> None:
        nonlocal good
        visitor = Visitor(port)
        try:
            await visitor.open()
            answer = await visitor.exchange()
            good += [visit["units"] for visit in answer["visits"]] == [UNITS]
        except (PageError, OSError, TimeoutError) as error:
            print(error)
        finally:
            await visitor.close()

    for first in range(0, number, 10):
        await asyncio.gather(*(one() for _ in range(min(10, number - first))))
    return good


def measure(counts: Sequence[int], sizes: Sequence[int], seconds: float, files: int) -> Iterator[list[Row]]:
    """Measure a plain page, one process alone, and processes behind nginx, one after the other.

    Args:
        counts: Numbers of processes.
        sizes: Sizes of the crowds.
        seconds: How long each crowd acts.
        files: How many visitors bring a file.

    Yields:
        The lines of the report, each set-up's as soon as it is measured.
    """
    gc.freeze()
    with serve_reference() as port:
        # The plain page is as busy as it can be with the smallest crowd; the largest would wait for minutes.
        (plain,) = asyncio.run(crowds(Page("reference", port, "slider", "Minutes"), sizes[:1], seconds, ()))
    with site(1) as (ports, processes):
        alone = asyncio.run(crowds(_page(ports[0]), sizes, seconds, processes))
    yield _rows("1 process", alone, plain, None)
    for count in counts:
        with ExitStack() as stack:
            ports, processes = stack.enter_context(site(count))
            proxy = stack.enter_context(nginx(ports))
            acted = asyncio.run(crowds(_page(proxy), sizes, seconds, processes))
            name = f"{count} behind nginx"
            rows = _rows(name, acted, plain, alone, GOAL if count == WITH_TWO else None)
            if count == WITH_TWO:
                good = asyncio.run(exchange(proxy, files))
                rows.append(Row(f"{name}: files in and out", f"{good} of {files}", goal="all", met=good == files))
        yield rows


def _page(port: int) -> Page:
    return Page("Count a visit", port, "number_input", "97110")


def _rows(
    name: str, acted: Sequence[Acted], plain: Acted, alone: Sequence[Acted] | None, goal: float | None = None
) -> list[Row]:
    """Write down what crowds did, beside a plain page and, for several processes, beside one of them alone."""
    rows = []
    for place, one in enumerate(acted):
        label = f"{name}, {one.learners} learners"
        beside = f"{plain.rate:.0f}/s plain, p95 {milliseconds(p95(plain.waits))}" if place == 0 else "-"
        ratio = None if alone is None else one.rate / alone[place].rate
        rows.append(
            Row(
                f"{label}: reruns",
                f"{one.rate:.1f}/s, p95 {milliseconds(p95(one.waits))}",
                beside,
                "-" if ratio is None else f"{ratio:.2f} of 1 process",
                "-" if goal is None else f">= {goal:g}",
                None if goal is None or ratio is None else ratio >= goal,
            )
        )
        if one.busy is not None:
            cores = f"{one.busy / one.seconds:.2f} servers, {one.own / one.seconds:.2f} learners"
            each = f"{one.busy / max(1, len(one.waits)) * 1000:.1f} ms a rerun"
            rows.append(Row(f"{label}: processors used", cores, each))
        rows.append(Row(f"{label}: errors", str(len(one.errors)), goal="0", met=not one.errors))
    return rows


def main() -> int:
    """Run the bench, and print its table.

    Returns:
        0 when every goal is met, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description="Several processes behind nginx.")
    parser.add_argument("--processes", type=int, nargs="+", default=list(PROCESSES), help="how many (default 1 2 4)")
    parser.add_argument("--learners", type=int, nargs="+", default=list(CROWDS), help="crowds (default 50 200 400)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"how long each acts (default {SECONDS:g})")
    parser.add_argument("--files", type=int, default=FILES, help=f"visitors who bring a file (default {FILES})")
    given = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}, processors: {os.cpu_count()}")
    rows = []
    for some in measure(given.processes, sorted(given.learners), given.seconds, given.files):
        print(render(some), flush=True)
        rows += some
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
