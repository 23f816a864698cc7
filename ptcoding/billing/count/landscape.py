"""Many visits side by side: where the two counting rules agree, and where they part.

A rule sees of a visit one number: the sum of its minutes, or the sum of its codes' rounded minutes. Visits that look
the same to both rules are counted together, never listed: four codes of thirty minutes are 810,000 visits, but few
such sums.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ptcoding.facts.rule import CountingRule, Scope


@dataclass(frozen=True, slots=True)
class Parting:
    """How often two rules part over a set of visits.

    Args:
        visits: Number of visits.
        agree: Those that both rules give the same number of units.
        first_more: Those to which the first rule gives more.
        second_more: Those to which the second rule gives more.
    """

    visits: int
    agree: int
    first_more: int
    second_more: int


def parting(codes: int, longest: int, first: CountingRule, second: CountingRule) -> Parting:
    """Count how often two rules part over every visit in a range.

    Args:
        codes: Number of timed codes, 1 to 4.
        longest: Most minutes per code; each code has 1 to that many.
        first: A counting rule.
        second: The rule it is set against.

    Returns:
        The counts.

    >>> from ptcoding import AMA, CMS
    >>> parting(1, 60, CMS, AMA)
    Parting(visits=60, agree=60, first_more=0, second_more=0)
    """
    one = Counter((_seen(spent, first), _seen(spent, second)) for spent in range(1, longest + 1))
    visits = one
    for _ in range(codes - 1):
        longer: Counter[tuple[int, int]] = Counter()
        for (mine, theirs), so_many in visits.items():
            for (more, also), times in one.items():
                longer[mine + more, theirs + also] += so_many * times
        visits = longer
    gaps: Counter[int] = Counter()
    for (mine, theirs), so_many in visits.items():
        gaps[_given(mine, first) - _given(theirs, second)] += so_many
    first_more = sum(so_many for gap, so_many in gaps.items() if gap > 0)
    second_more = sum(so_many for gap, so_many in gaps.items() if gap < 0)
    return Parting(gaps.total(), gaps[0], first_more, second_more)


def _seen(minutes: int, rule: CountingRule) -> int:
    """Give what a rule adds up of one code."""
    return minutes if rule.scope is Scope.TOTAL else rule.units(minutes)


def _given(seen: int, rule: CountingRule) -> int:
    """Give the units that a rule makes of its sum."""
    return rule.units(seen) if rule.scope is Scope.TOTAL else seen


def square(longest: int, third: int, rule: CountingRule) -> list[list[int]]:
    """Give the units of every visit of two codes beside a third that stays.

    Args:
        longest: Most minutes per code; each of the two has 1 to that many.
        third: Minutes of the third code, 0 for none.
        rule: The counting rule.

    Returns:
        Units, a row for each minute of the second code.

    >>> from ptcoding import CMS
    >>> square(2, 6, CMS)
    [[1, 1], [1, 1]]
    >>> square(2, 5, CMS)
    [[0, 1], [1, 1]]
    """
    one, fixed = [_seen(spent, rule) for spent in range(1, longest + 1)], _seen(third, rule)
    return [[_given(first + second + fixed, rule) for first in one] for second in one]


def steps(others: Sequence[int], longest: int, rule: CountingRule) -> tuple[int, ...]:
    """Give the units of a visit while one code grows and the others stay.

    Args:
        others: Minutes of the other codes.
        longest: Most minutes of the growing code.
        rule: The counting rule.

    Returns:
        Units for 0 to ``longest`` minutes.

    >>> from ptcoding import CMS
    >>> steps([7], 2, CMS)
    (0, 1, 1)
    """
    fixed = sum(_seen(minutes, rule) for minutes in others)
    return tuple(_given(fixed + _seen(spent, rule), rule) for spent in range(longest + 1))


def climbs(units: Sequence[int]) -> list[int]:
    """Give the minutes at which a staircase changes.

    Args:
        units: Units by minute, as :func:`steps` gives them.

    Returns:
        The first minute of every step but the lowest.

    >>> climbs((0, 0, 1, 1, 2))
    [2, 4]
    """
    return [minute for minute, (before, after) in enumerate(pairwise(units), start=1) if before != after]


def cliffs(units: Sequence[int], at: int) -> tuple[int | None, int | None]:
    """Find the nearest changes of a staircase around a place on it.

    Args:
        units: Units by minute, as :func:`steps` gives them.
        at: Where one stands, in minutes.

    Returns:
        The minute at which the present step began, and the first minute of the next; None where there is none.

    >>> cliffs((0, 0, 1, 1, 2), 3)
    (2, 4)
    """
    changes = climbs(units)
    return (
        max((minute for minute in changes if minute <= at), default=None),
        min((minute for minute in changes if minute > at), default=None),
    )
