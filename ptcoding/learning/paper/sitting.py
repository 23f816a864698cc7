"""An exam while it is sat, and as it is kept once it is finished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ptcoding.learning.memory.progress import Answer, Mode
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Result


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An exam that is being sat: what was begun and what was left behind, nothing that follows from it.

    Args:
        challenge: The paper.
        key: Its UUID, which its answers carry.
        mode: ``exam``, or ``challenge`` where a link sent the paper.
        started: When it was begun, with its time zone.
        passed: Keys of the questions left behind, answered or not.
        handed_in: Whether it is finished and kept.
    """

    challenge: Challenge
    key: str
    mode: Mode
    started: datetime
    passed: tuple[str, ...] = ()
    handed_in: bool = False

    def resumed(self, taken: Sequence[Answer], handed_in: bool) -> "UnderWay":
        """Take it up where it was left: its clock has gone on, and what was handed in stays so.

        Args:
            taken: The answers to it that are kept, oldest first.
            handed_in: Whether it was finished before.

        Returns:
            The exam as it goes on.
        """
        begun = replace(self, started=taken[0].at, mode=taken[0].mode) if taken else self
        return replace(begun, handed_in=handed_in)

    def beyond(self, question: str) -> "UnderWay":
        """Leave a question behind, answered or not."""
        return replace(self, passed=(*self.passed, question))

    def finished(self) -> "UnderWay":
        """Hand it in."""
        return replace(self, handed_in=True)

    def taken(self, answers: Iterable[Answer]) -> tuple[Answer, ...]:
        """Give the answers to it among all of a learner's, in their order."""
        return tuple(answer for answer in answers if answer.sitting == self.key)

    def remaining(self, now: datetime) -> timedelta | None:
        """Give the time that is left, None where there is no clock; it is below zero once the time is over."""
        minutes = self.challenge.minutes
        return self.started + timedelta(minutes=minutes) - now if minutes else None

    def is_over(self, now: datetime) -> bool:
        """Tell whether the time that was asked for is over."""
        remaining = self.remaining(now)
        return remaining is not None and remaining <= timedelta(0)

    def left(self, paper: Iterable[str], taken: Iterable[Answer], now: datetime) -> tuple[str, ...]:
        """Give the questions still to come: none once it was handed in or its time is over.

        Args:
            paper: Keys of its questions in order.
            taken: The answers to it that are kept.
            now: The present time, with its zone.

        Returns:
            Keys of the questions neither answered nor left behind, in order.
        """
        if self.handed_in or self.is_over(now):
            return ()
        done = {answer.item for answer in taken} | set(self.passed)
        return tuple(key for key in paper if key not in done)


@dataclass(frozen=True, slots=True)
class Held:
    """An exam that is being sat, and where.

    Args:
        exam: The exam as it was kept last.
        seat: The tab that has it, by a name that only that tab knows; one exam is sat in one tab at a time.
    """

    exam: UnderWay
    seat: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """An exam that was finished.

    Args:
        key: Its UUID, which its answers carry.
        at: When it was finished, with its time zone.
        result: Paper and score.
    """

    key: str
    at: datetime
    result: Result
