"""What to ask next: what is due, as FSRS reckons from the answers, then what is new.

Nothing of the schedule is stored: it is reckoned from the answers, so that a better scheduler needs no migration,
and two tabs cannot disagree about it. No clock is read here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from ptcoding.learning.memory.askable import Askable
from ptcoding.learning.memory.progress import Answer

if TYPE_CHECKING:
    # The library takes longer to import than a page to draw; it is loaded when a schedule is asked for.
    from fsrs import Card, Rating, Scheduler

    # The state of every question answered so far, by its key.
    States = Mapping[str, Card]


@cache
def scheduler() -> "Scheduler":
    """Give the scheduler that every schedule here is reckoned with.

    Returns:
        FSRS with its published weights, 90% retention and no random shift of days.
    """
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False)


def cards(answers: Iterable[Answer]) -> "States":
    """Reckon the state of every question from its answers.

    A right answer is rated good, one that took a second try hard, a wrong one again.

    Args:
        answers: The learner's answers, oldest first.

    Returns:
        A card for every question answered so far, by the question's key.
    """
    from fsrs import Card

    states: dict[str, Card] = {}
    review = scheduler().review_card
    for answer in answers:
        at = answer.at.astimezone(UTC)
        # A card that is given no number and no time takes both from the clock, and waits for it.
        card = states.get(answer.item) or Card(card_id=len(states), due=at)
        states[answer.item], _ = review(card, _rating(answer), at)
    return states


def _rating(answer: Answer) -> "Rating":
    from fsrs import Rating

    if not answer.right:
        return Rating.Again
    return Rating.Good if answer.tries == 1 else Rating.Hard


def due(states: "States", now: datetime) -> tuple[str, ...]:
    """List what is due.

    Args:
        states: The state of every question answered so far, as ``cards`` reckons it.
        now: The present time, with its zone.

    Returns:
        Keys of the questions that are due, most overdue first.
    """
    waiting = [(card.due, key) for key, card in states.items() if card.due <= now]
    return tuple(key for _, key in sorted(waiting))


def next_items(
    states: "States",
    bank: Iterable[Askable],
    now: datetime,
    count: int,
    seed: int = 0,
    previous: str = "",
) -> tuple[str, ...]:
    """Choose what to ask next.

    Due questions come first, the most overdue before the others; then new ones, easy before hard; then, where the
    bank has no more, those that will be due soonest. Within each group no topic follows itself where that can be
    avoided, nor where one group follows another.

    Args:
        states: The state of every question answered so far, as ``cards`` reckons it.
        bank: The questions that may be asked; due ones that are not in it are left out.
        now: The present time, with its zone.
        count: At most how many to choose.
        seed: Settles the order of new questions of one difficulty.
        previous: Topic of the question asked last, empty where there was none.

    Returns:
        Keys of the questions in the order to ask them.
    """
    known = {question.key: question for question in bank}
    seen = sorted((states[key].due, key) for key in known if key in states)
    new = sorted((key for key in known if key not in states), key=lambda key: _newest(known[key], seed))
    groups = [[key for at, key in seen if at <= now], new, [key for at, key in seen if at > now]]
    chosen: list[str] = []
    for group in groups:
        topics = {key: known[key].topic for key in group}
        chosen += interleaved(topics, known[chosen[-1]].topic if chosen else previous)
    return tuple(chosen[:count])


def _newest(question: Askable, seed: int) -> tuple[int, bytes]:
    return question.difficulty, sha256(f"{seed} {question.key}".encode()).digest()


def interleaved(topics: Mapping[str, str], previous: str = "") -> tuple[str, ...]:
    """Order questions so that no topic follows itself where that can be avoided.

    Args:
        topics: Topic of every question, in the order wished for.
        previous: Topic that went before.

    Returns:
        All keys, each as early as the wish and the rule allow.

    >>> interleaved({"a": "T1", "b": "T1", "c": "T2", "d": "T1"})
    ('a', 'c', 'b', 'd')
    """
    left = dict(topics)
    counts = Counter(left.values())
    order: list[str] = []
    while left:
        key = _following(left, counts, previous)
        previous = left.pop(key)
        counts[previous] -= 1
        order.append(key)
    return tuple(order)


def _following(left: Mapping[str, str], counts: Counter[str], previous: str) -> str:
    # A topic that makes up more than half of what is left has to come now, or it will follow itself later.
    crowded, times = counts.most_common(1)[0]
    if 2 * times > len(left) and crowded != previous:
        return next(key for key, topic in left.items() if topic == crowded)
    return next((key for key, topic in left.items() if topic != previous), next(iter(left)))
