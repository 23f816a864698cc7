"""Counting rules: one rounding, over the day's total or over each code."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ptcoding.errors import Problem, VisitError
from ptcoding.facts.source import DatedFact, Standing

QUARTER = 15


class Scope(StrEnum):
    """Over what the minutes are rounded."""

    TOTAL = "total"
    EACH = "each"


_SCOPE_WORDS = {Scope.TOTAL: "the day's total", Scope.EACH: "each code alone"}


class Authority(StrEnum):
    """Who stands behind a rule."""

    MANUAL = "manual"
    CONVENTION = "convention"
    HOUSE = "house"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class CountingRule(DatedFact):
    """How timed minutes become 15-minute units.

    Its sources begin with the one for the rounding and end with the one for its scope.

    Args:
        key: Short name for the command line and links.
        name: What a page prints.
        short: At most 10 characters, for labels.
        scope: Whether the day's total is rounded or each code.
        threshold: Minutes of a started unit that earn it, 1 to 15.
        unit_minutes: Minutes of a whole unit.
        authority: Who stands behind it.
        also_called: Other names in use.
        statement: The rule in a sentence.
        not_modelled: What the rule has beyond what is counted here.

    >>> from ptcoding import AMA, CMS
    >>> CMS.units(22), CMS.units(23), CMS.scope == AMA.scope
    (1, 2, False)
    """

    key: str
    name: str
    short: str
    scope: Scope
    threshold: int
    unit_minutes: int
    authority: Authority
    also_called: tuple[str, ...]
    statement: str
    not_modelled: str

    def __repr__(self) -> str:
        return f"CountingRule({self.key!r}, {self.scope.value}, threshold={self.threshold})"

    @property
    def is_house_convention(self) -> bool:
        """Whether no payer is known to count like this."""
        return self.authority is Authority.HOUSE

    def units(self, minutes: int) -> int:
        """Round minutes to units: the only rounding there is.

        Args:
            minutes: Whole minutes, 0 or more.

        Returns:
            Units: one for each whole unit and one more when the rest reaches the threshold.
        """
        return (minutes + self.unit_minutes - self.threshold) // self.unit_minutes

    def span(self, units: int) -> tuple[int, int]:
        """Give the minutes that make a number of units.

        Args:
            units: Units, 0 or more.

        Returns:
            The fewest and the most minutes, both included.
        """
        above = units * self.unit_minutes + self.threshold - 1
        return max(0, above - self.unit_minutes + 1), above


def custom_rule(scope: Scope, threshold: int, checked: date) -> CountingRule:
    """Make a rule as a contract words it.

    Args:
        scope: Whether the day's total is rounded or each code.
        threshold: Minutes of a started unit that earn it, 1 to 15.
        checked: The day it was entered.

    Returns:
        The rule, with a key that can be written in a link (``each-10``).

    Raises:
        VisitError: If the threshold is not from 1 to 15.

    >>> custom_rule(Scope.EACH, 10, date(2026, 11, 21)).units(24)
    1
    """
    if not 1 <= threshold <= QUARTER:
        raise VisitError([Problem("threshold", str(threshold), f"minutes from 1 to {QUARTER}")])
    return CountingRule(
        key=f"{scope.value}-{threshold}",
        name=f"Your contract: {_SCOPE_WORDS[scope]}, from {threshold} minutes",
        short="Contract",
        scope=scope,
        threshold=threshold,
        unit_minutes=QUARTER,
        authority=Authority.CUSTOM,
        also_called=(),
        statement=f"Turn {_SCOPE_WORDS[scope]} into units; {threshold} minutes of a started quarter-hour earn it.",
        not_modelled="Only the rounding is counted; limits and exceptions of the contract are not.",
        sources=("your-contract",),
        checked=checked,
        standing=Standing.SECONDARY,
    )
