"""Let one visitor bring 20 notes of the greatest length while 20 others work: `python -m tests.bench.longest`.

The others are timed in turns without and with the notes, so that other work on the machine reaches both alike. With the
notes means: from the moment when all 20 are sent at once until the last of them is reviewed.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ptcoding.notes.review import LONGEST_NOTE
from tests.bench.learner import Learner, Page
from tests.bench.scenarios import Tally, arrive, leave
from tests.bench.server import CHECKOUT, our_command, serve
from tests.bench.table import Row, compare, middle, milliseconds, p95, render

OTHERS, NOTES, ROUNDS = 20, 20, 6
GOAL = 2.0
# Seconds between two acts of one learner, and of the time without notes.
PAUSE, QUIET = (0.5, 1.5), 8.0
CHARTED = (
    "Pt s/p R TKA 6 wks ago, visit 7 of 12. TherEx 97110 25 min 1:1: quad sets 3x10, heel slides 2x15 w/ VC for form. "
    "Min A for sit to stand from a 16 inch chair. Pain 3/10. Tolerated well. HEP reviewed.\n"
)
SHAPES = (CHARTED, "mi\n", "3x10 ", "3/2/26 ", "(", "97110 x 3 units, 25 min. ")


@dataclass
class Times:
    """How long the others waited, without the notes and with them, and how long the notes took."""

    quiet: list[float] = field(default_factory=list)
    loud: list[float] = field(default_factory=list)
    notes: list[float] = field(default_factory=list)


def longest(number: int) -> str:
    """Write a note of the greatest length, each one another."""
    shape = SHAPES[number % len(SHAPES)]
    return (f"Note {number}. " + shape * LONGEST_NOTE)[:LONGEST_NOTE]


async def going_on(
    learner: Learner,
    seconds: list[float],
    until: Callable[[], bool],
    tally: Tally,
    pause: tuple[float, float] = PAUSE,
) -> None:
    """Act again and again until it is enough.

    Args:
        learner: A learner whose page is open.
        seconds: Takes the time of each act.
        until: Tells whether it is enough.
        tally: Takes the errors.
        pause: The shortest and the longest time between two acts.
    """
    while True:
        await asyncio.sleep(random.uniform(*pause))  # noqa: S311 a pause is no secret
        if until():
            return
        seconds += await tally.time(learner.act())


async def visited(port: int, rounds: int, tally: Tally, late: Tally) -> Times:
    """Let everybody work, in rounds of a time without notes and a time with them."""
    others = [Learner(Page("others", port, "number_input", "97110")) for _ in range(OTHERS)]
    visitor = [Learner(Page("Note coach", port, "text_area", "The note", "note-coach")) for _ in range(NOTES)]
    await arrive([*others, *visitor], tally)
    times = Times()
    # The first round warms up what is made once, and is not counted.
    for turn in range(rounds + 1):
        counted = times if turn else Times()
        without = asyncio.create_task(asyncio.sleep(QUIET))
        await asyncio.gather(*(going_on(one, counted.quiet, without.done, tally) for one in others))
        notes = [late.time(one.write(longest(turn * NOTES + place))) for place, one in enumerate(visitor)]
        sent = asyncio.gather(*notes)
        await asyncio.gather(*(going_on(one, counted.loud, sent.done, tally) for one in others))
        counted.notes += [second for some in await sent for second in some]
    await leave([*others, *visitor])
    return times


@contextmanager
def own_answers() -> Iterator[None]:
    """Keep the answers of a server in a folder that goes afterward."""
    before = os.environ.get("PTCODING_DATABASE_URL")
    with tempfile.TemporaryDirectory(prefix="ptcoding-") as name:
        os.environ["PTCODING_DATABASE_URL"] = f"sqlite:///{Path(name) / 'answers.sqlite3'}"
        try:
            yield
        finally:
            del os.environ["PTCODING_DATABASE_URL"]
            if before is not None:
                os.environ["PTCODING_DATABASE_URL"] = before


def measure(tally: Tally, rounds: int = ROUNDS) -> list[Row]:
    """Serve the app and let them work.

    Args:
        rounds: How many turns.
        tally: Takes the errors.

    Returns:
        The lines of the report; where a line has a reference, it is the time without notes.
    """
    with own_answers(), serve(our_command, CHECKOUT) as port:
        late = Tally()
        times = asyncio.run(visited(port, rounds, tally, late))
    many = f"{OTHERS} others beside {NOTES} longest notes"
    return [
        compare(f"{many}, p95 (reference: without the notes)", p95(times.loud), p95(times.quiet), GOAL),
        compare(f"{many}, median", middle(times.loud), middle(times.quiet)),
        Row("acts timed", str(len(times.loud)), str(len(times.quiet))),
        Row("a longest note among them, last", milliseconds(max(times.notes, default=0.0))),
        # On a machine that is busy otherwise, a note may wait so long that it is told to come again.
        Row("longest notes without an answer, the first round included", str(len(late.errors))),
        Row("errors of the others", str(len(tally.errors)), goal="0", met=not tally.errors),
    ]


def main() -> int:
    """Run the bench, and print its table.

    Returns:
        0 when every goal is met, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench.longest", description="Bring the longest notes.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how many turns (default {ROUNDS})")
    rounds = parser.parse_args().rounds
    tally = Tally()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    rows = measure(tally, rounds)
    print(render(rows))
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    for error in dict.fromkeys(tally.errors):
        print(error)
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
