"""A store while it is open: transactions of one learner, refused where a link leads nowhere."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from ptcoding.learning.store.database import Database
from ptcoding.learning.store.place import Place, place, place_of
from ptcoding.learning.store.resume import unknown_link

WAIT = 5.0


class OpenStore:
    """Opens the place where answers are kept.

    Args:
        address: ``sqlite:////folder/file.sqlite3`` or ``postgresql://...``.
        wait: Seconds to wait for a lock or a connection.

    Raises:
        InputError: If the address is none of a known database.
        StoreError: If the driver of PostgreSQL is not installed.
    """

    def __init__(self, address: str | Place, wait: float = WAIT) -> None:
        self._database = Database(address if isinstance(address, Place) else place(address), wait)

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Open the store that the environment names, or the file in the user's data folder.

        Args:
            environment: Variables of the process.

        Returns:
            The store; nothing is written before somebody enrolls.
        """
        return cls(place_of(environment))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the store may be used again."""
        self._database.close()

    @contextmanager
    def _reading(self, token: str) -> Iterator[Connection]:
        self._refuse_if_empty(token)
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self, token: str) -> Iterator[Connection]:
        self._refuse_if_empty(token)
        try:
            with self._database.writing() as connection:
                yield connection
        except IntegrityError as error:
            # Between the look-up of the learner and the insert another tab deleted everything.
            raise unknown_link(token) from error

    def _refuse_if_empty(self, token: str) -> None:
        if self._database.is_empty():
            raise unknown_link(token)
