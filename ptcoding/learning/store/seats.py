"""The exam that a learner sits just now, as one row of the database."""

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.paper.sitting import Held, UnderWay
from ptcoding.learning.store.lessons import move_lessons
from ptcoding.learning.store.rows import micro, moment, plain_paper, read_paper
from ptcoding.learning.store.tables import ANSWER, EXAM, LEARNER, SITTING


def seated(connection: Connection, learner: int) -> Held | None:
    """Read the exam that a learner sits.

    Args:
        connection: Where from.
        learner: Number of the learner.

    Returns:
        The exam and the tab that has it, None where none is under way.
    """
    row = connection.execute(select(EXAM).where(EXAM.c.learner == learner)).one_or_none()
    if row is None:
        return None
    passed = tuple(json.loads(row.passed))
    exam = UnderWay(read_paper(json.loads(row.paper)), row.key, Mode(row.mode), moment(row.started), passed)
    return Held(exam, row.tab)


def seat(connection: Connection, learner: int, held: Held) -> None:
    """Keep an exam in the place of whatever was under way.

    Args:
        connection: Where to.
        learner: Number of the learner.
        held: The exam, and the tab that has it from now on.
    """
    connection.execute(delete(EXAM).where(EXAM.c.learner == learner))
    row = {
        "key": held.exam.key,
        "paper": json.dumps(plain_paper(held.exam.challenge)),
        "mode": str(held.exam.mode),
        "started": micro(held.exam.started),
        "passed": json.dumps(held.exam.passed),
        "tab": held.seat,
    }
    connection.execute(insert(EXAM).values(learner=learner, **row))


def go_on(connection: Connection, learner: int, held: Held) -> bool:
    """Keep how far an exam is, if the same tab still has it.

    Args:
        connection: Where to.
        learner: Number of the learner.
        held: The exam, and the tab that goes on with it.

    Returns:
        Whether it was that tab's.
    """
    same = (EXAM.c.learner == learner, EXAM.c.key == held.exam.key, EXAM.c.tab == held.seat)
    return bool(connection.execute(update(EXAM).where(*same).values(passed=json.dumps(held.exam.passed))).rowcount)


def stand_up(connection: Connection, learner: int, key: str) -> None:
    """Let go of an exam that is over.

    Args:
        connection: Where from.
        learner: Number of the learner.
        key: The exam's UUID.
    """
    connection.execute(delete(EXAM).where(EXAM.c.learner == learner, EXAM.c.key == key))


def move(connection: Connection, learner: int, into: int) -> None:
    """Give all of a learner's to another one, who keeps an exam of their own that is under way.

    Args:
        connection: Where.
        learner: Number of the learner who is then no more.
        into: Number of the other one.
    """
    tables = [ANSWER, SITTING] + ([] if seated(connection, into) else [EXAM])
    for table in tables:
        connection.execute(update(table).where(table.c.learner == learner).values(learner=into))
    move_lessons(connection, learner, into)
    connection.execute(delete(EXAM).where(EXAM.c.learner == learner))
    connection.execute(delete(LEARNER).where(LEARNER.c.number == learner))


def exported_exam(held: Held) -> dict[str, Any]:
    """Write an exam that is under way as plain values for its owner.

    Args:
        held: The exam.

    Returns:
        What is kept of it, but for the name of the tab, which means nothing outside it.
    """
    exam = held.exam
    return {
        "key": exam.key,
        "mode": str(exam.mode),
        "started": exam.started.isoformat(),
        "passed": list(exam.passed),
        "paper": plain_paper(exam.challenge),
    }
