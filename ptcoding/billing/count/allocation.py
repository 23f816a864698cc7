"""From the minutes of a session to the units of each code, with every step on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from types import MappingProxyType

from ptcoding.billing.count.addon import Pot, counted_apart, on_both, span_findings
from ptcoding.billing.count.claimed import Owners
from ptcoding.billing.count.countable import Countable, OpenMinutes, countable
from ptcoding.billing.count.share import Share, Tie, share_out
from ptcoding.billing.count.step import Step, addon_steps, open_steps, own_steps, steps_of, untimed_steps
from ptcoding.billing.visit.session import Session
from ptcoding.errors import Problem, VisitError
from ptcoding.facts.rule import CountingRule
from ptcoding.finding import Finding

Units = dict[str, int]
# More ways to divide open minutes than this are tried only whole, each group with one code.
MOST_ATTRIBUTIONS = 2000


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
        pots: What each pair earns that is counted by itself.
    """

    session: Session
    rule: CountingRule
    countable: Countable
    shares: tuple[Share, ...]
    tie: Tie | None
    steps: tuple[Step, ...]
    pots: tuple[Pot, ...] = ()

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
        """Units of every code of the visit and its add-on: untimed ones 1, unpaid timed ones 0."""
        return MappingProxyType(self._with({share.code: share.units for share in self.shares}))

    @property
    def alternatives(self) -> tuple[Units, ...]:
        """Every valid allocation, one when there is no tie and no minute that several codes claim."""
        ways = _ways(self.shares, self.tie)
        for timed in _attributions(self.countable):
            ways += [way for way in _ways(*share_out(timed, self.rule)) if way not in ways]
        return tuple(self._with(way) for way in ways)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a biller must know about the minutes."""
        timed, rule, codes = self.countable.timed, self.rule, self.session.facts.codes
        return (
            *self.countable.findings,
            *span_findings(timed, self.shares, _ways(self.shares, self.tie), self.pots, rule, codes),
        )

    def minutes_of(self, code: str) -> int:
        """Give the minutes behind the units of a code.

        Args:
            code: A code of the visit, or an add-on of one.

        Returns:
            Its counted minutes, 0 for untimed codes; of a pair the first span on the one code, the rest on the other.

        >>> from ptcoding import CMS, Session, allocate
        >>> pair = allocate(Session.of({"97129": 35}), CMS)
        >>> pair.minutes_of("97129"), pair.minutes_of("97130")
        (15, 20)
        """
        codes = self.session.facts.codes
        base = codes.base_of(code)
        minutes = self.countable.timed.get(base, self.countable.own.get(base, 0))
        span = codes.spans.get(base)
        if span is None or span.further_code == base:
            return minutes
        first = min(span.first, minutes) if self.units[span.further_code] else minutes
        return first if code == base else minutes - first

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

    def give(self, owners: Sequence[str]) -> "Allocation":
        """Say which codes have the minutes that several claim.

        Args:
            owners: A code for each group of open minutes, in their order.

        Returns:
            The allocation with that attribution.

        Raises:
            VisitError: If there is not one claiming code for each group.

        >>> from ptcoding import CMS, Service, Session, allocate
        >>> from ptcoding.billing.visit.clock import Interval
        >>> times = {"97110": "10:00-10:26", "97530": "10:18-10:38"}
        >>> visit = Session(tuple(Service.at(code, Interval.parse(time)) for code, time in times.items()))
        >>> dict(allocate(visit, CMS).units), dict(allocate(visit, CMS).give(["97530"]).units)
        ({'97110': 2, '97530': 1}, {'97110': 1, '97530': 2})
        """
        groups = self.countable.open
        fits = len(owners) == len(groups)
        if not fits or not all(code in group.codes for code, group in zip(owners, groups, strict=True)):
            expected = "; ".join(f"one of {', '.join(group.codes)}" for group in groups)
            raise VisitError([Problem("owners", ", ".join(owners), expected or "none, as no minute is claimed twice")])
        chosen = {group.codes: code for code, group in zip(owners, groups, strict=True)}
        return allocate(self.session, self.rule, MappingProxyType(chosen))

    def _with(self, timed: Units) -> Units:
        """Put timed and untimed units in the order of the visit."""
        codes = self.session.facts.codes
        untimed = {code: int(given) for code, given in self.countable.untimed.items()}
        total = {**untimed, **timed, **{pot.span.code: pot.units for pot in self.pots}}
        order = dict.fromkeys(codes.base_of(service.code) for service in self.session.services)
        return {one: units for code in order for one, units in on_both(code, total[code], codes).items()}


def _ways(shares: Sequence[Share], tie: Tie | None) -> list[Units]:
    """Give every way to hand out the units of the timed codes."""
    if tie is None:
        return [{share.code: share.units for share in shares}]
    settled = {share.code: share.whole + (0 if share.code in tie.codes else share.spare) for share in shares}
    return [{code: units + (code in chosen) for code, units in settled.items()} for chosen in tie.choices()]


def _attributions(counted: Countable) -> Iterator[Mapping[str, int]]:
    """Give the timed minutes for every way in which the open minutes can belong to the codes that claim them."""
    if not counted.open:
        return
    own = dict(counted.timed)
    for group in counted.open:
        own[group.owner] -= group.minutes
    options = [list(_splits(group)) for group in counted.open]
    if prod(map(len, options)) > MOST_ATTRIBUTIONS:
        options = [[{code: group.minutes} for code in group.codes] for group in counted.open]
    for chosen in product(*options):
        timed = dict(own)
        for split in chosen:
            for code, minutes in split.items():
                timed[code] += minutes
        yield timed


def _splits(group: OpenMinutes) -> Iterator[Mapping[str, int]]:
    """Divide open minutes between two codes in every way; among more codes each may have them whole."""
    if len(group.codes) == 2:  # noqa: PLR2004 - two codes share what the one has not
        first, second = group.codes
        yield from ({first: minutes, second: group.minutes - minutes} for minutes in range(group.minutes + 1))
    else:
        yield from ({code: group.minutes} for code in group.codes)


def allocate(session: Session, rule: CountingRule, owners: Owners = MappingProxyType({})) -> Allocation:
    """Turn the minutes of a visit into units.

    One rounding, two scopes: Medicare rounds the day's total and hands the units out, whole quarter-hours
    first and what remains to the largest leftovers; per-code counting rounds each code alone.

    Args:
        session: The visit.
        rule: The counting rule.
        owners: Which code has minutes that several timed codes claim; the first entered where nothing is said.

    Returns:
        Units per code with the steps that led there, and the tie if one remains.

    Source: CMS Medicare Claims Processing Manual, chapter 5, section 20.2; the CPT time convention.

    >>> from ptcoding import AMA, CMS
    >>> visit = Session.of({"97110": 33, "97140": 7})
    >>> dict(allocate(visit, CMS).units), dict(allocate(visit, AMA).units)
    ({'97110': 2, '97140': 1}, {'97110': 2, '97140': 0})
    """
    counted = countable(session, owners)
    shares, tie = share_out(counted.timed, rule)
    spans = session.facts.codes.spans
    pots = counted_apart(counted.own, session.facts.codes)
    steps = (
        *open_steps(counted.open),
        *steps_of(shares, tie, rule),
        *addon_steps(shares, tie, spans),
        *own_steps(pots),
        *untimed_steps(counted.untimed),
    )
    return Allocation(session, rule, counted, shares, tie, steps, pots)
