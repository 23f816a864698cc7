"""Answers and exams to rows of the database and back."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from ptcoding.learning.memory.progress import Answer, Confidence, Mode
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Part, Result
from ptcoding.learning.paper.sitting import Sitting
from ptcoding.learning.store.tables import ANSWER, SITTING

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What the database adds to an answer.
_ITS_OWN = {"number", "learner"}


def add(connection: Connection, table: Table, learner: int, row: Mapping[str, object]) -> int:
    """Write a row unless the learner has one of this key already.

    Args:
        connection: Where to.
        table: Answers or exams.
        learner: Number of the learner.
        row: The row.

    Returns:
        1 where it was written, 0 where one of this key stands.
    """
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    once = dialect.insert(table).on_conflict_do_nothing(index_elements=["learner", "key"]).returning(table.c.key)
    return len(connection.execute(once, {"learner": learner, **row}).all())


def answer_row(answer: Answer) -> dict[str, Any]:
    """Write an answer as a row.

    Args:
        answer: The answer.

    Returns:
        The row, without the learner.
    """
    kept = {column.name: getattr(answer, column.name) for column in ANSWER.c if column.name not in _ITS_OWN}
    # A driver may write a member of an enumeration by its name.
    plain = {name: str(value) if isinstance(value, str) else value for name, value in kept.items()}
    return {**plain, "at": micro(answer.at), "confidence": int(answer.confidence)}


def answers_of(connection: Connection, learner: int) -> tuple[Answer, ...]:
    """Read a learner's answers.

    Args:
        connection: Where from.
        learner: Number of the learner.

    Returns:
        The answers, oldest first.
    """
    names = [column for column in ANSWER.c if column.name not in _ITS_OWN]
    wanted = select(*names).where(ANSWER.c.learner == learner).order_by(ANSWER.c.at, ANSWER.c.number)
    return tuple(
        Answer(
            **{
                **row,
                "mode": Mode(row["mode"]),
                "at": moment(row["at"]),
                "confidence": Confidence(row["confidence"]),
            }
        )
        for row in connection.execute(wanted).mappings()
    )


def sitting_row(sitting: Sitting) -> dict[str, Any]:
    """Write an exam as a row.

    Args:
        sitting: The exam.

    Returns:
        The row, without the learner.
    """
    told = exported_sitting(sitting)
    return {
        "key": sitting.key,
        "at": micro(sitting.at),
        "paper": json.dumps(told["paper"]),
        "parts": json.dumps(told["parts"]),
    }


def sittings_of(connection: Connection, learner: int) -> tuple[Sitting, ...]:
    """Read a learner's exams.

    Args:
        connection: Where from.
        learner: Number of the learner.

    Returns:
        The exams, oldest first.
    """
    wanted = select(SITTING).where(SITTING.c.learner == learner).order_by(SITTING.c.at, SITTING.c.number)
    return tuple(
        Sitting(row.key, moment(row.at), _result(json.loads(row.paper), json.loads(row.parts)))
        for row in connection.execute(wanted)
    )


def exported_answer(answer: Answer) -> dict[str, Any]:
    """Write an answer as plain values for its owner.

    Args:
        answer: The answer.

    Returns:
        Every field of it.
    """
    return {**answer_row(answer), "given": json.loads(answer.given), "at": answer.at.isoformat()}


def exported_sitting(sitting: Sitting) -> dict[str, Any]:
    """Write an exam as plain values for its owner.

    Args:
        sitting: The exam.

    Returns:
        Every field of it.
    """
    paper = plain_paper(sitting.result.challenge)
    parts = [
        {"topic": part.topic, "right": part.right, "answered": part.answered, "of": part.of}
        for part in sitting.result.parts
    ]
    return {"key": sitting.key, "at": sitting.at.isoformat(), "paper": paper, "parts": parts}


def plain_paper(challenge: Challenge) -> dict[str, Any]:
    """Write what settles a paper as plain values.

    Args:
        challenge: The paper.

    Returns:
        Every field of it.
    """
    return {
        "seed": challenge.seed,
        "length": challenge.length,
        "pass_mark": challenge.pass_mark,
        "topics": list(challenge.topics),
        "kinds": [str(kind) for kind in challenge.kinds],
        "minutes": challenge.minutes,
        "edition": challenge.edition,
    }


def read_paper(paper: Mapping[str, Any]) -> Challenge:
    """Read what settles a paper from plain values.

    Args:
        paper: What ``plain_paper`` wrote.

    Returns:
        The paper.

    >>> read_paper(plain_paper(Challenge(4711, topics=("T08",)))) == Challenge(4711, topics=("T08",))
    True
    """
    return Challenge(**{**paper, **{name: tuple(paper[name]) for name in ("topics", "kinds")}})


def micro(at: datetime) -> int:
    """Count the microseconds of a time since 1970.

    Args:
        at: The time, with its zone.

    Returns:
        The microseconds, which both databases keep and sort exactly.

    >>> micro(datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC))
    1500000
    """
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(since: int) -> datetime:
    """Give the time of so many microseconds since 1970.

    Args:
        since: The microseconds.

    Returns:
        The time in UTC.

    >>> moment(1_500_000).isoformat()
    '1970-01-01T00:00:01.500000+00:00'
    """
    return _EPOCH + timedelta(microseconds=since)


def _result(paper: dict[str, Any], parts: list[dict[str, Any]]) -> Result:
    return Result(read_paper(paper), tuple(Part(**part) for part in parts))
