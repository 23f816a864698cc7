"""How far a learner is with each topic, and what is likely still remembered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.memory.schedule import cards, scheduler

if TYPE_CHECKING:
    from fsrs import Card


@dataclass(frozen=True, slots=True)
class TopicMastery:
    """How far a learner is with a topic.

    Args:
        topic: Key of the topic.
        answered: Answers given.
        right: Those that were right.
        due: Questions that are due.
        retrievability: Mean chance, from 0 to 1, that a question answered before would be remembered now, where one
            that was wrong the last time counts as not remembered; None where all of them were.
        next_due: When the next question is or was due.
    """

    topic: str
    answered: int
    right: int
    due: int
    retrievability: float | None
    next_due: datetime

    @property
    def share(self) -> float:
        """Share of the answers that were right, from 0 to 1."""
        return self.right / self.answered


def mastery(answers: Sequence[Answer], now: datetime) -> tuple[TopicMastery, ...]:
    """Reckon how far a learner is with every topic answered so far.

    Args:
        answers: The learner's answers, oldest first.
        now: The present time, with its zone.

    Returns:
        One row a topic, by key of the topic; none before the first answer.
    """
    states = cards(answers)
    given: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        given[answer.topic].append(answer)
    moment = now.astimezone(UTC)
    return tuple(
        _row(topic, rows, [states[key] for key in dict.fromkeys(row.item for row in rows)], moment)
        for topic, rows in sorted(given.items())
    )


def _row(topic: str, rows: Sequence[Answer], known: "Sequence[Card]", now: datetime) -> TopicMastery:
    last = {row.item: row.right for row in rows}
    # On the day of an answer the scheduler gives every card 1, also after a wrong one, as it counts whole days. That a
    # question was explained is no sign that it is remembered: only a right answer is.
    chances = [
        scheduler().get_card_retrievability(card, now) if right else 0.0
        for card, right in zip(known, last.values(), strict=True)
    ]
    return TopicMastery(
        topic=topic,
        answered=len(rows),
        right=sum(row.right for row in rows),
        due=sum(card.due <= now for card in known),
        retrievability=sum(chances) / len(chances) if any(last.values()) else None,
        next_due=min(card.due for card in known),
    )
