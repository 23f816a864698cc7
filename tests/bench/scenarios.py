"""The scenarios learners play on both pages, in turns so that the machine's noise reaches both alike."""

import asyncio
import math
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from tests.bench.learner import Learner, Page, PageError
from tests.bench.table import Row, compare, middle, milliseconds, p95

PAUSE = 0.2


@dataclass(frozen=True)
class Counts:
    """How much of everything one bench run does."""

    acts: int = 40
    crowd: int = 20
    crowd_acts: int = 5
    crowd_rounds: int = 2
    arrival_rounds: int = 5
    many: int = 100
    many_acts: int = 3
    visits: int = 9
    repeats: int = 9


QUICK = Counts(acts=15, crowd_acts=4, crowd_rounds=1, arrival_rounds=2, many_acts=2, visits=3, repeats=3)


@dataclass
class Tally:
    """The errors met so far."""

    errors: list[str] = field(default_factory=list)

    async def time(self, step: Awaitable[float]) -> list[float]:
        """Wait for one timed step, and note the error if it fails.

        Args:
            step: The step.

        Returns:
            Its seconds, or nothing when it failed.
        """
        try:
            return [await step]
        except (PageError, TimeoutError, OSError, WebSocketException) as error:
            self.errors.append(f"{type(error).__name__}: {error}")
            return []


async def arrive(learners: Sequence[Learner], tally: Tally) -> list[float]:
    """Let learners open their page all at once.

    Args:
        learners: Learners who have not connected yet.
        tally: Takes the errors.

    Returns:
        Seconds to the complete page, for each learner who got one.
    """
    return [second for some in await asyncio.gather(*(tally.time(one.open()) for one in learners)) for second in some]


async def work(learner: Learner, acts: int, delay: float, tally: Tally) -> list[float]:
    """Let a learner act again and again, each time a short while after the answer.

    Args:
        learner: A learner whose page is open.
        acts: How many times to act.
        delay: Seconds before the first act, so that a crowd does not move in step.
        tally: Takes the errors.

    Returns:
        Seconds for each act that succeeded.
    """
    seconds: list[float] = []
    await asyncio.sleep(delay)
    for _ in range(acts):
        seconds += await tally.time(learner.act())
        await asyncio.sleep(PAUSE)
    return seconds


async def leave(learners: Iterable[Learner]) -> None:
    """Let learners close their connections.

    Args:
        learners: The learners.
    """
    await asyncio.gather(*(learner.close() for learner in learners))


def last(times: Sequence[float], size: int) -> float:
    """Find when everybody was done.

    Args:
        times: Seconds for each learner who got there.
        size: How many learners there are.

    Returns:
        Seconds for the last of them, or NaN (which meets no goal) when somebody never got there.
    """
    return max(times) if len(times) == size else math.nan


async def crowd(page: Page, size: int, acts: int, tally: Tally) -> tuple[list[float], list[float]]:
    """Let learners arrive at once, and then act.

    Args:
        page: The page they visit.
        size: How many there are.
        acts: How many times each of them acts.
        tally: Takes the errors.

    Returns:
        Seconds for each arrival, and for each act.
    """
    learners = [Learner(page) for _ in range(size)]
    arrivals = await arrive(learners, tally)
    parts = await asyncio.gather(
        *(work(learner, acts, PAUSE * place / size, tally) for place, learner in enumerate(learners))
    )
    await leave(learners)
    return arrivals, [second for part in parts for second in part]


async def alone(pages: Sequence[Page], acts: int, tally: Tally, what: str = "1 learner") -> list[Row]:
    """Time one learner's reruns, one act on each page in turn.

    Args:
        pages: Our page and the reference.
        acts: How many times to act on each.
        tally: Takes the errors.
        what: What the line calls our page.

    Returns:
        The line of the scenario.
    """
    learners = [Learner(page) for page in pages]
    seconds: list[list[float]] = [[] for _ in pages]
    for learner in learners:
        await tally.time(learner.open())
    for _ in range(acts):
        for learner, times in zip(learners, seconds, strict=True):
            times.extend(await tally.time(learner.act()))
            # Time for the server to finish what it does after the answer, so that the other page is not slowed by it.
            await asyncio.sleep(PAUSE / 2)
    await leave(learners)
    ours, reference = seconds
    return [compare(f"{what}, rerun, median", middle(ours), middle(reference), 0.3)]


async def play(pages: Sequence[Page], counts: Counts, others: Sequence[Page] = ()) -> list[Row]:
    """Play every scenario that needs no browser.

    Args:
        pages: Our page and the reference.
        counts: How much of everything to do.
        others: Further pages of ours, each timed for one learner beside the reference.

    Returns:
        The lines of the scenarios.
    """
    tally = Tally()
    for page in pages:
        await crowd(page, 1, 2, tally)
    rows = await alone(pages, counts.acts, tally)
    for other in others:
        await crowd(other, 1, 2, tally)
        rows += await alone((other, pages[1]), counts.acts, tally, other.name)

    acted: dict[str, list[float]] = {page.name: [] for page in pages}
    for turn in range(counts.crowd_rounds):
        for page in pages[:: -1 if turn % 2 else 1]:
            acted[page.name] += (await crowd(page, counts.crowd, counts.crowd_acts, tally))[1]
    ours, reference = acted.values()
    rows.append(compare(f"{counts.crowd} learners acting, p95", p95(ours), p95(reference), 0.2))
    rows.append(compare(f"{counts.crowd} learners acting, median", middle(ours), middle(reference)))

    arrived: dict[str, list[list[float]]] = {page.name: [] for page in pages}
    for turn in range(counts.arrival_rounds):
        for page in pages[:: -1 if turn % 2 else 1]:
            arrived[page.name].append((await crowd(page, counts.crowd, 0, tally))[0])
    ours_last, reference_last = (middle([last(times, counts.crowd) for times in some]) for some in arrived.values())
    rows.append(compare(f"{counts.crowd} arriving, last complete page", ours_last, reference_last, 0.2))
    for title, pick in (("p95", p95), ("median", middle)):
        ours_part, reference_part = (middle([pick(times) for times in some]) for some in arrived.values())
        rows.append(compare(f"{counts.crowd} arriving, {title}", ours_part, reference_part))

    before = len(tally.errors)
    arrivals, acts = await crowd(pages[0], counts.many, counts.many_acts, tally)
    errors = len(tally.errors) - before
    rows.append(Row(f"{counts.many} learners, errors", str(errors), goal="0", met=errors == 0))
    rows.append(Row(f"{counts.many} learners, last complete page", milliseconds(last(arrivals, counts.many))))
    rows.append(Row(f"{counts.many} learners acting, p95", milliseconds(p95(acts))))
    rows.append(Row("other scenarios, errors on both pages", str(before), goal="0", met=before == 0))
    for error in dict.fromkeys(tally.errors):
        print(error)
    return rows
