"""The ``audit`` command: tables of visits, a million at a time."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from ptcoding.command.facts import bar
from ptcoding.errors import DocumentError, Problem
from ptcoding.explanation import counted
from ptcoding.facts import facts


def add_audit(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: The command's parser.
    """
    parser.add_argument("place", type=Path, metavar="FILE|FOLDER", help="lines of visits as CSV or Parquet")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the folder to write")


def run_audit(given: argparse.Namespace) -> int:
    """Audit the tables.

    Args:
        given: The command line as read: ``place`` and ``out``.

    Returns:
        The exit code.

    Raises:
        InputError: If the extra is not installed, or something cannot be read or written.
    """
    if find_spec("polars") is None:
        raise DocumentError(
            [Problem("audit", "polars is not installed", "the extra too: pip install 'ptcoding[audit]'")]
        )
    from ptcoding.audit.run import audit

    parts = audit(given.place, given.out, facts(), bar(given.place.name))
    for part in parts:
        how = "done before" if part.done_before else f"{counted(part.claims, 'distinct claim')} checked"
        print(f"{part.name}: {part.visits:,} visits, {part.left_out:,} lines left out, {how}")
    print(f"{sum(part.visits for part in parts):,} visits in {given.out}")
    return 0
