"""Everything that may be asked: the items of a bank, and each trap of the drills once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.drill.drill import Trap, drill_table
from ptcoding.learning.memory.askable import Askable
from ptcoding.learning.memory.progress import DRILL
from ptcoding.learning.memory.schedule import due
from ptcoding.learning.question import COUNTING, ItemQuestion, Question, drilled

if TYPE_CHECKING:
    from ptcoding.learning.memory.schedule import States


@dataclass(frozen=True, slots=True)
class Family:
    """All drills of a trap, which are one memory.

    Args:
        key: ``drill:`` with the trap.
        topic: The trap's first topic.
        difficulty: How hard its drills are where nobody chose: that of its first shape.
        kind: The kind of every drill.
    """

    key: str
    topic: str
    difficulty: int
    kind: str = COUNTING


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be asked in a quiz, a review and an exam.

    Args:
        bank: The bank of items and notes.
        known: Items and traps by key, the items first.
    """

    bank: Bank
    known: Mapping[str, Askable]

    @classmethod
    def of(cls, bank: Bank) -> "Pool":
        """Put the items of a bank beside the traps of the drills.

        Args:
            bank: The bank.

        Returns:
            All of them.
        """
        everything: tuple[Askable, ...] = (*bank.items, *map(_family, drill_table().traps.values()))
        return cls(bank, MappingProxyType({one.key: one for one in everything}))

    @property
    def askable(self) -> tuple[Askable, ...]:
        """Everything, in order."""
        return tuple(self.known.values())

    def due(self, states: "States", now: datetime) -> tuple[str, ...]:
        """List what is due and may still be asked.

        Args:
            states: The state of every question answered so far, as ``cards`` reckons it.
            now: The present time, with its zone.

        Returns:
            Keys of the questions, most overdue first.
        """
        return tuple(key for key in due(states, now) if key in self.known)

    def question(self, key: str, seed: int = 0) -> Question:
        """Give a question by its key.

        Args:
            key: Key of an item, or of a trap.
            seed: What the visit of a trap is drawn from.

        Returns:
            The question; a drill is drawn now.

        Raises:
            KeyError: If nothing has that key.
        """
        if key.startswith(DRILL):
            return drilled(seed, self.known[key].difficulty, key.removeprefix(DRILL))
        item = self.bank[key]
        return ItemQuestion(item, self.bank.notes_of(item))


def _family(trap: Trap) -> Family:
    return Family(f"{DRILL}{trap.key}", trap.topics[0], trap.shapes[0].difficulty)
