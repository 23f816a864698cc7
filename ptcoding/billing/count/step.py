"""Every step from the minutes to the units, written down as it was taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ptcoding.billing.count.addon import Pot
from ptcoding.billing.count.countable import OpenMinutes
from ptcoding.billing.count.share import Share, Tie
from ptcoding.facts.code import Span
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


def steps_of(shares: Sequence[Share], tie: Tie | None, rule: CountingRule) -> Sequence[Step]:
    """Write down how the units of the timed codes came about.

    Args:
        shares: What each timed code gets, in the order entered.
        tie: The tie that the clinician decides, None when there is none.
        rule: The counting rule.

    Returns:
        The steps in order; none for timed codes without a minute.
    """
    if not any(share.minutes for share in shares):
        return ()
    return _total_steps(shares, tie, rule) if rule.scope is Scope.TOTAL else _each_steps(shares, rule)


def addon_steps(shares: Iterable[Share], tie: Tie | None, spans: Mapping[str, Span]) -> Iterator[Step]:
    """Write down which units go on an add-on.

    Args:
        shares: What each timed code gets.
        tie: The tie that the clinician decides, None when there is none.
        spans: How codes with an add-on are earned.

    Yields:
        A step for each pair with more than a first unit, or that may get one in a tie.
    """
    for share in shares:
        span = spans.get(share.code)
        if span is None:
            continue
        named = {"code": span.code, "further": span.further_code, "more": share.units - 1}
        if tie is not None and share.code in tie.codes:
            yield _step("add_on_tied", span.sources[0], (span.code, span.further_code), **named)
        elif share.units > 1:
            yield _step("add_on", span.sources[0], (span.code, span.further_code), **named)


def own_steps(pots: Iterable[Pot]) -> Iterator[Step]:
    """Write down what the pairs earn that are counted by themselves.

    Args:
        pots: The pairs.

    Yields:
        A step for each pair with a minute.
    """
    for pot in pots:
        span = pot.span
        values = {"code": span.code, "further_code": span.further_code, "minutes": pot.minutes, "units": pot.units}
        values |= {"first": span.first, "below": span.first_from or span.first}
        values |= {"further": span.further, "further_from": span.further_from}
        if pot.minutes:
            yield _step("own" if pot.units else "own_none", span.sources[0], (span.code, span.further_code), **values)


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


def untimed_steps(untimed: Mapping[str, bool]) -> list[Step]:
    """Write down the codes that are one unit whatever their minutes.

    Args:
        untimed: Whether each untimed code was given.

    Returns:
        A step for each that was.
    """
    return [_step("untimed", "cpm5-20.2", [code], code=code) for code, given in untimed.items() if given]
