"""Several processes on one PostgreSQL hear of each other's rooms: a notice names the room, and each reads it once."""

import threading
from collections.abc import Callable

from ptcoding.learning.store.place import Place
from ptcoding.room.rows import CHANNEL

PATIENCE, AGAIN = 1.0, 2.0


class Hearing:
    """Listens in a thread of its own, and begins again when the server goes away.

    Args:
        where: The database; nothing is heard of a file, which one process serves.
        told: What is called with the number of a room that changed, and with None after a gap.
    """

    def __init__(self, where: Place, told: Callable[[int | None], None]) -> None:
        self._address = where.url.replace("postgresql+psycopg://", "postgresql://")
        self._told = told
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="room-listener", daemon=True)

    def start(self) -> None:
        """Begin to listen, where there is a server."""
        if self._address:
            self._thread.start()

    def close(self) -> None:
        """End it."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        import psycopg

        while not self._stop.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._told(None)
                    while not self._stop.is_set():
                        for notice in connection.notifies(timeout=PATIENCE):
                            self._told(int(notice.payload))
            except psycopg.Error:
                # What happens meanwhile is read as a whole after the next start.
                self._stop.wait(AGAIN)
