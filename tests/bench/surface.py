"""How far a learner gets who reads no question: six rules of surface, tried on the recall items of the course.

Each rule takes a choice by its form alone, by chance among equals, and is read in the direction that does best, as a
taker of many tests would learn it: the longest choice, but also the second longest, since a padded one is seen through.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from lessons.content.bank import items
from lessons.content.course import course
from lessons.content.practice_bank import bank
from ptcoding.learning.bank.item import Item, Kind
from tests.bench.table import Row, render

# A rule may be this much better than chance.
MARGIN = 0.05
ABSOLUTE = re.compile(r"\b(always|never|every|all|any|only|none|must|cannot|no one|whatever|proves?)\b", re.IGNORECASE)
STOCK = re.compile(
    r"\b(tolerated|as tolerated|per protocol|throughout|skilled|progress(ing|ed)|pays? (more|most)|to be safe)\b",
    re.IGNORECASE,
)
REASON = re.compile(r"\b(because|since)\b", re.IGNORECASE)
Rule = Callable[[str], float]
BY_WORDS: tuple[tuple[str, Rule], ...] = (
    ("semicolon", lambda words: words.count(";") > 0),
    ("because or since", lambda words: REASON.search(words) is not None),
    ("absolute word", lambda words: ABSOLUTE.search(words) is not None),
    ("stock phrase", lambda words: STOCK.search(words) is not None),
)


def credit(item: Item, scores: Sequence[float]) -> float:
    """Give the chance that the best of these is right.

    Args:
        item: The item.
        scores: A score for each of its choices.

    Returns:
        1 where the right choice alone is best, a share where several are, 0 where it isn't.
    """
    best = {place for place, score in enumerate(scores) if score == max(scores)}
    return len(best & item.right) / len(best)


def by_words(pool: Sequence[Item], rule: Rule) -> float:
    """Score a rule that reads the words of a choice.

    Args:
        pool: Items with one right choice.
        rule: What it makes of a choice.

    Returns:
        The share of items that it gets right, in its better direction.
    """
    return max(
        fmean(credit(item, [sign * rule(choice.text) for choice in item.choices]) for item in pool) for sign in (1, -1)
    )


def by_length(pool: Sequence[Item]) -> float:
    """Score the rule that always takes the longest choice, or the second longest, and so on.

    Args:
        pool: Items with one right choice.

    Returns:
        The share of items that the best rank gets right.
    """
    ranks = range(max(len(item.choices) for item in pool))
    return max(fmean(credit(item, _at_rank(item, rank)) for item in pool) for rank in ranks)


def _at_rank(item: Item, rank: int) -> list[int]:
    """Mark the choices that are as long as the one at this rank; an item with fewer has its shortest there."""
    lengths = [len(choice.text) for choice in item.choices]
    wanted = sorted(lengths, reverse=True)[min(rank, len(lengths) - 1)]
    return [int(length == wanted) for length in lengths]


def by_place(pool: Sequence[Item]) -> float:
    """Score the rule that always takes the same place.

    Args:
        pool: Items with one right choice.

    Returns:
        The share of items that the best place gets right.
    """
    places = range(max(len(item.choices) for item in pool))
    return max(fmean(float(place in item.right) for item in pool) for place in places)


def chance(pool: Iterable[Item]) -> float:
    """Give the share that guessing gets right.

    Args:
        pool: Items with one right choice.

    Returns:
        The mean of one over the number of choices.
    """
    return fmean(1 / len(item.choices) for item in pool)


def pools() -> dict[str, list[Item]]:
    """Give the recall items with one right choice, those of the lessons apart from those of the quiz."""
    lessons = [item for lesson in course().lessons for item in items(lesson.slug)]
    known = {item.key for item in lessons}
    quiz = [item for item in bank().items if item.kind is Kind.RECALL and item.key not in known]
    return {
        name: [item for item in pool if len(item.right) == 1] for name, pool in (("lessons", lessons), ("quiz", quiz))
    }


def rows() -> list[Row]:
    """Write each rule beside chance.

    Returns:
        A line for each rule and pool.
    """
    lines = []
    for name, pool in pools().items():
        guess = chance(pool)
        scores = [("length", by_length(pool)), ("same place", by_place(pool))]
        scores += [(label, by_words(pool, rule)) for label, rule in BY_WORDS]
        lines += [
            Row(
                f"{name} by surface: {label}",
                f"{score:.1%}",
                f"{guess:.1%}",
                f"{(score - guess) * 100:+.1f} points",
                f"<= chance + {MARGIN * 100:.0f}",
                score <= guess + MARGIN,
            )
            for label, score in scores
        ]
    return lines


def main() -> int:
    """Print the results.

    Returns:
        0 when every goal is met, else 1.
    """
    lines = rows()
    print(render(lines))
    return 1 if any(line.met is False for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
