"""Where the score of a learner goes whom a learning platform sent, and what of its launches was used already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ptcoding.learning.store.opened import OpenStore
from ptcoding.learning.store.resume import hash_of, learner_of
from ptcoding.learning.store.rows import micro
from ptcoding.learning.store.tables import GRADE, LEARNER, USED


@dataclass(frozen=True, slots=True)
class Expected:
    """A score that a course waits for.

    Args:
        place: Hash of the place in the course that waits for it.
        aim: What it is earned by, as JSON.
        sealed: Who it is sent for and where to; only the learner's key opens it.
        sent: The score that was sent last, such as ``17/20``, empty where none was.
    """

    place: str
    aim: str
    sealed: str
    sent: str = ""


class GradeStore(OpenStore):
    """Keeps which courses wait for a learner's score.

    Args:
        address: ``sqlite:////folder/file.sqlite3`` or ``postgresql://...``.
        wait: Seconds to wait for a lock or a connection.

    Raises:
        InputError: If the address is none of a known database.
        StoreError: If the driver of PostgreSQL is not installed.
    """

    def arrive(self, token: str, expected: Iterable[Expected] = ()) -> None:
        """Begin a learner's record where there is none yet, and keep who waits for a score.

        Args:
            token: The secret part of the learner's link, from the platform's word for them.
            expected: What is waited for; what was sent before stays as it is.

        Raises:
            StoreError: If it could not be kept. Keeping it again is safe.
        """
        with self._database.writing(makes=True) as connection:
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            known = {"hash": hash_of(token), "enrolled": datetime.now(UTC).date().isoformat()}
            connection.execute(dialect.insert(LEARNER).values(known).on_conflict_do_nothing(index_elements=["hash"]))
            learner = learner_of(connection, token)
            for one in expected:
                row = dialect.insert(GRADE).values(
                    learner=learner, place=one.place, aim=one.aim, sealed=one.sealed, sent=one.sent
                )
                changed = {"aim": row.excluded.aim, "sealed": row.excluded.sealed}
                connection.execute(row.on_conflict_do_update(index_elements=["learner", "place"], set_=changed))

    def expected(self, token: str) -> tuple[Expected, ...]:
        """Read which scores are waited for.

        Args:
            token: The secret part of the learner's link.

        Returns:
            One for each place in a course, none where the learner came by themselves.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If nothing can be read.
        """
        with self._reading(token) as connection:
            return expected_of(connection, learner_of(connection, token))

    def sent(self, token: str, place: str, score: str) -> None:
        """Keep which score a course has.

        Args:
            token: The secret part of the learner's link.
            place: Hash of the place in the course.
            score: The score, such as ``17/20``.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If it could not be kept. Sending and keeping it again is safe.
        """
        with self._writing(token) as connection:
            mine = (GRADE.c.learner == learner_of(connection, token), GRADE.c.place == place)
            connection.execute(update(GRADE).where(*mine).values(sent=score))

    def use(self, once: str, until: datetime) -> bool:
        """Use what may be used once.

        Args:
            once: Its name, of which a hash is kept.
            until: When it can no more be used anyway, with its time zone.

        Returns:
            Whether it was not used before.

        Raises:
            StoreError: If that could not be kept.
        """
        with self._database.writing(makes=True) as connection:
            connection.execute(delete(USED).where(USED.c.until < micro(datetime.now(UTC))))
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            row = dialect.insert(USED).on_conflict_do_nothing(index_elements=["hash"]).returning(USED.c.hash)
            return len(connection.execute(row, {"hash": hash_of(once), "until": micro(until)}).all()) == 1


def expected_of(connection: Connection, learner: int) -> tuple[Expected, ...]:
    """Read which scores of a learner are waited for.

    Args:
        connection: Where from.
        learner: Number of the learner.

    Returns:
        One for each place in a course, the oldest first.
    """
    wanted = select(GRADE).where(GRADE.c.learner == learner).order_by(GRADE.c.number)
    return tuple(Expected(row.place, row.aim, row.sealed, row.sent) for row in connection.execute(wanted))
