"""Whether a database answers, asked without touching what is kept."""

from sqlalchemy import select

from ptcoding.learning.store.database import Database
from ptcoding.learning.store.place import Place
from ptcoding.learning.store.tables import ABOUT

# Whoever watches a site gives up sooner than a learner.
WAIT = 2.0


class Pulse:
    """Asks a database whether it answers.

    Args:
        where: The database; nothing is opened before it is asked.

    Raises:
        StoreError: If the driver of PostgreSQL is not installed.
    """

    def __init__(self, where: Place) -> None:
        self._database = Database(where, WAIT)

    def feel(self) -> None:
        """Read one row; a file that nobody has needed yet is as good as one that answers.

        Raises:
            StoreError: If the database cannot be read.

        >>> from pathlib import Path
        >>> Pulse(Place(path=Path("/nobody/has/answered.sqlite3"))).feel()
        """
        if self._database.is_empty():
            return
        with self._database.reading() as connection:
            connection.execute(select(ABOUT).limit(1)).first()

    def close(self) -> None:
        """Close the connection; it may be asked again."""
        self._database.close()
