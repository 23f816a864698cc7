"""The ``backup`` command: copy the database of answers whole, while the site goes on."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.errors import InputError, Problem
from ptcoding.explanation import counted
from ptcoding.path import is_file

if TYPE_CHECKING:
    from ptcoding.learning.store.place import Place

FAILED = 1


def add_backup(backup: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        backup: Its parser.
    """
    backup.add_argument("file", type=Path, help="the file to write; one that exists is not touched")


def run_backup(out: Path, environment: Mapping[str, str] = os.environ) -> int:
    """Run the command.

    Args:
        out: The file to write.
        environment: Variables of the process, which name the database.

    Returns:
        The exit code: 0, or 1 where the database could not be read or the copy not be written.

    Raises:
        InputError: If there is nothing to copy, or a file of the name already.
    """
    from ptcoding.learning.store.copies import back_up
    from ptcoding.learning.store.failure import StoreError, told
    from ptcoding.learning.store.place import VARIABLE, place_of

    source = _file_of(place_of(environment), named=bool(environment.get(VARIABLE, "").strip()))
    if os.path.lexists(out):
        raise InputError([Problem("file", str(out), "the name of a file that does not exist yet")])
    if not out.absolute().parent.exists():
        # A folder made from a mistyped name would hold the only copy where nobody looks for it.
        raise InputError([Problem("file", str(out), f"a file in a folder that exists; there is no {out.parent}")])
    try:
        with told(0):
            kept = back_up(source, out)
    except StoreError as error:
        print(f"ptcoding backup: {error}", file=sys.stderr)
        return FAILED
    print(f"{out}: {counted(kept.answers, 'answer')} of {counted(kept.learners, 'learner')}, whole")
    return 0


def _file_of(where: "Place", *, named: bool) -> Path:
    from ptcoding.learning.store.place import VARIABLE

    if where.path is None:
        raise InputError([Problem(VARIABLE, "postgresql://…", "an SQLite file; pg_dump copies a PostgreSQL database")])
    if not is_file(where.path):
        expected = "a file with answers; nothing was kept here yet"
        # Who set no address is not to look for a mistake in it.
        raise InputError([Problem(VARIABLE if named else "answers", str(where.path), expected)])
    return where.path
