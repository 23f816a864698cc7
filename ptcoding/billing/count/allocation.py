"""From the minutes of a session to the units of each code, with every step on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ptcoding.billing.count.countable import Countable, countable
from ptcoding.billing.count.share import Share, Tie, share_out
from ptcoding.billing.count.step import Step, steps_of
from ptcoding.billing.visit.session import Session
from ptcoding.errors import Problem, VisitError
from ptcoding.facts.rule import CountingRule
from ptcoding.finding import Finding

Units = dict[str, int]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Units per code under one rule, and how they came about.

    Args:
        session: The visit.
        rule: The counting rule.
        countable: The minutes that count.
        shares: What each timed code gets, in the order entered.
        tie: The tie that the clinician decides, None when there is none.
        steps: The reasoning in order.
    """

    session: Session
    rule: CountingRule
    countable: Countable
    shares: tuple[Share, ...]
    tie: Tie | None
    steps: tuple[Step, ...]

    @property
    def timed_minutes(self) -> int:
        """Total timed minutes that count."""
        return self.countable.timed_minutes

    @property
    def total_minutes(self) -> int:
        """Total treatment minutes, timed and untimed."""
        return self.countable.total_minutes

    @property
    def timed_units(self) -> int:
        """Units of all timed codes together."""
        return sum(share.units for share in self.shares)

    @property
    def units(self) -> Mapping[str, int]:
        """Units of every code of the visit: untimed ones 1, unpaid timed ones 0."""
        return MappingProxyType(self._with({share.code: share.units for share in self.shares}))

    @property
    def alternatives(self) -> tuple[Units, ...]:
        """Every valid allocation, one when there is no tie."""
        if self.tie is None:
            return (dict(self.units),)
        settled = {
            share.code: share.whole + (0 if share.code in self.tie.codes else share.spare) for share in self.shares
        }
        return tuple(
            self._with({code: units + (code in chosen) for code, units in settled.items()})
            for chosen in self.tie.choices()
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a biller must know about the minutes."""
        return self.countable.findings

    def choose(self, codes: Sequence[str]) -> "Allocation":
        """Settle a tie as the clinician chooses.

        Args:
            codes: The tied codes that get a unit.

        Returns:
            The allocation with that choice; unchanged when there is no tie.

        Raises:
            VisitError: If the codes are not as many of the tied ones as there are units.

        >>> from ptcoding import CMS, Session, allocate
        >>> tied = allocate(Session.of({"97112": 20, "97110": 20}), CMS)
        >>> dict(tied.choose(["97110"]).units)
        {'97112': 1, '97110': 2}
        """
        if self.tie is None:
            return self
        if len(set(codes)) != self.tie.units or not set(codes) <= set(self.tie.codes):
            expected = f"{self.tie.units} of {', '.join(self.tie.codes)}"
            raise VisitError([Problem("tie", ", ".join(codes), expected)])
        shares = tuple(
            replace(share, spare=int(share.code in codes)) if share.code in self.tie.codes else share
            for share in self.shares
        )
        return replace(self, shares=shares)

    def _with(self, timed: Units) -> Units:
        """Put timed and untimed units in the order of the visit."""
        untimed = {code: int(given) for code, given in self.countable.untimed.items()}
        order = dict.fromkeys(service.code for service in self.session.services)
        return {code: timed[code] if code in timed else untimed[code] for code in order}


def allocate(session: Session, rule: CountingRule) -> Allocation:
    """Turn the minutes of a visit into units.

    One rounding, two scopes: Medicare rounds the day's total and hands the units out, whole quarter-hours
    first and what remains to the largest leftovers; per-code counting rounds each code alone.

    Args:
        session: The visit.
        rule: The counting rule.

    Returns:
        Units per code with the steps that led there, and the tie if one remains.

    Source: CMS Medicare Claims Processing Manual, chapter 5, section 20.2; the CPT time convention.

    >>> from ptcoding import AMA, CMS
    >>> visit = Session.of({"97110": 33, "97140": 7})
    >>> dict(allocate(visit, CMS).units), dict(allocate(visit, AMA).units)
    ({'97110': 2, '97140': 1}, {'97110': 2, '97140': 0})
    """
    counted = countable(session)
    shares, tie = share_out(counted.timed, rule)
    return Allocation(session, rule, counted, shares, tie, steps_of(shares, tie, counted.untimed, rule))
