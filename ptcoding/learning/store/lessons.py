"""How far a learner took each lesson, as rows of the database."""

from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from ptcoding.learning.memory.progress import Taken
from ptcoding.learning.store.rows import micro, moment
from ptcoding.learning.store.tables import LESSON


def take(connection: Connection, learner: int, taken: Taken) -> None:
    """Keep how far a lesson was taken, unless it was taken as far before.

    Args:
        connection: Where to.
        learner: Number of the learner.
        taken: The lesson and its step.
    """
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    row = dialect.insert(LESSON).values(learner=learner, lesson=taken.lesson, step=taken.step, at=micro(taken.at))
    connection.execute(
        row.on_conflict_do_update(
            index_elements=["learner", "lesson"],
            set_={"step": row.excluded.step, "at": row.excluded.at},
            where=LESSON.c.step < row.excluded.step,
        )
    )


def taken_of(connection: Connection, learner: int) -> tuple[Taken, ...]:
    """Read how far a learner took the lessons.

    Args:
        connection: Where from.
        learner: Number of the learner.

    Returns:
        One for each lesson, the one that was gone on with last at the end.
    """
    wanted = select(LESSON).where(LESSON.c.learner == learner).order_by(LESSON.c.at, LESSON.c.number)
    return tuple(Taken(row.lesson, row.step, moment(row.at)) for row in connection.execute(wanted))


def move_lessons(connection: Connection, learner: int, into: int) -> None:
    """Give how far a learner took the lessons to another one, who may have taken some of them further.

    Args:
        connection: Where.
        learner: Number of the learner who is then no more.
        into: Number of the other one.
    """
    for taken in taken_of(connection, learner):
        take(connection, into, taken)
    connection.execute(delete(LESSON).where(LESSON.c.learner == learner))


def exported_lesson(taken: Taken) -> dict[str, Any]:
    """Write how far a lesson was taken as plain values for its owner.

    Args:
        taken: The lesson and its step.

    Returns:
        Every field of it.
    """
    return {"lesson": taken.lesson, "step": taken.step, "at": taken.at.isoformat()}
