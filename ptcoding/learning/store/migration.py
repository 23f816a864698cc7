"""An older database brought up to date by Alembic, all or nothing.

The number in ``ptcoding_about`` is the revision that a database has. Every version of the site looks at it and refuses
one that it does not know. Alembic's own table would say the same a second time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, select, text, update

from ptcoding.learning.store.copies import keep_copy
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.tables import ABOUT

REVISIONS = Path(__file__).with_name("revisions")


def bring_up_to_date(engine: Engine, path: Path | None, lock: int, revisions: Path = REVISIONS) -> None:
    """Bring a database up to date; of two processes that try at once one finds it done.

    Args:
        engine: The engine.
        path: The file, of which a copy is kept beside it; None for a server, whose copies are its owner's to make.
        lock: The lock of a server that only one process takes at a time.
        revisions: Folder of the revisions.

    Raises:
        StoreError: If the file is damaged; the database is then as it was.
    """
    copy: Path | None = None
    try:
        with _alone(engine, lock) as connection:
            found = connection.execute(select(ABOUT.c.version)).scalar_one()
            last = newest(revisions)
            if found >= last:
                return
            copy = keep_copy(path, found) if path is not None else None
            run(connection, str(found), revisions)
            _see_that_nothing_hangs(connection)
            connection.execute(update(ABOUT).values(version=last))
    except BaseException:
        # What was begun is undone; a copy of what is still there would only be in the way.
        if copy is not None:
            copy.unlink()
        raise


def newest(revisions: Path = REVISIONS) -> int:
    """Tell the number of the newest revision.

    Args:
        revisions: Folder of the revisions.

    >>> newest()
    6
    """
    return int(_scripts(revisions).get_current_head() or 0)


def run(connection: Connection, found: str, revisions: Path = REVISIONS) -> None:
    """Run the revisions that a database has not had.

    Args:
        connection: The database, in a transaction.
        found: The revision it has, ``base`` for an empty one.
        revisions: Folder of the revisions.
    """
    missing = list(_scripts(revisions).iterate_revisions("head", found))
    with Operations.context(MigrationContext.configure(connection)):
        for script in reversed(missing):
            script.module.upgrade()


def _scripts(revisions: Path) -> ScriptDirectory:
    return ScriptDirectory(revisions, version_locations=[revisions])


@contextmanager
def _alone(engine: Engine, lock: int) -> Iterator[Connection]:
    """Begin a transaction beside which nobody else writes."""
    with engine.connect().execution_options(writing=True) as connection:
        if engine.dialect.name == "sqlite":
            with _without_foreign_keys(connection), connection.begin():
                yield connection
            return
        with connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": lock})
            # Many answers take longer to rewrite than a learner would wait for one.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            yield connection


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let a table be altered by way of a new one, while dropping the old one deletes nothing that refers to it."""
    # The driver's own connection, because they can only be switched outside a transaction.
    switch = connection.connection.cursor()
    switch.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        switch.execute("PRAGMA foreign_keys = ON")


def _see_that_nothing_hangs(connection: Connection) -> None:
    """Look for rows without their learner, which a file would have refused with its foreign keys on."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError("damaged")
