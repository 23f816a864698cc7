"""How many cases each named wrong rule fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ptcoding.conformance.answer import is_right
from ptcoding.conformance.kit import Asks, kit
from ptcoding.conformance.score import counted_of
from ptcoding.learning.marking.misconception import answers, misconceptions
from ptcoding.learning.marking.seen import Seen


@dataclass(frozen=True, slots=True)
class Failing:
    """A wrong rule put through the kit.

    Args:
        failed: Ids of the cases that it gets wrong, whichever way its belief is read.
        asked: How many cases ask for units under a rule that it gets wrong.
    """

    failed: tuple[str, ...]
    asked: int


@cache
def failing() -> Mapping[str, Failing]:
    """Put every named wrong rule through the kit.

    Returns:
        What each fails, by its key, the most telling rule first. A rule that says nothing of a visit counts it right.

    >>> "cliff-cms-8" in failing()["after_eight"].failed
    True
    """
    asked = [(case, Seen.of(counted_of(case))) for case in kit().cases if case.asks is Asks.UNITS]
    found = {}
    for key, rule in misconceptions().items():
        concerned = [(case, seen) for case, seen in asked if seen.rule.scope.value in rule.refutation]
        failed = []
        for case, seen in concerned:
            given = [is_right(case, {"units": units}) for units in answers(rule, seen)]
            if given and not any(given):
                failed.append(case.id)
        found[key] = Failing(tuple(failed), len(concerned))
    return MappingProxyType(found)
