"""Named wrong rules: what an answer gives away about how it was counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ptcoding.billing.count.allocation import Allocation, Units
from ptcoding.facts.source import Fact
from ptcoding.facts.table import read_table, rows_of
from ptcoding.learning.marking.seen import Seen
from ptcoding.learning.marking.wrong_rules import WRONG_RULES


@dataclass(frozen=True, slots=True)
class Misconception(Fact):
    """A wrong rule that has a name, and sources that refute it.

    Args:
        key: Its name in the program and in the data.
        name: Its name for a reader.
        does: What it does, one sentence.
        refutation: Why it fails, to be filled with the numbers of a visit, by the scope of the rules under which it
            is wrong: ``total`` where the day is rounded, ``each`` where each code is.
        topics: Topics of the course it touches.
    """

    key: str
    name: str
    does: str
    refutation: Mapping[str, str]
    topics: tuple[str, ...]


@cache
def misconceptions() -> Mapping[str, Misconception]:
    """Read every named wrong rule by its key, the most telling first.

    >>> list(misconceptions()["each_alone"].refutation)
    ['total']
    """
    rows = rows_of(read_table("misconceptions"), "misconception")
    return MappingProxyType({row["key"]: Misconception(**{**row, "topics": tuple(row["topics"])}) for row in rows})


def wrong_answers(misconception: Misconception, allocation: Allocation) -> tuple[Units, ...]:
    """Give every answer that a wrong rule leads to.

    Args:
        misconception: The wrong rule.
        allocation: The right count of the visit.

    Returns:
        Units of every code of the visit; several where the belief leaves something open, none where the visit gives
        it nothing to work on. An answer may be right by accident.
    """
    return tuple(answers(misconception, Seen.of(allocation)))


def diagnose_allocation(allocation: Allocation, answer: Mapping[str, int]) -> tuple[Misconception, ...]:
    """Name the wrong rules that lead to an answer.

    Args:
        allocation: The right count of the visit.
        answer: Units by code; a code that is left out counts as none.

    Returns:
        The wrong rules that give exactly this answer, the most telling first; none where the answer is right, or
        where none of them gives it.

    >>> from ptcoding import CMS, Session, allocate
    >>> counted = allocate(Session.of({"97110": 24, "97112": 23}), CMS)
    >>> diagnose_allocation(counted, {"97110": 2, "97112": 2})[0].key
    'each_alone'
    """
    seen = Seen.of(allocation)
    given = {code: answer.get(code, 0) for code in allocation.units}
    if given in seen.right or not set(answer) <= set(given):
        return ()
    return tuple(found for found in misconceptions().values() if given in answers(found, seen))


def answers(misconception: Misconception, seen: Seen) -> Iterator[Units]:
    """Write the answers of a wrong rule for every code of a visit; what it says nothing about is as it should be.

    Args:
        misconception: The wrong rule.
        seen: The visit.

    Yields:
        Units of every code of the visit.
    """
    if seen.rule.scope.value not in misconception.refutation:
        return
    right = seen.right[0]
    for units in WRONG_RULES[misconception.key](seen):
        yield {code: units.get(code, right[code]) for code in right}
