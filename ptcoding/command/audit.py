"""The ``audit`` command: tables of visits, a million at a time."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.command.facts import bar
from ptcoding.errors import DocumentError, Problem
from ptcoding.explanation import counted
from ptcoding.facts import facts

if TYPE_CHECKING:
    from concurrent.futures import Executor

MOST_WORKERS, PATIENCE = 64, 10


def add_audit(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: The command's parser.
    """
    parser.add_argument("place", type=Path, metavar="FILE|FOLDER", help="lines of visits as CSV or Parquet")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the folder to write")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that share the files (default: 1)"
    )
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler whose machines see the same files"
    )


def run_audit(given: argparse.Namespace) -> int:
    """Audit the tables.

    Args:
        given: The command line as read: ``place``, ``out``, ``workers`` and ``scheduler``.

    Returns:
        The exit code.

    Raises:
        InputError: If the extra is not installed, or something cannot be read or written.
    """
    if find_spec("polars") is None:
        raise DocumentError(
            [
                Problem(
                    "audit", "polars is not installed", "the extra too: pip install '.[audit]' in the project's folder"
                )
            ]
        )
    from ptcoding.audit.run import audit

    with _workers(given.workers, given.scheduler) as workers:
        parts = audit(given.place, given.out, facts(), bar(given.place.name), workers)
    for part in parts:
        how = "done before" if part.done_before else f"{counted(part.claims, 'distinct claim')} checked"
        print(f"{part.name}: {part.visits:,} visits, {part.left_out:,} lines left out, {how}")
    print(f"{sum(part.visits for part in parts):,} visits in {given.out}")
    return 0


@contextmanager
def _workers(number: int, scheduler: str) -> "Iterator[Executor | None]":
    """Give who does the parts: a Dask cluster, processes of this machine, or nobody but this process.

    Args:
        number: How many processes.
        scheduler: Address of a Dask scheduler, empty where there is none.

    Raises:
        DocumentError: If the number is out of range, Dask is not installed, or nobody answers at the address.
    """
    if not 1 <= number <= MOST_WORKERS:
        raise DocumentError([Problem("workers", str(number), f"a number from 1 to {MOST_WORKERS}")])
    if scheduler:
        if find_spec("distributed") is None:
            raise DocumentError([Problem("scheduler", scheduler, "Dask beside it: pip install distributed")])
        try:
            client = import_module("distributed").Client(scheduler, timeout=PATIENCE)
        except (OSError, ValueError) as error:
            raise DocumentError([Problem("scheduler", scheduler, "the address of a Dask scheduler")]) from error
        with client:
            yield client.get_executor()
    elif number > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # A process that is forked from one with threads of Polars in it may stand still for ever.
        with ProcessPoolExecutor(number, get_context("spawn")) as processes:
            yield processes
    else:
        yield None
