"""What can go wrong while progress is kept, told from the driver's error and said in words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ptcoding.facts.words import filled

# The low byte of a code of SQLite is its family.
_FAMILY = 0xFF
_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
_SYSTEM = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
}
# States of PostgreSQL, the whole one or its class of two signs; none at all means that no server answered.
_POSTGRESQL = {
    "": "down",
    "08": "down",
    "57": "down",
    "28": "refused",
    "3D": "refused",
    "42501": "refused",
    "25006": "readonly",
    "53100": "full",
    "53": "busy",
    "55P03": "locked",
    "57014": "locked",
    "40": "locked",
    "58": "gone",
    "XX": "damaged",
}


class StoreError(Exception):
    """Raised when progress cannot be kept or read; what was not kept is still the caller's.

    Args:
        kind: Which failure: locked, full, readonly, gone, damaged, down, refused, busy, newer, driver or failed.
        values: What its sentence is filled with.

    >>> str(StoreError("driver"))
    "PostgreSQL is asked for, but its driver is not installed: pip install '.[postgresql]' in the project's folder."
    """

    def __init__(self, kind: str, **values: object) -> None:
        self.kind = kind
        super().__init__(filled("store", kind, values))


@contextmanager
def told(seconds: float) -> Iterator[None]:
    """Turn an error of the driver or of the file system into one that can be shown.

    Args:
        seconds: How long a lock is waited for.

    Yields:
        Nothing; the block that follows is guarded.

    Raises:
        StoreError: In place of the driver's error.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError("busy") from error
    except DBAPIError as error:
        raise StoreError(kind_of(error.orig), seconds=f"{seconds:g}") from error
    except sqlite3.Error as error:
        raise StoreError(kind_of(error), seconds=f"{seconds:g}") from error
    except OSError as error:
        raise StoreError(_SYSTEM.get(error.errno or 0, "gone")) from error


def kind_of(error: BaseException | None) -> str:
    """Tell which failure a driver's error is.

    Args:
        error: The error of sqlite3 or psycopg.

    Returns:
        Its kind, ``failed`` for one that is not known.
    """
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return _SQLITE.get(code & _FAMILY, "failed")
    state = getattr(error, "sqlstate", None) or ""
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], "failed")
