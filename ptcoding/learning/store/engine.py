"""The engine of a place: how an SQLite file or a PostgreSQL server is opened, and its tables made."""

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, insert, inspect, select, text

from ptcoding.learning.store.failure import StoreError, kind_of, told
from ptcoding.learning.store.place import Place
from ptcoding.learning.store.tables import ABOUT, METADATA, VERSION

# Fifty people answering at once each find a connection; most of them are idle, and only so many are kept open.
KEPT_OPEN, MOST_OPEN = 20, 50
# Any number does, as long as nobody else takes the same lock in the same database.
_FIRST_START = 97_110_97_140
_PAUSE = 0.02


def engine_for(where: Place, wait: float) -> Engine:
    """Make the engine of a place; nothing is opened yet.

    Args:
        where: The place.
        wait: Seconds to wait for a lock or a connection.

    Returns:
        The engine.

    Raises:
        StoreError: If the driver of PostgreSQL is not installed.
    """
    pool: dict[str, Any] = {
        "poolclass": QueuePool,
        "pool_size": KEPT_OPEN,
        "max_overflow": MOST_OPEN - KEPT_OPEN,
        "pool_timeout": max(wait, 1.0),
        # A message in a log shall hold nothing of a learner.
        "hide_parameters": True,
    }
    if where.path is not None:
        return _file_engine(where.path, wait, pool)
    try:
        # A server that was restarted is noticed before the connection is used, not by a lost answer.
        engine = create_engine(
            where.url, pool_pre_ping=True, connect_args={"connect_timeout": max(2, round(wait))}, **pool
        )
    except ImportError as error:
        raise StoreError("driver") from error
    event.listen(engine, "connect", lambda connection, _: _set_up_server(connection, wait))
    return engine


def _set_up_server(connection: Any, wait: float) -> None:
    """Acknowledge only what is on disk, whatever the server's own habit, and wait only so long."""
    connection.autocommit = True
    milliseconds = round(wait * 1000)
    connection.execute("SET synchronous_commit TO on")
    connection.execute(f"SET lock_timeout TO {milliseconds}")
    connection.execute(f"SET statement_timeout TO {4 * milliseconds}")
    connection.autocommit = False


def _file_engine(path: Path, wait: float, pool: Mapping[str, Any]) -> Engine:
    def connect() -> sqlite3.Connection:
        # Without `mode=rw` a file that is gone would come back empty, and unnoticed.
        address = f"{path.absolute().as_uri()}?mode=rw"
        # The pool hands connections from thread to thread; where a transaction begins, the engine says itself.
        connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        # An answer that was acknowledged is on disk; one that was deleted is overwritten.
        for setting in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = create_engine("sqlite://", creator=connect, **pool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Take the writer's turn at once: a reader that turns into a writer could only fail."""
    options = connection.get_execution_options()
    if "patience" in options:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(options['patience'] * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")


def prepare(engine: Engine, wait: float, path: Path | None) -> None:
    """Make the tables where they are missing, bring older ones up to date; two processes may do so at once.

    Args:
        engine: The engine.
        wait: Seconds to wait for a lock.
        path: The file, None for a server.

    Raises:
        StoreError: If the database cannot be opened, or a newer version of the site wrote it.
    """
    with told(wait):
        with engine.connect() as connection:
            found = _version(connection)
        if found is None:
            if engine.dialect.name == "sqlite":
                _write_ahead(engine, wait)
            found = _create(engine)
        if found < VERSION:
            # Half a second of imports, which only the first start after an update needs.
            from ptcoding.learning.store.migration import bring_up_to_date

            bring_up_to_date(engine, path, _FIRST_START)
    if found > VERSION:
        raise StoreError("newer", found=found, known=VERSION)


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(ABOUT.name):
        return None
    return connection.execute(select(ABOUT.c.version)).scalar()


def _create(engine: Engine) -> int:
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _FIRST_START})
        METADATA.create_all(connection)
        found = connection.execute(select(ABOUT.c.version)).scalar()
        if found is None:
            connection.execute(insert(ABOUT).values(version=VERSION))
        return VERSION if found is None else found


def _write_ahead(engine: Engine, wait: float) -> None:
    """Let readers read while one writes; SQLite does not itself wait for the lock that this change takes."""
    end = time.monotonic() + wait
    while True:
        with closing(engine.raw_connection()) as connection:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if kind_of(error) != "locked" or time.monotonic() > end:
                    raise StoreError(kind_of(error), seconds=f"{wait:g}") from error
            else:
                return
        time.sleep(_PAUSE)
