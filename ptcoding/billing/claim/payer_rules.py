"""What the payer's card asks of a claim: its count where none is known, its limits of a day, its assistants."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.facts.payer import DailyLimit, Payer, Span
from ptcoding.facts.source import is_in_force, long_date
from ptcoding.facts.words import filled
from ptcoding.finding import Finding, Severity

# The source where a card rests on none, since nothing was found.
NOTHING_FOUND = "your-contract"


def counts(allocation: Allocation) -> Mapping[str, Mapping[str, int]]:
    """Count a visit by both published rules, for a payer whose rule is not known.

    Args:
        allocation: The visit as it is counted.

    Returns:
        Units by code, Medicare's first, by key of the rule.

    >>> from ptcoding import CMS, Session
    >>> {key: dict(units) for key, units in counts(allocate(Session.of({"97110": 33, "97140": 7}), CMS)).items()}
    {'cms': {'97110': 2, '97140': 1}, 'ama': {'97110': 2, '97140': 0}}
    """
    session = allocation.session
    both = (session.facts.rule(key) for key in ("cms", "ama"))
    found = {rule.key: allocation if rule == allocation.rule else allocate(session, rule) for rule in both}
    return MappingProxyType({key: one.units for key, one in found.items()})


def count_findings(allocation: Allocation, card: Payer) -> Iterable[Finding]:
    """Say where it is not known how a payer counts, with the units of both published rules.

    Args:
        allocation: The visit as it is counted.
        card: The payer.

    Returns:
        A warning where the card names no rule, else nothing.
    """
    if card.rule:
        return
    session = allocation.session
    both = counts(allocation)
    other = next(key for key in both if key != allocation.rule.key)
    values = {
        "payer": card.name,
        "rule": allocation.rule.short,
        "units": _listed(allocation.units),
        "other_rule": session.facts.rule(other).short,
        "other_units": _listed(both[other]),
        "verify": card.verify,
    }
    codes = tuple(code for code, units in both[other].items() if units != allocation.units[code])
    source = card.sources[0] if card.sources else NOTHING_FOUND
    # Where both give the same there is nothing to settle in this visit.
    severity = Severity.WARNING if codes else Severity.NOTE
    yield Finding("count_unknown", severity, codes, (), source, MappingProxyType(values))


def payer_limit_findings(allocation: Allocation, card: Payer, on: date) -> Iterable[Finding]:
    """Find the limits of a day that a visit exceeds.

    Args:
        allocation: The visit as it is counted.
        card: The payer.
        on: Date of service.

    Returns:
        A warning for each limit that is exceeded.
    """
    for limit in card.limits:
        if is_in_force(limit, on):
            for codes in _added_up(allocation, limit):
                units = sum(allocation.units[code] for code in codes)
                if units > limit.units:
                    yield _over(limit, card, codes, units)


def assistant_payer_findings(card: Payer, on: date, codes: Iterable[str]) -> Iterable[Finding]:
    """Say that another payer asks for the assistant's modifier, and whose split of the minutes is shown.

    Args:
        card: The payer.
        on: Date of service.
        codes: Codes whose units carry the modifier.

    Returns:
        A note where there is such a code and the card asks for the modifier on that day.
    """
    marked = tuple(codes)
    if marked and card.asks_for_assistants(on):
        since = long_date(card.assistants_since) if card.assistants_since else ""
        kind = "assistant_payer_since" if since else "assistant_payer"
        values = MappingProxyType({"payer": card.name, "since": since})
        yield Finding(kind, Severity.NOTE, marked, (), card.assistants_sources[0], values)


def _added_up(allocation: Allocation, limit: DailyLimit) -> Iterable[tuple[str, ...]]:
    """Give the codes whose units a limit adds up: each alone, or those of a visit, which is one discipline's."""
    timed, base_of = allocation.countable.timed, allocation.session.facts.codes.base_of
    held = tuple(code for code in allocation.units if (code in limit.codes if limit.codes else base_of(code) in timed))
    return [(code,) for code in held] if limit.per is Span.CODE else [held]


def _over(limit: DailyLimit, card: Payer, codes: tuple[str, ...], units: int) -> Finding:
    kind = "minutes" if limit.minutes else limit.per.value
    most = filled("payer_limit", kind, {"limit": limit.units, "minutes": limit.minutes})
    values = {"payer": card.name, "most": most, "units": units, "codes": ", ".join(codes)}
    return Finding("payer_limit", Severity.WARNING, codes, (), limit.sources[0], MappingProxyType(values))


def _listed(units: Mapping[str, int]) -> str:
    return ", ".join(f"{code} x {count}" for code, count in units.items())
