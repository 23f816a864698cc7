"""Time what needs no server: the import, the command line and a million visits at once."""

import subprocess
import sys
import time

import numpy as np

from ptcoding import CMS
from ptcoding.audit.grid import allocate_many
from tests.bench.server import CHECKOUT
from tests.bench.table import Row, limit, middle

VISITS = 1_000_000
COMMAND = ("-m", "ptcoding", "units", "97110=33", "97140=7")
IMPORT = "import time; start = time.perf_counter(); import ptcoding; print(time.perf_counter() - start)"


def run(*words: str) -> str:
    """Run Python from the checkout root.

    Args:
        words: Its arguments.

    Returns:
        What it printed.
    """
    return subprocess.run([sys.executable, *words], cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout


def import_seconds() -> float:
    """Time the import of the package in a fresh interpreter.

    Returns:
        Seconds the import statement took.
    """
    return float(run("-c", IMPORT))


def command_seconds() -> float:
    """Time one call of the command line, the interpreter's start included.

    Returns:
        Seconds from start to end of the process.
    """
    start = time.perf_counter()
    run(*COMMAND)
    return time.perf_counter() - start


def grid_seconds() -> float:
    """Time the allocation of a million visits with four codes each.

    Returns:
        Seconds for all of them.
    """
    minutes = np.random.default_rng(1).integers(0, 61, size=(VISITS, 4))
    start = time.perf_counter()
    allocate_many(minutes, CMS)
    return time.perf_counter() - start


def measure(repeats: int) -> list[Row]:
    """Take every measurement several times, after one that is not counted.

    Args:
        repeats: How many times each is taken.

    Returns:
        The lines of the medians.
    """
    rows = []
    for title, take, goal in (
        ("import ptcoding, median", import_seconds, 0.06),
        ("python -m ptcoding units, median", command_seconds, 0.2),
        ("1,000,000 visits of 4 codes, median", grid_seconds, 0.5),
    ):
        take()
        rows.append(limit(title, middle([take() for _ in range(repeats)]), goal))
    return rows
