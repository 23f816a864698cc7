"""Progress without an account: kept under a random link, every answer once."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from ptcoding.learning.memory.progress import Answer, Taken
from ptcoding.learning.paper.sitting import Held, Sitting
from ptcoding.learning.store.grades import expected_of
from ptcoding.learning.store.lessons import exported_lesson, take, taken_of
from ptcoding.learning.store.opened import OpenStore
from ptcoding.learning.store.resume import hash_of, learner_of, new_link
from ptcoding.learning.store.rows import (
    add,
    answer_row,
    answers_of,
    exported_answer,
    exported_sitting,
    sitting_row,
    sittings_of,
)
from ptcoding.learning.store.seats import exported_exam, go_on, move, seat, seated, stand_up
from ptcoding.learning.store.tables import ANSWER, EXAM, GRADE, LEARNER, LESSON, SITTING


class Store(OpenStore):
    """Keeps what learners answered.

    Any number of threads, tabs and processes may write at once. What ``record`` has returned from is on disk.

    Args:
        address: ``sqlite:////folder/file.sqlite3`` or ``postgresql://...``.
        wait: Seconds to wait for a lock or a connection.

    Raises:
        InputError: If the address is none of a known database.
        StoreError: If the driver of PostgreSQL is not installed.
    """

    def enroll(self, day: date | None = None) -> str:
        """Begin a learner's progress.

        Args:
            day: The day it begins, today in UTC where none is given.

        Returns:
            The secret part of the link that leads back to it; it is not stored and cannot be given again.

        Raises:
            StoreError: If nothing can be kept.
        """
        token = new_link()
        enrolled = (day or datetime.now(UTC).date()).isoformat()
        with self._database.writing(makes=True) as connection:
            connection.execute(insert(LEARNER).values(hash=hash_of(token), enrolled=enrolled))
        return token

    def record(self, token: str, answer: Answer) -> bool:
        """Keep an answer; it is on disk when this returns.

        Args:
            token: The secret part of the link.
            answer: The answer.

        Returns:
            Whether it is new; the first answer to a showing stands.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If it could not be kept. Recording it again is safe.
        """
        return self.record_all(token, [answer]) == 1

    def record_all(self, token: str, answers: Iterable[Answer], sitting: Sitting | None = None) -> int:
        """Keep several answers, and the exam they end, all or none.

        Args:
            token: The secret part of the link.
            answers: The answers.
            sitting: The exam that is finished with them.

        Returns:
            How many of the answers are new.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If they could not be kept. Recording them again is safe.
        """
        # Two tabs that hold the same answers take them in the same order, so that neither waits for the other.
        ordered = sorted(answers, key=lambda answer: answer.key)
        with self._writing(token) as connection:
            learner = learner_of(connection, token)
            new = sum(add(connection, ANSWER, learner, answer_row(answer)) for answer in ordered)
            if sitting is not None:
                add(connection, SITTING, learner, sitting_row(sitting))
                stand_up(connection, learner, sitting.key)
        return new

    def under_way(self, token: str) -> Held | None:
        """Read the exam that a learner sits just now.

        Args:
            token: The secret part of the link.

        Returns:
            The exam and the tab that has it, None where none is under way.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If nothing can be read.
        """
        with self._reading(token) as connection:
            return seated(connection, learner_of(connection, token))

    def sit(self, token: str, held: Held) -> None:
        """Begin an exam, or take over the one that is under way: from now on only this tab goes on with it.

        Args:
            token: The secret part of the link.
            held: The exam and the tab.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If it could not be kept.
        """
        with self._writing(token) as connection:
            seat(connection, learner_of(connection, token), held)

    def go_on(self, token: str, held: Held, answers: Iterable[Answer]) -> bool:
        """Keep how far an exam is, with its answers, all or none.

        Args:
            token: The secret part of the link.
            held: The exam, and the tab that goes on with it.
            answers: The answers.

        Returns:
            Whether the tab has the exam; nothing is kept where another one took it over or handed it in.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If they could not be kept. Going on again is safe.
        """
        ordered = sorted(answers, key=lambda answer: answer.key)
        with self._writing(token) as connection:
            learner = learner_of(connection, token)
            if not go_on(connection, learner, held):
                return False
            for answer in ordered:
                add(connection, ANSWER, learner, answer_row(answer))
        return True

    def take(self, token: str, lessons: Iterable[Taken]) -> None:
        """Keep how far lessons were taken, all or none; a lesson that was taken further before stays as it is.

        Args:
            token: The secret part of the link.
            lessons: The lessons.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If they could not be kept. Keeping them again is safe.
        """
        with self._writing(token) as connection:
            learner = learner_of(connection, token)
            for taken in sorted(lessons, key=lambda taken: taken.lesson):
                take(connection, learner, taken)

    def lessons(self, token: str) -> tuple[Taken, ...]:
        """Read how far a learner took the lessons.

        Args:
            token: The secret part of the link.

        Returns:
            One for each lesson that was opened, the one that was gone on with last at the end.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If nothing can be read.
        """
        with self._reading(token) as connection:
            return taken_of(connection, learner_of(connection, token))

    def join(self, token: str, into: str) -> None:
        """Give everything that is kept of one learner to another, as where both are the same person.

        Args:
            token: The secret part of the link that leads nowhere afterward.
            into: The secret part of the other one's link.

        Raises:
            UnknownKeyError: If one of the links leads nowhere.
            StoreError: If it could not be kept; both are then as they were.
        """
        with self._writing(into) as connection:
            move(connection, learner_of(connection, token), learner_of(connection, into))

    def answers(self, token: str) -> tuple[Answer, ...]:
        """Read all of a learner's answers.

        Args:
            token: The secret part of the link.

        Returns:
            The answers, oldest first.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If nothing can be read.
        """
        with self._reading(token) as connection:
            return answers_of(connection, learner_of(connection, token))

    def sittings(self, token: str) -> tuple[Sitting, ...]:
        """Read all of a learner's finished exams.

        Args:
            token: The secret part of the link.

        Returns:
            The exams, oldest first.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If nothing can be read.
        """
        with self._reading(token) as connection:
            return sittings_of(connection, learner_of(connection, token))

    def export(self, token: str) -> dict[str, Any]:
        """Give a learner everything that is kept of them.

        Args:
            token: The secret part of the link.

        Returns:
            All of it as plain values that JSON can hold; the link itself is not kept and so not in it.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If nothing can be read.
        """
        with self._reading(token) as connection:
            learner = learner_of(connection, token)
            enrolled = connection.execute(select(LEARNER.c.enrolled).where(LEARNER.c.number == learner)).scalar_one()
            answers, sittings = answers_of(connection, learner), sittings_of(connection, learner)
            held, lessons = seated(connection, learner), taken_of(connection, learner)
            waited_for = expected_of(connection, learner)
        return {
            "enrolled": enrolled,
            "answers": [exported_answer(answer) for answer in answers],
            "exams": [exported_sitting(sitting) for sitting in sittings],
            "exam_under_way": exported_exam(held) if held else None,
            "lessons": [exported_lesson(taken) for taken in lessons],
            "scores_for_a_course": [{"aim": json.loads(one.aim), "sent": one.sent} for one in waited_for],
        }

    def delete(self, token: str) -> None:
        """Delete everything that is kept of a learner; the link leads nowhere afterward.

        Args:
            token: The secret part of the link.

        Raises:
            UnknownKeyError: If the link leads nowhere.
            StoreError: If it could not be deleted.
        """
        # First the copies: should one of them not be changed, the link still leads here and can be used again.
        self._database.forget(hash_of(token))
        with self._writing(token) as connection:
            learner = learner_of(connection, token)
            for table in (ANSWER, SITTING, EXAM, LESSON, GRADE):
                connection.execute(delete(table).where(table.c.learner == learner))
            connection.execute(delete(LEARNER).where(LEARNER.c.number == learner))
        self._database.settle()
