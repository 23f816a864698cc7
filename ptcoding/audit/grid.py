"""The counting rules over whole tables of visits at once."""

import numpy as np
from numpy.typing import NDArray

from ptcoding.facts.rule import CountingRule, Scope

Minutes = NDArray[np.integer]
UnitTable = NDArray[np.int16]


def allocate_many(minutes: Minutes, rule: CountingRule) -> UnitTable:
    """Allocate many visits of timed codes, one row each.

    On a tie the code that stands first gets the unit, as the scalar engine's first alternative does.

    Args:
        minutes: Whole minutes, shape (visits, codes), each from 0 to 1440.
        rule: The counting rule.

    Returns:
        Units, same shape.

    Source: CMS Medicare Claims Processing Manual, chapter 5, section 20.2; the CPT time convention.

    >>> from ptcoding import AMA, CMS
    >>> allocate_many(np.array([[33, 7], [24, 23]]), CMS).tolist()
    [[2, 1], [2, 1]]
    >>> allocate_many(np.array([[33, 7], [24, 23]]), AMA).tolist()
    [[2, 0], [2, 2]]
    """
    # Columns lie one after the other in memory, so that every step below is one pass over a code.
    columns = [np.ascontiguousarray(column, dtype=np.int16) for column in np.asarray(minutes).T]
    if rule.scope is Scope.EACH:
        return np.stack([rounded(column, rule) for column in columns], axis=1)
    whole = [column // rule.unit_minutes for column in columns]
    left = [column - units * rule.unit_minutes for column, units in zip(columns, whole, strict=True)]
    spare = rounded(np.sum(columns, axis=0, dtype=np.int16), rule) - np.sum(whole, axis=0, dtype=np.int16)
    return np.stack([units + (_rank(left, place) < spare) for place, units in enumerate(whole)], axis=1)


def rounded(minutes: NDArray[np.int16], rule: CountingRule) -> NDArray[np.int16]:
    """Round minutes to units, elementwise.

    Args:
        minutes: Whole minutes, any shape.
        rule: The counting rule.

    Returns:
        Units, same shape.

    >>> from ptcoding import CMS
    >>> rounded(np.array([7, 8, 22, 23], dtype=np.int16), CMS).tolist()
    [0, 1, 1, 2]
    """
    return (minutes + np.int16(rule.unit_minutes - rule.threshold)) // np.int16(rule.unit_minutes)


def _rank(left: list[NDArray[np.int16]], place: int) -> NDArray[np.int16]:
    """Count, for one code, the leftovers that come before its own."""
    mine = left[place]
    ahead = np.zeros(mine.shape, dtype=np.int16)
    for other, theirs in enumerate(left):
        if other < place:
            ahead += theirs >= mine
        elif other > place:
            ahead += theirs > mine
    return ahead
