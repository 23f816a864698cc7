"""Everything that may be asked: the items of a bank, and each trap of the drills once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.drill.drill import all_series
from ptcoding.learning.memory.askable import Askable
from ptcoding.learning.memory.progress import DRILL, Answer
from ptcoding.learning.memory.schedule import due
from ptcoding.learning.paper.edition import Edition, families
from ptcoding.learning.question import ItemQuestion, Question, drilled

if TYPE_CHECKING:
    from ptcoding.learning.memory.schedule import States


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be asked in a quiz, a review and an exam.

    Args:
        bank: The bank of items and notes.
        series: The series that drills are drawn in.
        known: Items and traps by key, the items first.
    """

    bank: Bank
    series: int
    known: Mapping[str, Askable]

    @classmethod
    def of(cls, bank: Bank) -> "Pool":
        """Put the items of a bank, as they are now, beside the traps of the newest series.

        Args:
            bank: The bank.

        Returns:
            All of them.
        """
        series = all_series()[-1]
        return cls(bank, series, _by_key((*bank.items, *families(series))))

    @classmethod
    def of_edition(cls, bank: Bank, edition: Edition) -> "Pool":
        """Take what papers of an edition are drawn from, as it was listed then.

        Args:
            bank: The bank, which has every item of the edition.
            edition: The edition.

        Returns:
            Its items and the traps of its series.
        """
        return cls(bank, edition.series, _by_key(edition.questions))

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
            return drilled(seed, self.known[key].difficulty, key.removeprefix(DRILL), self.series)
        item = self.bank[key]
        return ItemQuestion(item, self.bank.notes_of(item))

    def answered(self, answer: Answer) -> Question:
        """Give the question that an answer was given to, in the edition of then.

        Args:
            answer: The answer, to a question of these.

        Returns:
            The question; as it is now where the bank does not know that edition.

        Raises:
            KeyError: If nothing has its key.
        """
        if answer.item.startswith(DRILL):
            family = self.known[answer.item]
            return drilled(answer.seed, family.difficulty, answer.item.removeprefix(DRILL), answer.edition)
        try:
            item = self.bank.of(answer.item, answer.edition)
        except KeyError:
            item = self.bank[answer.item]
        return ItemQuestion(item, self.bank.notes_of(item))

    def has_changed(self, key: str) -> bool:
        """Tell whether an item was changed since it was listed.

        Args:
            key: Key of an item, or of a trap, which never changes.

        Returns:
            Whether it has a newer edition.
        """
        return not key.startswith(DRILL) and self.bank[key].edition > self.known[key].edition


def _by_key(questions: Iterable[Askable]) -> Mapping[str, Askable]:
    return MappingProxyType({question.key: question for question in questions})
