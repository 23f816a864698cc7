"""Which minutes of a session count, and which do not and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ptcoding.billing.count.addon import alone_findings, pooled
from ptcoding.billing.count.claimed import (
    Owners,
    all_timed,
    claims_of,
    clock_minutes,
    doubled_minutes,
    not_owned,
    owner_of,
)
from ptcoding.billing.count.left_out import code_notes, doubles, overlaps, refusal, refusals
from ptcoding.billing.visit.clock import covered
from ptcoding.billing.visit.session import Contact, Giver, Service, Session
from ptcoding.finding import Finding


@dataclass(frozen=True, slots=True)
class OpenMinutes:
    """Clock minutes that several timed codes claim: they count once, and whose they are is open.

    Args:
        codes: The codes that claim them, in the order entered.
        minutes: How many they are.
        owner: The code that they are counted for.
    """

    codes: tuple[str, ...]
    minutes: int
    owner: str


@dataclass(frozen=True, slots=True)
class Countable:
    """What counts in a session.

    Args:
        timed: Counted minutes of every timed code, 0 where none count, in the order entered; an add-on's are under the
            code that it adds to, here and in what follows.
        untimed: Untimed codes and whether the visit shows one unit of them.
        by_giver: Counted minutes of every code by who gave them. Clock minutes that therapist and assistant both
            claim for one code are minutes treated together; a giver whose minutes were not entered stands with 0.
        total_minutes: Total treatment minutes: timed and untimed together, each minute once.
        excluded: Minutes entered that do not count, by finding kind.
        findings: What was left out and why.
        own: Minutes of the codes that have spans of their own and join no total, by the code of the first unit.
        open: Minutes that several timed codes claim, counted once.
    """

    timed: Mapping[str, int]
    untimed: Mapping[str, bool]
    by_giver: Mapping[str, Mapping[Giver, int]]
    total_minutes: int
    excluded: Mapping[str, int]
    findings: tuple[Finding, ...]
    own: Mapping[str, int]
    open: tuple[OpenMinutes, ...] = ()

    @property
    def timed_minutes(self) -> int:
        """Total timed minutes that count."""
        return sum(self.timed.values())


def countable(session: Session, owners: Owners = MappingProxyType({})) -> Countable:
    """Separate the minutes that count from those that do not.

    Minutes that timed codes claim at once count once in the day's total: they were treatment, and only whose they
    are is open. Minutes that a timed code shares with an untimed service of its own, such as an evaluation, are no
    timed minutes until the record says so.

    Args:
        session: The visit.
        owners: Which code has minutes that several claim, by those codes; the first entered where nothing is said.

    Returns:
        Minutes per timed code, untimed codes, totals and findings.

    >>> countable(Session.of({"97110": 20, "97010": 10})).total_minutes
    30
    """
    entered, session = session, pooled(session)
    refused = {line: reason for line, service in enumerate(session.services) if (reason := refusal(session, service))}
    kept = {line: service for line, service in enumerate(session.services) if line not in refused}
    clock = clock_minutes(kept.values())
    claims = claims_of(session, clock)
    nobodys = not_owned(session, clock, claims, owners)
    doubled = doubled_minutes(kept.values(), clock)

    timed = {service.code: 0 for service in session.services if session.facts.codes[service.code].timed}
    for service in kept.values():
        if service.code in timed and not service.intervals:
            timed[service.code] += service.minutes
    for code, minutes in clock.items():
        if code in timed:
            timed[code] += len(minutes - nobodys[code])
    given = {service.code for service in kept.values()}
    untimed = {
        service.code: service.code in given
        for service in session.services
        if not session.facts.codes[service.code].timed and service.code not in session.facts.codes.spans
    }
    by_giver = _by_giver(session, kept.values(), nobodys)
    own = {code: sum(givers.values()) for code, givers in by_giver.items() if code not in timed and code not in untimed}
    findings = [
        *refusals(session, refused),
        *overlaps(session, kept, clock),
        *doubles(kept, doubled),
        *code_notes(session),
        *alone_findings(entered),
    ]
    return Countable(
        MappingProxyType(timed),
        MappingProxyType(untimed),
        by_giver,
        _total_minutes([service for service in kept.values() if _is_treatment(session, service)], timed, nobodys),
        MappingProxyType(_excluded(session, refused, nobodys, doubled)),
        tuple(findings),
        MappingProxyType(own),
        tuple(
            OpenMinutes(codes, len(minutes), owner_of(codes, owners))
            for codes, minutes in claims.items()
            if all_timed(session, codes)
        ),
    )


def _is_treatment(session: Session, service: Service) -> bool:
    """Tell whether the minutes are treatment time: the patient was there, and they were no report."""
    span = session.facts.codes.spans.get(service.code)
    absent = session.facts.codes[service.code].absent or (span is not None and span.absent)
    return not absent and service.contact is not Contact.PAPERWORK


def _by_giver(
    session: Session, kept: Iterable[Service], nobodys: Mapping[str, frozenset[int]]
) -> Mapping[str, Mapping[Giver, int]]:
    """Add up the minutes of every code by who gave them, without those that another code has."""
    services: dict[str, list[Service]] = {service.code: [] for service in session.services}
    for service in kept:
        services[service.code].append(service)
    return MappingProxyType({code: _givers(given, nobodys.get(code, frozenset())) for code, given in services.items()})


def _givers(services: Iterable[Service], nobodys: frozenset[int]) -> Mapping[Giver, int]:
    """Add up the minutes of one code, each clock minute once: one that two people claim was treated together."""
    minutes: Counter[Giver] = Counter()
    present: dict[int, set[Giver]] = {}
    for service in services:
        minutes[service.by] += 0 if service.intervals else service.minutes
        for minute in covered(service.intervals) - nobodys:
            present.setdefault(minute, set()).add(service.by)
    minutes.update(min(givers) if len(givers) == 1 else Giver.TOGETHER for givers in present.values())
    return MappingProxyType({giver: minutes[giver] for giver in Giver if giver in minutes})


def _total_minutes(kept: Sequence[Service], timed: Mapping[str, int], nobodys: Mapping[str, frozenset[int]]) -> int:
    """Add timed and untimed minutes, each clock minute once."""
    clock = clock_minutes(kept)
    counted = frozenset().union(*(minutes - nobodys[code] for code, minutes in clock.items() if code in timed))
    shared = frozenset().union(*(minutes for code, minutes in clock.items() if code not in timed))
    plain = sum(service.minutes for service in kept if service.code not in timed and not service.intervals)
    return sum(timed.values()) + plain + len(shared - counted)


def _excluded(
    session: Session,
    refused: Mapping[int, tuple[str, str]],
    nobodys: Mapping[str, frozenset[int]],
    doubled: Mapping[str, int],
) -> dict[str, int]:
    """Add up the minutes that do not count, by kind."""
    left_out: Counter[str] = Counter()
    for line, (kind, _) in refused.items():
        left_out[kind] += session.services[line].minutes
    left_out["overlap"] += sum(len(minutes) for minutes in nobodys.values())
    left_out["double"] += sum(doubled.values())
    return {kind: minutes for kind, minutes in left_out.items() if minutes}
