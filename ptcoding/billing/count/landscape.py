"""Many visits side by side: where the two counting rules agree, and where they part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ptcoding.billing.count.grid import every_visit, total_units
from ptcoding.facts.rule import CountingRule


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
    gap = gaps(every_visit(codes, longest), first, second)
    first_more, second_more = int((gap > 0).sum()), int((gap < 0).sum())
    return Parting(len(gap), len(gap) - first_more - second_more, first_more, second_more)


def gaps(minutes: NDArray[np.int16], first: CountingRule, second: CountingRule) -> NDArray[np.int16]:
    """Give the units by which the first rule exceeds the second, for each visit.

    Args:
        minutes: Whole minutes, shape (visits, codes).
        first: A counting rule.
        second: The rule it is set against.

    Returns:
        Differences, shape (visits,).
    """
    return total_units(minutes, first) - total_units(minutes, second)


def steps(others: Sequence[int], longest: int, rule: CountingRule) -> NDArray[np.int16]:
    """Give the units of a visit while one code grows and the others stay.

    Args:
        others: Minutes of the other codes.
        longest: Most minutes of the growing code.
        rule: The counting rule.

    Returns:
        Units for 0 to ``longest`` minutes, shape (longest + 1,).

    >>> from ptcoding import CMS
    >>> steps([7], 2, CMS).tolist()
    [0, 1, 1]
    """
    growing = np.arange(longest + 1, dtype=np.int16)
    fixed = [np.full(longest + 1, minutes, dtype=np.int16) for minutes in others]
    return total_units(np.stack([growing, *fixed], axis=1), rule)


def cliffs(units: NDArray[np.int16], at: int) -> tuple[int | None, int | None]:
    """Find the nearest changes of a staircase around a place on it.

    Args:
        units: Units by minute, as :func:`steps` gives them.
        at: Where one stands, in minutes.

    Returns:
        The minute at which the present step began, and the first minute of the next; None where there is none.

    >>> cliffs(np.array([0, 0, 1, 1, 2]), 3)
    (2, 4)
    """
    changes = np.flatnonzero(np.diff(units)) + 1
    before, after = changes[changes <= at], changes[changes > at]
    return (int(before[-1]) if len(before) else None, int(after[0]) if len(after) else None)
