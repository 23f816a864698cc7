"""Let 200 and then 400 learners act every 2 to 5 seconds, in one process: `python -m tests.bench.learners`."""

import argparse
import asyncio
import gc
import os
import random
import sys

from tests.bench.learner import Learner, Page
from tests.bench.longest import going_on, own_answers
from tests.bench.scenarios import Tally, arrive, leave
from tests.bench.server import CHECKOUT, our_command, serve
from tests.bench.table import Row, limit, middle, milliseconds, p95, render

CROWDS, SECONDS = (200, 400), 60.0
# Seconds between the answer to an act and the next act of the same learner.
PAUSE = (2.0, 5.0)
# So many are promised to be served within this time.
PROMISED, GOAL = 200, 0.3
# Learners come in groups of this size, as a room fills.
TOGETHER = 20


def pages(port: int) -> tuple[Page, ...]:
    """Give the pages that learners are spread over."""
    return (
        Page("Count a visit", port, "number_input", "97110"),
        Page("From session to claim", port, "number_input", "Allowed charges", "claim"),
        Page("Documentation quiz", port, "button_group", "Kinds", "quiz"),
        Page("Note coach", port, "text_area", "The note", "note-coach"),
    )


async def crowd(port: int, size: int, seconds: float) -> list[Row]:
    """Let so many learners work for a while.

    Args:
        port: Port of the server.
        size: How many there are.
        seconds: How long they act.

    Returns:
        The lines of the report.
    """
    tally, times = Tally(), list[float]()
    spread = pages(port)
    learners = [Learner(spread[number % len(spread)]) for number in range(size)]
    for first in range(0, size, TOGETHER):
        await arrive(learners[first : first + TOGETHER], tally)
    end = asyncio.create_task(asyncio.sleep(seconds))
    await asyncio.gather(*(_working(one, times, end, tally) for one in learners))
    await leave(learners)
    for error in dict.fromkeys(tally.errors):
        print(error)
    slow = p95(times)
    return [
        limit(f"{size} learners, p95", slow, GOAL)
        if size <= PROMISED
        else Row(f"{size} learners, p95", milliseconds(slow)),
        Row(f"{size} learners, median", milliseconds(middle(times))),
        Row(f"{size} learners, acts a second", f"{len(times) / seconds:.0f}"),
        Row(f"{size} learners, errors", str(len(tally.errors)), goal="0", met=not tally.errors),
    ]


async def _working(learner: Learner, times: list[float], end: asyncio.Task[None], tally: Tally) -> None:
    # Nobody moves in step.
    await asyncio.sleep(random.uniform(0, PAUSE[1]))  # noqa: S311 a pause is no secret
    await going_on(learner, times, end.done, tally, PAUSE)


def measure(crowds: tuple[int, ...] = CROWDS, seconds: float = SECONDS) -> list[Row]:
    """Serve the app, and let one crowd after the other work.

    Args:
        crowds: Sizes of the crowds.
        seconds: How long each of them acts.

    Returns:
        The lines of the report.
    """
    rows = []
    for size in crowds:
        with own_answers(), serve(our_command, CHECKOUT) as port:
            # What is loaded by now stays: without it the learners' own collections stay short.
            gc.freeze()
            asyncio.run(crowd(port, len(pages(port)), 10.0))
            rows += asyncio.run(crowd(port, size, seconds))
    return rows


def main() -> int:
    """Run the bench, and print its table.

    Returns:
        0 when every goal is met, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench.learners", description="Let hundreds of learners act.")
    parser.add_argument("--learners", type=int, nargs="+", default=CROWDS, help="sizes of the crowds (default 200 400)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"how long each acts (default {SECONDS:g})")
    given = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    rows = measure(tuple(given.learners), given.seconds)
    print(render(rows))
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
