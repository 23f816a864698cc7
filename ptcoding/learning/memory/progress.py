"""What a learner answered: plain values, and what they may hold."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from ptcoding.errors import InputError, Problem

# A word names an item, a topic or a code; it has no spaces, so that no sentence can hide in it.
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,79}")
_TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,24}")
LONGEST_GIVEN = 500
DEEPEST_GIVEN = 3
LARGEST_SEED = 2**63 - 1
MOST_TRIES = 99
LAST_EDITION = 9_999
LAST_STEP = 99
DRILL, CHART, TASK = "drill:", "chart:", "task:"

Given = int | bool | str | None | Sequence["Given"] | Mapping[str, "Given"]


class Mode(StrEnum):
    """In which way a question was asked."""

    PRACTICE = "practice"
    REVIEW = "review"
    EXAM = "exam"
    CHALLENGE = "challenge"


class Confidence(IntEnum):
    """How sure a learner said to be before the answer was checked."""

    UNSAID = 0
    UNSURE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a learner took a lesson.

    Args:
        lesson: Key of the lesson.
        step: The furthest step that was shown, from 0.
        at: When it was shown first, with its time zone.

    Raises:
        InputError: If a value is malformed; carries every problem.
    """

    lesson: str
    step: int
    at: datetime

    def __post_init__(self) -> None:
        problems = [*_word("lesson", self.lesson), *_range("step", self.step, 0, LAST_STEP), *_zoned(self.at)]
        if problems:
            raise InputError(problems)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one showing of a question.

    What was given is numbers of choices or units of codes, never what somebody typed in words.

    Args:
        key: The showing's own UUID, made when the question is shown: two records of one showing are one answer.
        item: Key of the item, or ``drill:`` with the trap for a generated one.
        topic: Key of its topic.
        kind: Kind of the question.
        mode: In which way it was asked.
        right: Whether it was answered right.
        given: The choice as short JSON; ``as_given`` writes it.
        at: When it was answered, with its time zone.
        diagnosis: Key of the misconception that explains it, empty where none does.
        seed: Seed of a generated question, else 0.
        tries: Which try of this showing it is, from 1.
        sitting: UUID of the exam it belongs to, empty outside one.
        edition: Edition of the item, or series of the drills, from 1.
        confidence: How sure the learner said to be.

    Raises:
        InputError: If a value is malformed; carries every problem.
    """

    key: str
    item: str
    topic: str
    kind: str
    mode: Mode
    right: bool
    given: str
    at: datetime
    diagnosis: str = ""
    seed: int = 0
    tries: int = 1
    sitting: str = ""
    edition: int = 1
    confidence: Confidence = Confidence.UNSAID

    def __post_init__(self) -> None:
        problems = [
            *(_uuid("key", self.key)),
            *(_uuid("sitting", self.sitting) if self.sitting else ()),
            *(problem for field in ("item", "topic", "kind") for problem in _word(field, getattr(self, field))),
            *(_word("diagnosis", self.diagnosis) if self.diagnosis else ()),
            *_range("seed", self.seed, 0, LARGEST_SEED),
            *_range("tries", self.tries, 1, MOST_TRIES),
            *_range("edition", self.edition, 1, LAST_EDITION),
            *_given(self.given),
            *_zoned(self.at),
        ]
        if self.mode not in list(Mode):
            problems.append(Problem("mode", self.mode, f"one of {', '.join(Mode)}"))
        if self.confidence not in list(Confidence):
            problems.append(Problem("confidence", str(self.confidence), "0, 1 or 2"))
        if problems:
            raise InputError(problems)


def remembered(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Give the answers that a schedule follows: a chart or a task is work, and nobody is asked it again when due.

    Args:
        answers: Any answers.

    Returns:
        Those to questions of the bank and to drills, in their order.
    """
    return tuple(answer for answer in answers if not answer.item.startswith((CHART, TASK)))


def as_given(choice: Given) -> str:
    """Write what was chosen as short JSON.

    Args:
        choice: Numbers of choices, or units (and modifiers) by code.

    Returns:
        The JSON.

    >>> as_given([0, 2]), as_given({"97110": 2, "97140": 1})
    ('[0,2]', '{"97110":2,"97140":1}')
    """
    return json.dumps(choice, separators=(",", ":"))


def _zoned(at: datetime) -> list[Problem]:
    return [] if at.tzinfo is not None else [Problem("at", at.isoformat(), "a time with its zone")]


def _uuid(field: str, value: str) -> list[Problem]:
    try:
        known = str(UUID(value)) == value
    except (ValueError, AttributeError, TypeError):
        known = False
    return [] if known else [Problem(field, str(value), "a UUID in lower case")]


def _word(field: str, value: str) -> list[Problem]:
    return [] if _WORD.fullmatch(value) else [Problem(field, value, "a key of at most 80 letters, digits and : . _ -")]


def _range(field: str, value: int, low: int, high: int) -> list[Problem]:
    return [] if low <= value <= high else [Problem(field, str(value), f"a whole number from {low} to {high}")]


def _given(text: str) -> list[Problem]:
    expected = f"JSON of numbers and short codes, at most {LONGEST_GIVEN} characters"
    if len(text) > LONGEST_GIVEN:
        return [Problem("given", text, expected)]
    try:
        choice = json.loads(text)
    except ValueError:
        return [Problem("given", text, expected)]
    return [] if _is_choice(choice) else [Problem("given", text, expected)]


def _is_choice(value: object, depth: int = 0) -> bool:
    if isinstance(value, dict):
        return all(_TOKEN.fullmatch(key) for key in value) and _is_choice(list(value.values()), depth)
    if isinstance(value, list):
        return depth < DEEPEST_GIVEN and all(_is_choice(part, depth + 1) for part in value)
    if isinstance(value, str):
        return _TOKEN.fullmatch(value) is not None
    return value is None or isinstance(value, int)
