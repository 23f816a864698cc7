"""The votes on a question, counted: what the room chose, which named wrong rules it followed, and how it shifted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ptcoding.room.room import Cast

SURE = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on a question in one round.

    Args:
        answered: How many answered.
        right: How many were right.
        given: How many gave each answer, the most frequent first.
        diagnoses: How many followed each named wrong rule, the most frequent first.
        sure: The mean confidence of those who said one, None where nobody did.
        surely_wrong: How many were wrong and sure of it.
    """

    answered: int
    right: int
    given: Mapping[str, int]
    diagnoses: Mapping[str, int]
    sure: Fraction | None = None
    surely_wrong: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """How those who answered twice moved between the first vote and the last.

    Args:
        stayed_right: Right both times.
        found: Wrong, then right.
        lost: Right, then wrong.
        stayed_wrong: Wrong both times.
    """

    stayed_right: int
    found: int
    lost: int
    stayed_wrong: int


def tally(votes: Sequence[Cast]) -> Tally:
    """Count the votes of one round.

    Args:
        votes: The votes.

    Returns:
        The counts.

    >>> cast = Cast(1, 0, 1, '["a"]', False, "each_alone", 5)
    >>> counted = tally([cast])
    >>> counted.answered, counted.right, dict(counted.diagnoses), counted.surely_wrong
    (1, 0, {'each_alone': 1}, 1)
    """
    given = Counter(vote.given for vote in votes)
    named = Counter(vote.diagnosis for vote in votes if vote.diagnosis)
    said = [vote.confidence for vote in votes if vote.confidence]
    return Tally(
        answered=len(votes),
        right=sum(vote.right for vote in votes),
        given=_ranked(given),
        diagnoses=_ranked(named),
        sure=Fraction(sum(said), len(said)) if said else None,
        surely_wrong=sum(vote.confidence >= SURE and not vote.right for vote in votes),
    )


def by_round(votes: Sequence[Cast]) -> Mapping[int, tuple[Cast, ...]]:
    """Part the votes on a question by their rounds."""
    rounds = sorted({vote.round for vote in votes})
    return {number: tuple(vote for vote in votes if vote.round == number) for number in rounds}


def shift(votes: Sequence[Cast]) -> Shift | None:
    """Follow those who answered in the first round and in the last.

    Args:
        votes: The votes on one question, of every round.

    Returns:
        How they moved, None where there was one round only.

    >>> first, second = Cast(1, 0, 1, "a", False, "", 0), Cast(1, 0, 2, "b", True, "", 0)
    >>> shift([first, second])
    Shift(stayed_right=0, found=1, lost=0, stayed_wrong=0)
    """
    rounds = by_round(votes)
    if len(rounds) == 1 or not rounds:
        return None
    first, last = ({vote.seat: vote.right for vote in rounds[number]} for number in (min(rounds), max(rounds)))
    pairs = Counter((first[seat], last[seat]) for seat in first.keys() & last.keys())
    return Shift(pairs[True, True], pairs[False, True], pairs[True, False], pairs[False, False])


def _ranked(counts: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
