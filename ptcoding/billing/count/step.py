"""Every step from the minutes to the units, written down as it was taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ptcoding.billing.count.countable import OpenMinutes
from ptcoding.billing.count.share import Share, Tie
from ptcoding.facts.rule import Authority, CountingRule, Scope


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
    values: Mapping[str, Any]  # each kind has its own, and its sentence says which
    source: str


def steps_of(
    shares: Sequence[Share], tie: Tie | None, untimed: Mapping[str, bool], rule: CountingRule
) -> tuple[Step, ...]:
    """Write down how the units of a visit came about.

    Args:
        shares: What each timed code gets, in the order entered.
        tie: The tie that the clinician decides, None when there is none.
        untimed: Whether each untimed code was given.
        rule: The counting rule.

    Returns:
        The steps in order; none for timed codes without a minute.
    """
    timed: list[Step] = []
    if any(share.minutes for share in shares):
        timed = _total_steps(shares, tie, rule) if rule.scope is Scope.TOTAL else _each_steps(shares, rule)
    return (*timed, *_untimed_steps(untimed))


def open_steps(groups: Iterable[OpenMinutes]) -> Iterator[Step]:
    """Write down for which code minutes were counted that several claim.

    Args:
        groups: The open minutes.

    Yields:
        A step for each group.
    """
    for group in groups:
        values = {"codes": group.codes, "minutes": group.minutes, "owner": group.owner}
        yield _step("open", "nccipm-11p", group.codes, **values)


def _step(kind: str, source: str, concerned: Iterable[str] = (), **values: object) -> Step:
    return Step(kind, tuple(concerned), MappingProxyType(values), source)


def _total_steps(shares: Sequence[Share], tie: Tie | None, rule: CountingRule) -> list[Step]:
    """Write down how the total was rounded and handed out."""
    steps = [_rounded(shares, rule), *(_filled(share, rule) for share in shares if share.whole)]
    steps += _leftover_steps(shares, tie, rule)
    tied = tie.codes if tie else ()
    unpaid = tuple(share.code for share in shares if share.minutes and not share.units and share.code not in tied)
    if unpaid and any(share.units for share in shares):
        steps.append(_step("unpaid", _example(4, rule), unpaid, codes=unpaid))
    return steps


def _rounded(shares: Sequence[Share], rule: CountingRule) -> Step:
    """Write down the total and the units that it makes."""
    units = sum(share.units for share in shares)
    low, high = rule.span(units)
    return _step(
        "total" if units else "total_none",
        rule.sources[0],
        [share.code for share in shares],
        parts=tuple(share.minutes for share in shares),
        total=sum(share.minutes for share in shares),
        units=units,
        low=low,
        high=high,
    )


def _filled(share: Share, rule: CountingRule) -> Step:
    """Write down the whole quarter-hours of a code."""
    values = {"code": share.code, "minutes": share.minutes, "units": share.whole, "rest": share.leftover}
    return _step("whole", rule.sources[0], [share.code], **values)


def _leftover_steps(shares: Sequence[Share], tie: Tie | None, rule: CountingRule) -> list[Step]:
    """Write down what became of the leftover minutes."""
    units, spare = sum(share.units for share in shares), sum(share.spare for share in shares)
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
    """Write down how each code was rounded, and the sum."""
    steps = [_alone(share, rule) for share in shares]
    if len(shares) > 1:
        parts = tuple(share.units for share in shares)
        # A convention has a source for its scope too; a habit or a contract rests on one.
        scope = rule.sources[-1 if rule.authority is Authority.CONVENTION else 0]
        steps.append(_step("sum", scope, [share.code for share in shares], parts=parts, units=sum(parts)))
    return steps


def _alone(share: Share, rule: CountingRule) -> Step:
    """Write down how one code was rounded."""
    low, high = rule.span(share.units)
    return _step(
        "each" if share.units else "each_none",
        rule.sources[0],
        [share.code],
        code=share.code,
        minutes=share.minutes,
        units=share.units,
        low=low,
        high=high,
        below=rule.threshold,
    )


def _untimed_steps(untimed: Mapping[str, bool]) -> list[Step]:
    """Write down the codes that are one unit whatever their minutes."""
    return [_step("untimed", "cpm5-20.2", [code], code=code) for code, given in untimed.items() if given]
