"""What a group gained between two forms, and whether the numbers allow to say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# With fewer people the interval says more about chance than about the in-service.
FEWEST = 8
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Gain:
    """A change of the share that was right, with its interval of 95 percent.

    Args:
        people: How many answered both.
        before: The share that was right before, from 0 to 1.
        after: The share that was right after.
        low: The lower end of the change.
        high: The upper end.
    """

    people: int
    before: float
    after: float
    low: float
    high: float

    @property
    def says(self) -> str:
        """What the numbers allow to say: too few, more, less, or no change that stands out.

        >>> Gain(20, 0.4, 0.7, 0.1, 0.5).says, Gain(5, 0.4, 0.7, 0.1, 0.5).says
        ('more', 'too few to say')
        """
        if self.people < FEWEST:
            return "too few to say"
        return "more" if self.low > 0 else "less" if self.high < 0 else "no change that stands out"


def gain(pairs: Sequence[tuple[bool, bool]]) -> Gain | None:
    """Compare what the same people answered before and after.

    The interval is the usual one for matched pairs: with b who went from wrong to right, c from right to wrong and n
    people, the change is (b - c) / n and its standard error the root of b + c - (b - c)^2 / n, over n.

    Args:
        pairs: Of each person, whether they were right before and after.

    Returns:
        The gain, None where nobody answered both.

    >>> # (6 - 1) / 10 = 0.5, and 1.96 times the root of 7 - 25/10, over 10, is 0.42.
    >>> came = gain([(False, True)] * 6 + [(True, True)] * 3 + [(True, False)])
    >>> came.people, came.before, came.after, round(came.low, 2), round(came.high, 2)
    (10, 0.4, 0.9, 0.08, 0.92)
    """
    people = len(pairs)
    if not people:
        return None
    found = sum(not before and after for before, after in pairs)
    lost = sum(before and not after for before, after in pairs)
    change = (found - lost) / people
    error = sqrt(max(0.0, found + lost - (found - lost) ** 2 / people)) / people
    low, high = max(-1.0, change - _Z * error), min(1.0, change + _Z * error)
    shares = (sum(before for before, _ in pairs) / people, sum(after for _, after in pairs) / people)
    return Gain(people, *shares, low, high)
