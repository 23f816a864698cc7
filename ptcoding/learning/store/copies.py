"""Copies of a database file: beside it when a new version of the site changes its tables, elsewhere on request."""

import errno
import glob
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ptcoding.learning.store.file import make_file


@dataclass(frozen=True, slots=True)
class Kept:
    """What a copy holds.

    Args:
        learners: How many learners.
        answers: How many answers of theirs.
    """

    learners: int
    answers: int


def keep_copy(path: Path, version: int) -> Path:
    """Copy a database file as it stands, while nobody writes to it.

    Args:
        path: The file.
        version: The version of its tables, which the name of the copy tells.

    Returns:
        The copy, which stands beside the file and is readable by its owner only.

    Raises:
        sqlite3.Error: If it could not be read or written.
        OSError: If no file could be made.
    """
    copy = path.with_name(f"{path.stem}.version-{version}.{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}")
    _copy(path, copy)
    return copy


def back_up(path: Path, copy: Path) -> Kept:
    """Copy a database file as it stands at one moment, while others go on writing to it.

    Args:
        path: The file.
        copy: The copy, which must not exist; it is readable by its owner only.

    Returns:
        What the copy holds.

    Raises:
        sqlite3.Error: If it could not be read or written, or is damaged.
        OSError: If no file could be made.
    """
    _copy(path, copy)
    with closing(_opened(copy)) as copied:
        (learners,) = copied.execute("SELECT count(*) FROM ptcoding_learner").fetchone()
        (answers,) = copied.execute("SELECT count(*) FROM ptcoding_answer").fetchone()
    return Kept(learners, answers)


def copies_of(path: Path) -> tuple[Path, ...]:
    """Find the copies of a database file.

    Args:
        path: The file.

    Returns:
        Its copies, oldest version first.
    """
    return tuple(sorted(path.parent.glob(f"{glob.escape(path.stem)}.version-*{glob.escape(path.suffix)}")))


def forget_in_copies(path: Path, known: str) -> None:
    """Delete a learner from every copy: what somebody deletes is gone everywhere.

    Args:
        path: The file that the copies are of.
        known: What is kept of the learner's link.

    Raises:
        sqlite3.Error: If a copy could not be read or written.
    """
    for copy in copies_of(path):
        with closing(_opened(copy)) as connection:
            connection.execute("DELETE FROM ptcoding_learner WHERE hash = ?", (known,))


def _copy(path: Path, copy: Path) -> None:
    if not make_file(copy):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    try:
        with closing(_opened(path)) as source, closing(_opened(copy)) as target:
            # All pages in one step: what is written meanwhile goes beside the file and is left for the next copy.
            source.backup(target)
            # A copy is one file, whole in itself.
            target.execute("PRAGMA journal_mode = DELETE")
            _see_that_it_is_whole(target)
    except BaseException:
        copy.unlink()
        raise


def _see_that_it_is_whole(connection: sqlite3.Connection) -> None:
    (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise sqlite3.DatabaseError(state)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    for setting in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection
