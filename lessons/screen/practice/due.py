"""What may be asked in a mixed review and an exam, and what of it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from lessons.content.practice_bank import bank
from ptcoding.learning.bank.item import Item
from ptcoding.learning.drill.drill import Drill, Trap, drill_table
from ptcoding.learning.drill.generate import drill
from ptcoding.learning.memory.askable import Askable
from ptcoding.learning.memory.progress import DRILL, Answer
from ptcoding.learning.memory.schedule import due

COUNTING = "units"


@dataclass(frozen=True, slots=True)
class Drilled:
    """A drill among the questions.

    Args:
        key: ``drill:`` with its trap: answers to all drills of a trap are one memory.
        topic: The trap's first topic.
        difficulty: 1 easy, 2 middling, 3 hard.
        seed: What the visit is drawn from.
        kind: The kind of every drill.
    """

    key: str
    topic: str
    difficulty: int
    seed: int
    kind: str = COUNTING

    @property
    def drill(self) -> Drill:
        """The visit to be counted."""
        return drill(self.seed, self.difficulty, self.key.removeprefix(DRILL))


def drilled(seed: int, difficulty: int, about: str | None) -> Drilled:
    """Draw a drill.

    Args:
        seed: What it is drawn from.
        difficulty: 1 easy, 2 middling, 3 hard.
        about: A trap, None for any.

    Returns:
        The drill, with the trap it was drawn from.
    """
    trap = drill(seed, difficulty).trap if about is None else drill_table().traps[about]
    return Drilled(f"{DRILL}{trap.key}", trap.topics[0], difficulty, seed)


Question = Item | Drilled


@cache
def askable() -> tuple[Askable, ...]:
    """Give everything that may be asked: the items of the bank, and each trap of the drills once."""
    return (*bank().items, *(_family(trap) for trap in drill_table().traps.values()))


def due_today(answers: Sequence[Answer]) -> int:
    """Count what is due now.

    Args:
        answers: All answers, oldest first.

    Returns:
        The number of questions due that the bank still has.
    """
    known = {question.key for question in askable()}
    return sum(key in known for key in due(answers, datetime.now(UTC)))


def question_of(key: str, seed: int) -> Question:
    """Give a question by its key.

    Args:
        key: Key of an item, or of a trap.
        seed: What the visit of a trap is drawn from.

    Returns:
        The question.

    Raises:
        KeyError: If nothing has that key.
    """
    if not key.startswith(DRILL):
        return items()[key]
    family = next(question for question in askable() if question.key == key)
    return Drilled(key, family.topic, family.difficulty, seed)


@cache
def items() -> dict[str, Item]:
    """Give the items of the bank by key."""
    return {item.key: item for item in bank().items}


def drill_seed(seed: int, key: str) -> int:
    """Draw a number for a trap from the number of a paper: the same for a whole room.

    Args:
        seed: Number of the paper.
        key: Key of the trap.

    Returns:
        A number from 0 to 999,999.

    >>> drill_seed(4711, "drill:tie") == drill_seed(4711, "drill:tie")
    True
    """
    return int.from_bytes(sha256(f"{seed} {key}".encode()).digest()[:8]) % 1_000_000


def _family(trap: Trap) -> Drilled:
    return Drilled(f"{DRILL}{trap.key}", trap.topics[0], trap.shapes[0].difficulty, 0)
