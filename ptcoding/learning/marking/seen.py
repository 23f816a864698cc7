"""A visit as a wrong rule sees it, and how units are handed out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ptcoding.billing.count.allocation import Allocation, Units
from ptcoding.facts.rule import CountingRule, Scope


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit as a wrong rule sees it.

    Args:
        allocation: The right count.
        rule: The counting rule that was asked for.
        timed: Counted minutes of the timed codes that have any, in the order entered.
        untimed: Minutes of the untimed codes that were given.
        right: Every right answer.
    """

    allocation: Allocation
    rule: CountingRule
    timed: Mapping[str, int]
    untimed: Mapping[str, int]
    right: tuple[Units, ...]

    @classmethod
    def of(cls, allocation: Allocation) -> "Seen":
        """Look at a counted visit.

        >>> from ptcoding import CMS, Session, allocate
        >>> Seen.of(allocate(Session.of({"97110": 33, "97161": 20}), CMS)).untimed
        {'97161': 20}
        """
        counted = allocation.countable
        given = {code: sum(counted.by_giver[code].values()) for code, shown in counted.untimed.items() if shown}
        timed = {code: minutes for code, minutes in counted.timed.items() if minutes}
        return cls(allocation, allocation.rule, timed, given, allocation.alternatives)

    @property
    def total(self) -> int:
        """Total timed minutes."""
        return sum(self.timed.values())

    @property
    def whole(self) -> Units:
        """Whole quarter-hours of every timed code."""
        return {code: minutes // self.rule.unit_minutes for code, minutes in self.timed.items()}

    @property
    def spare(self) -> int:
        """Units of the rounded total beyond the whole quarter-hours."""
        return self.rule.units(self.total) - sum(self.whole.values())


def largest(amounts: Mapping[str, int], number: int) -> Iterator[tuple[str, ...]]:
    """Give every choice of the codes with the largest amounts.

    Args:
        amounts: Amounts by code.
        number: How many codes to choose.

    Yields:
        The chosen codes: several choices where amounts are equal.

    >>> list(largest({"97110": 7, "97112": 7, "97140": 2}, 1))
    [('97110',), ('97112',)]
    """
    ranked = sorted(amounts, key=lambda code: -amounts[code])
    if not 0 < number < len(ranked):
        yield tuple(ranked[:number])
        return
    edge = amounts[ranked[number - 1]]
    ahead = [code for code in ranked if amounts[code] > edge]
    level = [code for code in ranked if amounts[code] == edge]
    for chosen in combinations(level, number - len(ahead)):
        yield (*ahead, *chosen)


def handed_out(minutes: Mapping[str, int], units: int, quarter: int) -> Iterator[Units]:
    """Give whole quarter-hours first and one unit each to the largest leftovers.

    Args:
        minutes: Minutes by code.
        units: Units to give; what is over goes round again.
        quarter: Minutes of a whole unit.

    Yields:
        Units by code: several ways where leftovers are equal.

    >>> list(handed_out({"97110": 33, "97140": 7}, 3, 15))
    [{'97110': 2, '97140': 1}]
    """
    whole = {code: spent // quarter for code, spent in minutes.items()}
    spare = max(0, units - sum(whole.values()))
    rounds, left = divmod(spare, len(minutes)) if minutes else (0, 0)
    leftovers = {code: spent % quarter for code, spent in minutes.items()}
    for chosen in largest(leftovers, left):
        yield {code: own + rounds + (code in chosen) for code, own in whole.items()}


def by_minutes(rule: CountingRule, minutes: Mapping[str, int]) -> Iterator[Units]:
    """Count other minutes by the rule that was asked for.

    Args:
        rule: The counting rule.
        minutes: Minutes by code.

    Yields:
        Units by code: several ways where leftovers are equal.
    """
    if rule.scope is Scope.TOTAL:
        yield from handed_out(minutes, rule.units(sum(minutes.values())), rule.unit_minutes)
    else:
        yield {code: rule.units(spent) for code, spent in minutes.items()}
