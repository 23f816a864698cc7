"""What of a visit does not count and why, and what else is said of its lines."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType

from ptcoding.billing.count.claimed import all_timed, is_exclusive
from ptcoding.billing.visit.session import Contact, Giver, Service, Session
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
    return refusal(session, service) is None


def refusal(session: Session, service: Service) -> tuple[str, str] | None:
    """Say why the minutes of a line do not count.

    Args:
        session: The visit.
        service: One of its lines.

    Returns:
        The kind of the finding and the source of the reason, None where they count.
    """
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


def refusals(session: Session, refused: Mapping[int, tuple[str, str]]) -> Iterable[Finding]:
    """Find the lines whose minutes do not count.

    Args:
        session: The visit.
        refused: The kind and source of the reason, by the place of the line.

    Yields:
        A warning for each.
    """
    for line, (kind, source) in refused.items():
        service = session.services[line]
        values = MappingProxyType({"code": service.code, "minutes": service.minutes})
        yield Finding(kind, Severity.WARNING, (service.code,), (line,), source, values)


def overlaps(session: Session, kept: Mapping[int, Service], clock: Mapping[str, frozenset[int]]) -> Iterable[Finding]:
    """Find the codes that claim the same minutes of the clock.

    Args:
        session: The visit.
        kept: The lines that count, by their place.
        clock: The clock minutes of each code.

    Yields:
        An error for two codes that may not share them, a note for two that may.
    """
    for first, second in combinations(clock, 2):
        shared = clock[first] & clock[second]
        if not shared:
            continue
        lines = tuple(line for line, service in kept.items() if service.code in (first, second) and service.intervals)
        values = MappingProxyType({"first": first, "second": second, "minutes": len(shared)})
        if is_exclusive(session.facts.codes[first]) and is_exclusive(session.facts.codes[second]):
            kind = "overlap" if all_timed(session, (first, second)) else "overlap_untimed"
            yield Finding(kind, Severity.ERROR, (first, second), lines, "nccipm-11p", values)
        else:
            yield Finding("shared", Severity.NOTE, (first, second), lines, "nccipm-11p", values)


def doubles(kept: Mapping[int, Service], doubled: Mapping[str, int]) -> Iterable[Finding]:
    """Find the codes that were given the same minutes twice.

    Args:
        kept: The lines that count, by their place.
        doubled: How many minutes, by code.

    Yields:
        An error for each.
    """
    for code, minutes in doubled.items():
        lines = tuple(line for line, service in kept.items() if service.code == code and service.intervals)
        values = MappingProxyType({"code": code, "minutes": minutes})
        yield Finding("double", Severity.ERROR, (code,), lines, "cpm5-20.3", values)


def code_notes(session: Session) -> Iterable[Finding]:
    """Note codes that belong to another discipline and those that Medicare treats specially.

    Args:
        session: The visit.

    Yields:
        A finding for each that has something to be said.
    """
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
