"""From the minutes of a session to the units of each code, with every step on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from ptcoding.billing.countable import Countable, countable
from ptcoding.billing.finding import Finding
from ptcoding.billing.rule import Authority, CountingRule, Scope
from ptcoding.billing.session import Session
from ptcoding.errors import Problem, VisitError

Units = dict[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning.

    Args:
        kind: Which step, the key of its sentence.
        codes: The codes concerned.
        values: The numbers and codes its sentence is filled with.
        source: Key of the source.
    """

    kind: str
    codes: tuple[str, ...]
    values: Mapping[str, object]
    source: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one timed code gets out of its minutes.

    Args:
        code: The code.
        minutes: Its counted minutes.
        whole: Units from whole quarter-hours.
        leftover: Minutes beyond those, 0 to 14.
        spare: 1 when the leftover earned a unit, else 0.
    """

    code: str
    minutes: int
    whole: int
    leftover: int
    spare: int

    @property
    def units(self) -> int:
        """Units of the code."""
        return self.whole + self.spare


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal leftovers that compete for fewer units: the clinician chooses.

    Args:
        codes: The codes with the same leftover, in the order entered.
        units: How many of them get one unit each.
        leftover: Their leftover minutes.
    """

    codes: tuple[str, ...]
    units: int
    leftover: int

    def choices(self) -> tuple[tuple[str, ...], ...]:
        """Give every way to choose the codes that get a unit."""
        return tuple(combinations(self.codes, self.units))


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
    count = _over_total if rule.scope is Scope.TOTAL else _over_each
    shares, tie, steps = count(counted.timed, rule)
    if not any(counted.timed.values()):
        steps = []
    return Allocation(session, rule, counted, shares, tie, (*steps, *_untimed_steps(counted.untimed)))


Counted = tuple[tuple[Share, ...], Tie | None, list[Step]]


def _over_total(timed: Mapping[str, int], rule: CountingRule) -> Counted:
    """Round the total, then hand the units out."""
    total = sum(timed.values())
    units = rule.units(total)
    bare = tuple(Share(code, minutes, *divmod(minutes, rule.unit_minutes), 0) for code, minutes in timed.items())
    spare = units - sum(share.whole for share in bare)
    # Sorting is stable, so equal leftovers stay in the order entered.
    ranked = sorted((share for share in bare if share.leftover), key=lambda share: -share.leftover)
    winners = ranked[:spare]
    shares = tuple(replace(share, spare=1) if share in winners else share for share in bare)
    tie = _tie(ranked, spare)
    return shares, tie, _total_steps(shares, total, units, spare, tie, rule)


def _tie(ranked: Sequence[Share], spare: int) -> Tie | None:
    """Find the equal leftovers on both sides of the last unit."""
    if not 0 < spare < len(ranked) or ranked[spare - 1].leftover != ranked[spare].leftover:
        return None
    level = ranked[spare].leftover
    tied = tuple(share.code for share in ranked if share.leftover == level)
    ahead = sum(share.leftover > level for share in ranked)
    return Tie(tied, spare - ahead, level)


def _over_each(timed: Mapping[str, int], rule: CountingRule) -> Counted:
    """Round every code alone."""
    shares = []
    for code, minutes in timed.items():
        whole, leftover = divmod(minutes, rule.unit_minutes)
        shares.append(Share(code, minutes, whole, leftover, rule.units(minutes) - whole))
    return tuple(shares), None, _each_steps(shares, rule)


def _step(kind: str, source: str, concerned: Iterable[str] = (), **values: object) -> Step:
    return Step(kind, tuple(concerned), MappingProxyType(values), source)


def _total_steps(
    shares: Sequence[Share], total: int, units: int, spare: int, tie: Tie | None, rule: CountingRule
) -> list[Step]:
    """Write down how the total was rounded and handed out."""
    table, low_high = rule.sources[0], rule.span(units)
    steps = [
        _step(
            "total" if units else "total_none",
            table,
            [share.code for share in shares],
            parts=tuple(share.minutes for share in shares),
            total=total,
            units=units,
            low=low_high[0],
            high=low_high[1],
        )
    ]
    steps += [
        _step(
            "whole", table, [share.code], code=share.code, minutes=share.minutes, units=share.whole, rest=share.leftover
        )
        for share in shares
        if share.whole
    ]
    steps += _leftover_steps(shares, units, spare, tie, rule)
    tied = tie.codes if tie else ()
    unpaid = tuple(share.code for share in shares if share.minutes and not share.units and share.code not in tied)
    if units and unpaid:
        steps.append(_step("unpaid", _example(4, rule), unpaid, codes=unpaid))
    return steps


def _leftover_steps(shares: Sequence[Share], units: int, spare: int, tie: Tie | None, rule: CountingRule) -> list[Step]:
    """Write down what became of the leftover minutes."""
    left = [share for share in shares if share.leftover]
    codes = [share.code for share in left]
    rest = sum(share.leftover for share in left)
    if tie is not None:
        named = {"codes": tie.codes, "units": tie.units, "leftover": tie.leftover}
        return [_step("tie", _example(2, rule), tie.codes, **named)]
    if spare and spare == len(left):
        pooled = {"codes": codes, "spare": spare, "rest": rest, "leftovers": tuple(share.leftover for share in left)}
        return [_step("spare_all", rule.sources[0], codes, **pooled)]
    if spare:
        won = tuple((share.code, share.leftover) for share in left if share.spare)
        lost = tuple((share.code, share.leftover) for share in left if not share.spare)
        return [_step("spare", _example(3, rule), codes, spare=spare, units=units, won=won, lost=lost)]
    if left and units:
        return [_step("rest", rule.sources[0], codes, rest=rest, below=rule.threshold)]
    return []


def _example(number: int, rule: CountingRule) -> str:
    """Cite the manual's example that decides a step, where the manual stands behind the rule."""
    return f"cpm5-20.2-ex{number}" if rule.authority is Authority.MANUAL else rule.sources[0]


def _each_steps(shares: Sequence[Share], rule: CountingRule) -> list[Step]:
    """Write down how each code was rounded."""
    source = rule.sources[0]
    steps = []
    for share in shares:
        low, high = rule.span(share.units)
        steps.append(
            _step(
                "each" if share.units else "each_none",
                source,
                [share.code],
                code=share.code,
                minutes=share.minutes,
                units=share.units,
                low=low,
                high=high,
                below=rule.threshold,
            )
        )
    if len(shares) > 1:
        parts = tuple(share.units for share in shares)
        # A convention has a source for its scope too; a habit or a contract rests on one.
        scope = rule.sources[-1] if rule.authority is Authority.CONVENTION else source
        steps.append(_step("sum", scope, [share.code for share in shares], parts=parts, units=sum(parts)))
    return steps


def _untimed_steps(untimed: Mapping[str, bool]) -> list[Step]:
    """Write down the codes that are one unit whatever their minutes."""
    return [_step("untimed", "cpm5-20.2", [code], code=code) for code, given in untimed.items() if given]
