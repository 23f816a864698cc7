"""Kill processes that are answering, again and again: `python -m tests.attack.kills`, a hundred kills.

An answer counts as acknowledged once its process has printed it. None of these may be gone afterward, and none may be
there twice.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ptcoding.learning.store.store import Store
from tests.bench.server import CHECKOUT
from tests.learning.answering import answer

KILLS, LEARNERS, SEED = 100, 4, 20261129
# Answers that are acknowledged before a kill, at least; the kill then comes within so many seconds.
LEAST, MOST, WITHIN = 20, 40, 0.03
# Numbers of one process never meet those of the next.
APART = 100_000


@dataclass(frozen=True)
class Survived:
    """What was there after the kills.

    Args:
        kills: How many processes were killed.
        acknowledged: Answers that they had acknowledged.
        lost: Acknowledged answers that were gone.
        twice: Answers that were there more than once.
        unasked: Answers that were there and had not been acknowledged.
    """

    kills: int
    acknowledged: int
    lost: int
    twice: int
    unasked: int


def killed_again_and_again(address: str, kills: int, learners: int = LEARNERS, seed: int = SEED) -> Survived:
    """Let learners answer at once, each in a process that is killed and begun again, and look what is left.

    Args:
        address: The database.
        kills: How many kills there are in all.
        learners: How many answer at a time.
        seed: Settles when the kills come.

    Returns:
        What was there afterward.
    """
    with Store(address) as store:
        tokens = [store.enroll() for _ in range(learners)]
        turns = [range(kills)[place::learners] for place in range(learners)]
        with ThreadPoolExecutor(learners) as room:
            rows = [room.submit(_killed, address, *one, seed) for one in zip(tokens, turns, strict=True)]
            printed = [row.result() for row in rows]
        kept = [[given.key for given in store.answers(token)] for token in tokens]
        # Whoever comes next can go on.
        for token in tokens:
            store.record(token, answer())
    pairs = list(zip(printed, kept, strict=True))
    return Survived(
        kills=sum(map(len, turns)),
        acknowledged=sum(map(len, printed)),
        lost=sum(len(set(said) - set(there)) for said, there in pairs),
        twice=sum(len(there) - len(set(there)) for there in kept),
        unasked=sum(len(set(there) - set(said)) for said, there in pairs),
    )


def _killed(address: str, token: str, turns: range, seed: int) -> list[str]:
    return [key for turn in turns for key in _killed_once(address, token, turn, random.Random(seed + turn))]  # noqa: S311 when a kill comes is no secret


def _killed_once(address: str, token: str, turn: int, draw: random.Random) -> list[str]:
    """Answer in another process and kill it in the midst of it; gives the keys that it had printed."""
    command = [sys.executable, "-m", "tests.learning.answering", address, token, str(APART * turn)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline().strip() for _ in range(draw.randint(LEAST, MOST))]
        time.sleep(draw.uniform(0, WITHIN))
        process.send_signal(signal.SIGKILL)
        # The last line may have been cut off by the kill.
        printed += [line.strip() for line in process.stdout if line.endswith("\n")]
    if process.returncode != -signal.SIGKILL or not all(printed):
        raise RuntimeError(f"the process ended by itself: {process.returncode}")
    return printed


def main() -> int:
    """Kill, and print what came of it.

    Returns:
        0 when nothing was lost and nothing was there twice, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.attack.kills", description="Kill processes that answer.")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how many (default {KILLS})")
    kills = parser.parse_args().kills
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ptcoding-") as name:
        file = Path(name) / "answers.sqlite3"
        came = killed_again_and_again(f"sqlite:///{file}", kills)
        with closing(sqlite3.connect(file)) as database:
            (sound,) = database.execute("PRAGMA integrity_check").fetchone()
    seconds = time.monotonic() - start
    print(
        f"{came.kills} kills in {seconds:.0f} s: {came.acknowledged:,} answers acknowledged, {came.lost} lost, "
        f"{came.twice} twice, {came.unasked} kept that were under way; the file is {sound}"
    )
    return 0 if (came.lost, came.twice, sound) == (0, 0, "ok") else 1


if __name__ == "__main__":
    sys.exit(main())
