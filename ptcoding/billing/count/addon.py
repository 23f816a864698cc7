"""Codes with an add-on or an hour: one pot of minutes, its first unit on one code and the further ones on another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ptcoding.billing.count.share import Shares, share_out
from ptcoding.billing.visit.session import Session
from ptcoding.facts.code import CodeTable, Span
from ptcoding.facts.rule import CountingRule, Scope
from ptcoding.facts.words import filled
from ptcoding.finding import Finding, Severity

Units = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pot:
    """What the minutes of a pair earn that is counted by itself.

    Args:
        span: How its units are earned.
        minutes: Its counted minutes.
        units: Units of both codes together.
    """

    span: Span
    minutes: int
    units: int


def pooled(session: Session) -> Session:
    """Put the minutes of every add-on under the code that it adds to.

    Args:
        session: The visit as entered.

    Returns:
        The visit with one pot of minutes for each pair; the very same where nothing is an add-on.

    >>> [service.code for service in pooled(Session.of({"97129": 15, "97130": 15})).services]
    ['97129', '97129']
    """
    codes = session.facts.codes
    bases = {service.code: codes.base_of(service.code) for service in session.services}
    if all(code == base for code, base in bases.items()):
        return session
    return replace(session, services=tuple(replace(service, code=bases[service.code]) for service in session.services))


def earned(span: Span, minutes: int, first_from: int | None = None) -> int:
    """Count the units that minutes earn by the spans of a pair alone.

    Args:
        span: How its units are earned.
        minutes: Minutes of the pot.
        first_from: From how many minutes the first unit is earned; what the row says where nothing is given, and the
            whole first span where the row does not say.

    Returns:
        Units of both codes together.

    >>> from ptcoding.facts import facts
    >>> row = facts().codes.spans["97550"]
    >>> [earned(row, minutes) for minutes in (29, 30, 37, 38, 52, 53)]
    [0, 1, 1, 2, 2, 3]
    """
    if minutes < (first_from or span.first_from or span.first):
        return 0
    return 1 + max(0, (minutes - span.first + span.further - span.further_from) // span.further)


def counted_apart(own: Mapping[str, int], codes: CodeTable) -> tuple[Pot, ...]:
    """Count the pairs whose minutes join no other code's.

    Args:
        own: Minutes of each pair that is counted by itself, by its first code.
        codes: The codes.

    Returns:
        What each earns, in the order entered.
    """
    return tuple(Pot(codes.spans[code], minutes, earned(codes.spans[code], minutes)) for code, minutes in own.items())


def on_both(code: str, units: int, codes: CodeTable) -> Units:
    """Bill the units of a code: the first on itself and the rest on its add-on, where it has one.

    Args:
        code: The code that the minutes stand under.
        units: All its units.
        codes: The codes.

    Returns:
        Units by code.

    >>> from ptcoding.facts import facts
    >>> on_both("97129", 3, facts().codes), on_both("97110", 3, facts().codes)
    ({'97129': 1, '97130': 2}, {'97110': 3})
    """
    span = codes.spans.get(code)
    if span is None or span.further_code == code:
        return {code: units}
    return {code: min(1, units), span.further_code: max(0, units - 1)}


def span_findings(
    timed: Mapping[str, int],
    shares: Shares,
    ways: Iterable[Units],
    pots: Iterable[Pot],
    rule: CountingRule,
    codes: CodeTable,
) -> Iterator[Finding]:
    """Name both readings where the sources do not settle how a pair is counted and the units differ.

    Args:
        timed: Timed minutes by code.
        shares: What each timed code gets.
        ways: Every way to hand out their units.
        pots: The pairs counted by themselves.
        rule: The counting rule.
        codes: The codes.

    Yields:
        A note for each pair that is open.
    """
    here = {share.code: share.units for share in shares}
    for code in timed:
        span = codes.spans.get(code)
        if span and span.other_joins == "own" and rule.scope is Scope.TOTAL:
            rest = {other: minutes for other, minutes in timed.items() if other != code}
            apart = {share.code: share.units for share in share_out(rest, rule)[0]}
            other = {one: apart.get(one, earned(span, timed[code])) for one in timed}
            if other not in ways:
                yield _open(span, "joins", _listed(here, codes), _listed(other, codes))
    for pot in pots:
        span = pot.span
        middle = span.first // 2 + 1
        if span.first_from is None and middle <= pot.minutes < span.first:
            other = {span.code: earned(span, pot.minutes, middle)}
            yield _open(span, "first", _listed({span.code: pot.units}, codes), _listed(other, codes), middle=middle)


def alone_findings(session: Session) -> Iterator[Finding]:
    """Name the add-ons that were entered without the code that they add to.

    Args:
        session: The visit as entered.

    Yields:
        A warning for each.
    """
    codes = session.facts.codes
    entered = {service.code for service in session.services}
    for code in dict.fromkeys(service.code for service in session.services):
        base = codes.base_of(code)
        if base not in entered:
            lines = tuple(line for line, service in enumerate(session.services) if service.code == code)
            values = MappingProxyType({"code": code, "base": base})
            yield Finding("addon_alone", Severity.WARNING, (code,), lines, codes.spans[base].sources[0], values)


def _open(span: Span, reading: str, here: str, other: str, **values: int) -> Finding:
    said = {"code": span.code, "first": span.first, **values}
    question, label = (filled("span", f"{reading}{part}", said) for part in ("", "_other"))
    named = MappingProxyType({"question": question, "label": label, "here": here, "other": other})
    codes = tuple(dict.fromkeys((span.code, span.further_code)))
    return Finding("span_open", Severity.NOTE, codes, (), span.sources[0], named)


def _listed(units: Units, codes: CodeTable) -> str:
    billed = {one: many for code, all_units in units.items() for one, many in on_both(code, all_units, codes).items()}
    return ", ".join(f"{code} x {many}" for code, many in billed.items())
