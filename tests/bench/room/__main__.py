"""Fill a live room with phones: `python -m tests.bench.room`, with `--postgresql 2 --proxy` for two behind nginx."""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ptcoding.learning.store.place import VARIABLE
from tests.bench.learner import Learner, Page
from tests.bench.room.phone import Phone, request
from tests.bench.scale.proxy import nginx
from tests.bench.server import CHECKOUT, START_LIMIT, free_port, is_up, our_command, stop
from tests.bench.table import Row, p95, render
from tests.learning.postgres import address_of, started

DECK = "units_and_codes_45"
SIZES, LEARNERS, MOVES = (60, 200, 500), 20, 6
# Answers that a room gives to 33 + 7 minutes: the right one, and wrong ones that have a name.
ANSWERS = tuple({"97110": first, "97140": second} for first, second in ((2, 1), (3, 0), (2, 0), (3, 1)))
# People do not answer in one instant: everybody within five seconds is quick all the same.
SPREAD = 5.0


@dataclass(frozen=True)
class Came:
    """What came of a room."""

    phones: int
    joined: float
    reached: tuple[float, ...]
    votes: tuple[float, ...]
    lost: int
    twice: int
    busy: float
    seconds: float


@contextmanager
def served(ports: Sequence[int], database: str) -> Iterator[list[int]]:
    """Serve the app on some ports, one database for all, and give the numbers of the processes."""
    with ExitStack() as stack:
        processes = [
            subprocess.Popen(
                our_command(port), cwd=CHECKOUT, env={**os.environ, VARIABLE: database},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )
            for port in ports
        ]  # fmt: skip
        for process in processes:
            stack.callback(stop, process)
        limit = time.monotonic() + START_LIMIT
        while not all(is_up(port) for port in ports):
            assert time.monotonic() < limit, "no server in time"
            time.sleep(0.2)
        yield [process.pid for process in processes]


def opened(database: str) -> dict[str, str]:
    """Open a room by the command."""
    command = [sys.executable, "-m", "ptcoding", "room", "open", DECK, "--json"]
    done = subprocess.run(
        command, env={**os.environ, VARIABLE: database}, cwd=CHECKOUT, capture_output=True, check=True
    )
    return dict(json.loads(done.stdout))


def used(processes: Sequence[int]) -> float:
    """Tell how many seconds of a processor the servers have used: on a busy machine the clock says little."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def fill(ports: Sequence[int], processes: Sequence[int], told: dict[str, str], number: int) -> Came:
    """Let phones join, move the room, and let everybody answer twice."""
    path, bearer = f"/r/{told['code']}", f"Bearer {told['host_token']}"
    phones = [Phone(ports[place % len(ports)], path) for place in range(number)]

    async def move(name: str) -> tuple[float, int]:
        start = time.perf_counter()
        _, state = await request(ports[0], "POST", f"{path}/host", {"move": name}, Authorization=bearer)
        return start, state["version"]

    start = time.perf_counter()
    await asyncio.gather(*(phone.join() for phone in phones))
    joined = time.perf_counter() - start
    reached: list[float] = []

    async def followed(name: str) -> None:
        began, version = await move(name)
        limit = time.perf_counter() + 10
        while not all(version in phone.seen for phone in phones) and time.perf_counter() < limit:
            await asyncio.sleep(0.02)
        reached.extend(phone.seen.get(version, began + 10) - began for phone in phones)

    for name in ("next", "next", "next", "vote"):
        await followed(name)
        await asyncio.sleep(0.7)
    votes: list[float] = []
    refused = 0

    async def answer(phone: Phone) -> None:
        nonlocal refused
        await asyncio.sleep(random.uniform(0, SPREAD))  # noqa: S311 # no secret
        chosen = random.choice(ANSWERS)  # noqa: S311 # no secret
        for _ in range(2):
            waited, status = await phone.vote(chosen, "q3", 1)
            votes.append(waited)
            refused += status != 200

    before, began = used(processes), time.perf_counter()
    await asyncio.gather(*(answer(phone) for phone in phones))
    busy, seconds = used(processes) - before, time.perf_counter() - began
    await followed("close")
    _, state = await request(ports[-1], "GET", f"{path}/state")
    await followed("results")
    result = phones[0].state["results"]
    kept = sum(sum(row["counts"]) for row in result["answers"])
    await asyncio.gather(*(phone.leave() for phone in phones))
    lost = max(0, number - min(kept, state["answered"])) + refused
    return Came(number, joined, tuple(reached), tuple(votes), lost, max(0, kept - number), busy, seconds)


async def learn(port: int, stop_: asyncio.Event) -> int:
    """Let learners work beside the room.

    Returns:
        How many acts they did.
    """
    page = Page("ours", port, "number_input", "97110")
    learners = [Learner(page) for _ in range(LEARNERS)]
    await asyncio.gather(*(learner.open() for learner in learners))
    acts = 0

    async def work(learner: Learner) -> None:
        nonlocal acts
        while not stop_.is_set():
            await learner.act()
            acts += 1
            await asyncio.sleep(random.uniform(1, 3))  # noqa: S311 # no secret

    await asyncio.gather(*(work(learner) for learner in learners))
    return acts


async def beside(ports: Sequence[int], processes: Sequence[int], database: str, sizes: Sequence[int]) -> list[Came]:
    """Fill rooms of several sizes, one after the other, beside learners at work."""
    stop_ = asyncio.Event()
    learners = asyncio.create_task(learn(ports[0], stop_))
    await asyncio.sleep(6)
    came = [await fill(ports, processes, opened(database), size) for size in sizes]
    stop_.set()
    await learners
    return came


def rows(name: str, came: Came) -> list[Row]:
    """Write down what came of a room."""
    label, moves, votes = f"{came.phones} phones, {name}", p95(came.reached), p95(came.votes)
    told = f"p95 {votes * 1000:.0f} ms, longest {max(came.votes) * 1000:.0f}"
    whole = not (came.lost or came.twice)
    return [
        Row(f"{label}: all joined", f"{came.joined:.2f} s", "", "", "< 2 s", came.joined < 2),
        Row(f"{label}: a move reaches", f"p95 {moves * 1000:.0f} ms", "", "", "< 200 ms", moves < 0.2),
        Row(f"{label}: a vote", told, "", "", "< 200 ms", votes < 0.2),
        Row(f"{label}: servers busy while voting", f"{came.busy:.1f} of {came.seconds:.1f} s", "", "", "", None),
        Row(f"{label}: {came.lost} lost, {came.twice} twice", str(came.phones), "", "", "each once", whole),
    ]


def main() -> int:
    """Run the bench, and print its table.

    Returns:
        0 when every goal is met, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench.room", description="Fill a live room with phones.")
    parser.add_argument("--postgresql", type=int, default=0, metavar="N", help="N processes on a PostgreSQL server")
    parser.add_argument("--proxy", action="store_true", help="phones, host and learners come through nginx")
    parser.add_argument("--phones", type=int, nargs="+", default=list(SIZES), help="sizes of the rooms")
    given = parser.parse_args()
    ports = [free_port() for _ in range(max(1, given.postgresql))]
    with ExitStack() as stack:
        if given.postgresql:
            database, name = (
                address_of(stack.enter_context(started()), "rooms"),
                f"{len(ports)} processes on PostgreSQL",
            )
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ptcoding-"))
            database, name = f"sqlite:///{folder}/rooms.sqlite3", "one process on SQLite"
        processes = stack.enter_context(served(ports, database))
        if given.proxy:
            ports, name = [stack.enter_context(nginx(ports))], f"{name} behind nginx"
        came = asyncio.run(beside(ports, processes, database, given.phones))
    lines = [row for one in came for row in rows(name, one)]
    print(render(lines))
    return 1 if any(row.met is False for row in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
