"""Which minutes of a session count, and which do not and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from ptcoding.billing.count.addon import alone_findings, pooled
from ptcoding.billing.visit.clock import covered
from ptcoding.billing.visit.session import Contact, Giver, Service, Session
from ptcoding.facts.code import Code
from ptcoding.facts.payer import follows_medicare
from ptcoding.finding import Finding, Severity

# Why a service does not count, with the source of the reason; the first that applies is given.
_NEVER = {
    Giver.AIDE: ("aide", "bpm15-230"),
    Giver.STUDENT: ("student", "student-part-b"),
    Contact.WAITING: ("waiting", "cpm5-20.3"),
    Contact.PAPERWORK: ("paperwork", "cpm5-20.3"),
}
_NOT_AS_TIMED = {
    Contact.GROUP: ("group", "group-97150"),
    Contact.ALONE: ("alone", "cpm5-20.2"),
}
_CAREGIVERS = ("caregivers", "ngs-caregiver")


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


# Which code open minutes are given to, by the codes that claim them.
Owners = Mapping[tuple[str, ...], str]


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
    refused = {line: reason for line, service in enumerate(session.services) if (reason := _refusal(session, service))}
    kept = {line: service for line, service in enumerate(session.services) if line not in refused}
    clock = _clock_minutes(kept.values())
    claims = _claims(session, clock)
    nobodys = _not_owned(session, clock, claims, owners)
    doubled = _doubled(kept.values(), clock)

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
        *_refusals(session, refused),
        *_overlaps(session, kept, clock),
        *_doubles(kept, doubled),
        *_code_notes(session),
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
            OpenMinutes(codes, len(minutes), _owner(codes, owners))
            for codes, minutes in claims.items()
            if _all_timed(session, codes)
        ),
    )


def counts(session: Session, service: Service) -> bool:
    """Tell whether the minutes of a line count at all, by who gave them and how.

    Args:
        session: The visit.
        service: One of its lines.

    Returns:
        Whether they do.

    >>> visit = Session((Service("97110", 15, by=Giver.AIDE), Service("97110", 12)))
    >>> [counts(visit, service) for service in visit.services]
    [False, True]
    """
    return _refusal(session, service) is None


def _refusal(session: Session, service: Service) -> tuple[str, str] | None:
    """Give the kind and source of the reason why a service does not count, None when it does."""
    code, span = session.facts.codes[service.code], session.facts.codes.spans.get(service.code)
    is_report = span is not None and span.report and service.contact is Contact.PAPERWORK
    by_nature = _NEVER.get(service.by) or (None if is_report else _NEVER.get(service.contact))
    if by_nature:
        return by_nature
    if span is not None and span.absent and service.contact is Contact.GROUP:
        return _CAREGIVERS
    if code.timed or (service.contact is Contact.ALONE and not code.modality):
        return _NOT_AS_TIMED.get(service.contact)
    return None


def _clock_minutes(services: Iterable[Service]) -> dict[str, frozenset[int]]:
    """Collect the clock minutes of each code."""
    clock: dict[str, frozenset[int]] = {}
    for service in services:
        if service.intervals:
            clock[service.code] = clock.get(service.code, frozenset()) | covered(service.intervals)
    return clock


def _exclusive(code: Code) -> bool:
    """Tell whether a code needs its minutes for itself."""
    return not code.modality


def _claims(session: Session, clock: Mapping[str, frozenset[int]]) -> dict[tuple[str, ...], frozenset[int]]:
    """Collect the minutes that several codes claim which may not share them, by those codes in the order entered."""
    claimants: dict[int, list[str]] = {}
    for code, minutes in clock.items():
        if _exclusive(session.facts.codes[code]):
            for minute in minutes:
                claimants.setdefault(minute, []).append(code)
    claims: dict[tuple[str, ...], set[int]] = {}
    for minute, codes in claimants.items():
        if len(codes) > 1:
            claims.setdefault(tuple(codes), set()).add(minute)
    return {codes: frozenset(claims[codes]) for codes in sorted(claims)}


def _is_treatment(session: Session, service: Service) -> bool:
    """Tell whether the minutes are treatment time: the patient was there, and they were no report."""
    span = session.facts.codes.spans.get(service.code)
    absent = session.facts.codes[service.code].absent or (span is not None and span.absent)
    return not absent and service.contact is not Contact.PAPERWORK


def _all_timed(session: Session, codes: Iterable[str]) -> bool:
    return all(session.facts.codes[code].timed for code in codes)


def _owner(codes: tuple[str, ...], owners: Owners) -> str:
    return owners.get(codes, codes[0])


def _not_owned(
    session: Session,
    clock: Mapping[str, frozenset[int]],
    claims: Mapping[tuple[str, ...], frozenset[int]],
    owners: Owners,
) -> Mapping[str, frozenset[int]]:
    """Give the claimed minutes of every code that do not count for it; an untimed code keeps its own."""
    lost: dict[str, frozenset[int]] = {code: frozenset() for code in clock}
    for codes, minutes in claims.items():
        owner = _owner(codes, owners) if _all_timed(session, codes) else ""
        for code in codes:
            if code != owner and session.facts.codes[code].timed:
                lost[code] |= minutes
    return lost


def _doubled(services: Iterable[Service], clock: Mapping[str, frozenset[int]]) -> dict[str, int]:
    """Count the minutes entered twice under the same code."""
    entered: Counter[str] = Counter()
    for service in services:
        if service.intervals:
            entered[service.code] += service.minutes
    return {code: minutes - len(clock[code]) for code, minutes in entered.items() if minutes > len(clock[code])}


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
    clock = _clock_minutes(kept)
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


def _refusals(session: Session, refused: Mapping[int, tuple[str, str]]) -> Iterable[Finding]:
    for line, (kind, source) in refused.items():
        service = session.services[line]
        values = MappingProxyType({"code": service.code, "minutes": service.minutes})
        yield Finding(kind, Severity.WARNING, (service.code,), (line,), source, values)


def _overlaps(session: Session, kept: Mapping[int, Service], clock: Mapping[str, frozenset[int]]) -> Iterable[Finding]:
    for first, second in combinations(clock, 2):
        shared = clock[first] & clock[second]
        if not shared:
            continue
        lines = tuple(line for line, service in kept.items() if service.code in (first, second) and service.intervals)
        values = MappingProxyType({"first": first, "second": second, "minutes": len(shared)})
        if _exclusive(session.facts.codes[first]) and _exclusive(session.facts.codes[second]):
            kind = "overlap" if _all_timed(session, (first, second)) else "overlap_untimed"
            yield Finding(kind, Severity.ERROR, (first, second), lines, "nccipm-11p", values)
        else:
            yield Finding("shared", Severity.NOTE, (first, second), lines, "nccipm-11p", values)


def _doubles(kept: Mapping[int, Service], doubled: Mapping[str, int]) -> Iterable[Finding]:
    for code, minutes in doubled.items():
        lines = tuple(line for line, service in kept.items() if service.code == code and service.intervals)
        values = MappingProxyType({"code": code, "minutes": minutes})
        yield Finding("double", Severity.ERROR, (code,), lines, "cpm5-20.3", values)


def _code_notes(session: Session) -> Iterable[Finding]:
    """Note codes that belong to another discipline and those that Medicare treats specially."""
    for code in dict.fromkeys(service.code for service in session.services):
        row = session.facts.codes[code]
        lines = tuple(line for line, service in enumerate(session.services) if service.code == code)
        if session.discipline.value not in row.disciplines:
            values = MappingProxyType(
                {"code": code, "discipline": session.discipline.value, "theirs": " or ".join(row.disciplines)}
            )
            yield Finding("discipline", Severity.WARNING, (code,), lines, row.sources[0], values)
        if row.medicare and follows_medicare(session.payer, session.facts.payers):
            values = MappingProxyType({"code": code, "text": row.medicare})
            yield Finding("medicare", Severity.NOTE, (code,), lines, row.sources[0], values)
