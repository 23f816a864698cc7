"""An exam: the same paper for everyone who has the same seed, and its result."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.learning.memory.askable import Askable
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.paper.challenge import Challenge


@dataclass(frozen=True, slots=True)
class Part:
    """What was right of one topic.

    Args:
        topic: Key of the topic.
        right: Questions answered right.
        answered: Questions answered.
        of: Questions asked.
    """

    topic: str
    right: int
    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class Result:
    """How an exam went.

    Args:
        challenge: The paper and its passing score.
        parts: What was right of each topic, by key of the topic.
    """

    challenge: Challenge
    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        """Questions answered right."""
        return sum(part.right for part in self.parts)

    @property
    def answered(self) -> int:
        """Questions answered."""
        return sum(part.answered for part in self.parts)

    @property
    def of(self) -> int:
        """Questions asked."""
        return sum(part.of for part in self.parts)

    @property
    def passed(self) -> bool:
        """Whether the score reaches the passing score: 16 of 20 reach 80 percent, 15 do not."""
        return self.of > 0 and 100 * self.score >= self.challenge.pass_mark * self.of


def paper(
    bank: Iterable[Askable], seed: int, length: int, topics: Collection[str] = (), kinds: Collection[str] = ()
) -> tuple[str, ...]:
    """Draw a paper: the same one for everyone with the same seed and bank.

    Every topic gives one question before any gives a second, and no topic follows itself while others are left.

    Args:
        bank: The questions that may be asked, in any order.
        seed: Settles the draw.
        length: How many questions to draw; fewer where the bank has fewer.
        topics: Topics to ask about, all where none is named.
        kinds: Kinds of question to ask, all where none is named.

    Returns:
        Keys of the questions, in order.

    Raises:
        UnknownKeyError: If no question is of these topics and kinds.
    """
    drawn: dict[str, list[str]] = defaultdict(list)
    for question in bank:
        if (not topics or question.topic in topics) and (not kinds or question.kind in kinds):
            drawn[question.topic].append(question.key)
    if not drawn:
        asked = ", ".join([*topics, *kinds])
        raise UnknownKeyError([Problem("topics and kinds", asked, "at least one question of them in the bank")])
    # A hash, not a random number generator: its order is the same in every version of Python.
    order = sorted(drawn, key=lambda topic: _place(seed, topic))
    for keys in drawn.values():
        keys.sort(key=lambda key: _place(seed, key))
    longest = max(len(keys) for keys in drawn.values())
    rounds = (drawn[topic][turn] for turn in range(longest) for topic in order if turn < len(drawn[topic]))
    return tuple(key for key, _ in zip(rounds, range(length), strict=False))


def _place(seed: int, name: str) -> bytes:
    return sha256(f"{seed} {name}".encode()).digest()


def result(challenge: Challenge, asked: Iterable[Askable], answers: Iterable[Answer]) -> Result:
    """Mark a paper; a question without an answer counts as asked and not as right.

    Args:
        challenge: The paper and its passing score.
        asked: The questions of the paper.
        answers: The answers of this sitting; the first to a question stands.

    Returns:
        The result by topic.
    """
    first: dict[str, bool] = {}
    for answer in answers:
        first.setdefault(answer.item, answer.right)
    topics: dict[str, list[str]] = defaultdict(list)
    for question in asked:
        topics[question.topic].append(question.key)
    parts = (
        Part(topic, sum(first.get(key, False) for key in keys), sum(key in first for key in keys), len(keys))
        for topic, keys in sorted(topics.items())
    )
    return Result(challenge, tuple(parts))
