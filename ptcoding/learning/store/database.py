"""An open database: transactions that any thread may ask for, and the watch over the file beneath them."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool

from ptcoding.learning.store.copies import forget_in_copies
from ptcoding.learning.store.engine import engine_for, prepare
from ptcoding.learning.store.failure import StoreError, told
from ptcoding.learning.store.file import make_file
from ptcoding.learning.store.place import Place

# Whoever comes to their turn at the last moment still tries.
LEAST_WAIT = 0.05


class Database:
    """Hands out transactions on a place.

    A file may be replaced by a backup only while no site is running: SQLite keeps what was written last in a second
    file beside it, which belongs to the one that was open. A file that is replaced all the same is not touched.

    Args:
        where: The place; nothing is opened before the first transaction.
        wait: Seconds to wait for a lock or a connection.

    Raises:
        StoreError: If the driver of PostgreSQL is not installed.
    """

    def __init__(self, where: Place, wait: float) -> None:
        self._path = where.path
        self._place = where
        self._wait = wait
        self._inherited: list[Engine] = []
        self._start()

    def close(self) -> None:
        """Close every connection; the next transaction opens one again."""
        self._engine.dispose()

    def is_empty(self) -> bool:
        """Tell whether nothing was ever kept here: there is no file, and none was opened before."""
        return self._path is not None and self._file is None and not self._path.exists()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read within one transaction.

        Yields:
            The connection.

        Raises:
            StoreError: If the database cannot be read.
        """
        self._open(makes=False)
        with told(self._wait), self._engine.connect() as connection, connection.begin():
            yield connection
            self._watch()

    @contextmanager
    def writing(self, *, makes: bool = False) -> Iterator[Connection]:
        """Write within one transaction; it is on disk when the block is left without an error.

        Args:
            makes: Whether a missing file is made.

        Yields:
            The connection.

        Raises:
            StoreError: If nothing could be written.
        """
        self._open(makes=makes)
        try:
            with (
                told(self._wait),
                self._in_turn() as patience,
                self._engine.connect().execution_options(writing=True, patience=patience) as connection,
                connection.begin(),
            ):
                yield connection
                self._watch()
        except StoreError as error:
            if error.kind == "readonly":
                # A connection stays as it was opened; the next one sees whether the file can be written to again.
                self.close()
            raise

    def forget(self, known: str) -> None:
        """Delete a learner from the copies that were kept of a file.

        Args:
            known: What is kept of the learner's link.

        Raises:
            StoreError: If a copy could not be changed.
        """
        if self._path is not None:
            with told(self._wait):
                forget_in_copies(self._path, known)

    def settle(self) -> None:
        """Bring the log beside a file into it, so that nothing of what was deleted stands there."""
        if self._path is not None:
            with told(self._wait), closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _start(self) -> None:
        self._engine = engine_for(self._place, self._wait)
        self._process = os.getpid()
        self._turn = threading.Lock()
        self._file: tuple[int, int] | None = None
        # What SQLite wrote last stands in a log beside the file.
        self._log: tuple[int, int] | None = None
        self._ready = False

    @contextmanager
    def _in_turn(self) -> Iterator[float]:
        """Let threads write to a file one after the other: they wait in line here, where SQLite would let them race.

        Yields:
            Seconds that are left to wait for another process; who stood in line has waited already.
        """
        if self._path is None:
            yield self._wait
            return
        start = time.monotonic()
        if not self._turn.acquire(timeout=self._wait):
            raise StoreError("locked", seconds=f"{self._wait:g}")
        try:
            yield max(LEAST_WAIT, self._wait - (time.monotonic() - start))
        finally:
            self._turn.release()

    def _watch(self) -> None:
        """Remember the log beside the file, while a transaction is open and it must be there."""
        self._log = None if self._path is None else _seen(_log_of(self._path))

    def _open(self, *, makes: bool) -> None:
        """See that the database is still the one that was opened, and make it at the first writing."""
        if os.getpid() != self._process:
            # What the parent process opened is neither used nor closed here.
            self._inherited.append(self._engine)
            self._start()
        if self._path is not None:
            with told(self._wait):
                self._look(self._path, makes=makes)
        if not self._ready:
            prepare(self._engine, self._wait, self._path)
            self._ready = True

    def _look(self, path: Path, *, makes: bool) -> None:
        if makes and make_file(path):
            # The one before it is gone, and what is still open of it with it.
            self.close()
            self._file, self._ready = None, False
        seen = path.stat()
        if self._file not in {None, (seen.st_dev, seen.st_ino)}:
            raise StoreError("gone")
        if not self._is_open():
            self._log = None
        if self._log not in {None, _seen(_log_of(path))}:
            # What is written now would be called kept, and go the way of the log that somebody took away.
            raise StoreError("gone")
        self._file = (seen.st_dev, seen.st_ino)

    def _is_open(self) -> bool:
        """Tell whether a connection is open: SQLite itself takes the log away with the last one."""
        pool = self._engine.pool
        return isinstance(pool, QueuePool) and pool.checkedin() + pool.checkedout() > 0


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _seen(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
