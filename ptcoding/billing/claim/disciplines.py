"""Two or three disciplines on one day: each has a claim of its own, and some rules reach over all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType

from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.claim.draft import claimed_units
from ptcoding.billing.claim.threshold import Pool, group_of
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.pay.payment import price
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.clock import covered
from ptcoding.billing.visit.session import Contact, Discipline, Service, Session
from ptcoding.errors import InputError, Problem
from ptcoding.facts.payer import follows_medicare
from ptcoding.finding import Finding, Severity

MOST = len(Discipline)
# A visit that is counted, and what its claim needs beyond that.
Counted = tuple[Allocation, Circumstances]


@dataclass(frozen=True, slots=True)
class Shared:
    """The claims of one patient's day, a discipline each.

    Args:
        claims: One for each discipline, in the order of the day.
        findings: What concerns them together.
        together: Dollars allowed with the reduction over all of them, None where Medicare does not price the day.
        apart: Dollars that pricing each alone would come to, None likewise.
    """

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    together: Decimal | None
    apart: Decimal | None


def shared(visits: Sequence[Counted]) -> Shared:
    """Write the claims of two or three disciplines of one day, given by one practice.

    Each discipline's minutes are counted by themselves. The reduction for further units ranks the units of all of them,
    and physical therapy and speech share one threshold, so the earlier visit's charges stand before the later one's.

    Args:
        visits: The visits in the order of the day.

    Returns:
        The claims, and what concerns them together.

    Raises:
        InputError: If they are not two or three visits of one day and payer, each of another discipline.

    >>> from datetime import date
    >>> from ptcoding import CMS, Session, allocate
    >>> day = date(2026, 9, 15)
    >>> both = [Session.of({"97110": 30}, day), Session(Session.of({"97535": 30}).services, day, Discipline.OT)]
    >>> found = shared([(allocate(one, CMS), Circumstances()) for one in both])
    >>> [line.modifiers for claim in found.claims for line in claim.lines], str(found.together), str(found.apart)
    ([('GP',), ('GO',)], '100.70', '107.55')
    """
    sessions = [allocation.session for allocation, _ in visits]
    problems = list(_problems(sessions))
    if problems:
        raise InputError(problems)
    pools = _pools([allocation for allocation, _ in visits])
    claims = tuple(claim_of(allocation, around, pool) for (allocation, around), pool in zip(visits, pools, strict=True))
    together, apart = _prices(claims, pools[0])
    return Shared(claims, tuple(_findings(claims, together, apart)), together, apart)


def _problems(sessions: Sequence[Session]) -> Iterator[Problem]:
    if not 2 <= len(sessions) <= MOST:  # noqa: PLR2004 - one discipline alone is a claim
        yield Problem("visits", str(len(sessions)), f"2 to {MOST} visits, each of another discipline")
    named = [session.discipline.value for session in sessions]
    if len(set(named)) < len(named):
        yield Problem("visits", ", ".join(named), "each discipline once: what one of them gave in a day is one visit")
    days = dict.fromkeys(session.date.isoformat() if session.date else "no date" for session in sessions)
    if len(days) > 1 or "no date" in days:
        yield Problem("visits", ", ".join(days), "one date of service for all")
    payers = dict.fromkeys(session.payer or "none" for session in sessions)
    if len(payers) > 1:
        yield Problem("visits", ", ".join(payers), "one payer for all")


def _pools(allocations: Sequence[Allocation]) -> list[Pool]:
    """Give each visit the lines of the whole day: its own, and those that stand before it under its threshold."""
    lines = [claimed_units(allocation) for allocation in allocations]
    groups = [group_of(allocation.session.discipline) for allocation in allocations]
    starts = [sum(len(some) for some in lines[:place]) for place in range(len(lines))]
    own = [frozenset(range(start, start + len(some))) for start, some in zip(starts, lines, strict=True)]
    whole = tuple(line for some in lines for line in some)
    return [
        Pool(
            whole,
            own[place],
            frozenset(spot for other in range(place) if groups[other] == groups[place] for spot in own[other]),
        )
        for place in range(len(lines))
    ]


def _prices(claims: Sequence[Claim], pool: Pool) -> tuple[Decimal | None, Decimal | None]:
    """Price the day together and each visit alone."""
    session, on = claims[0].allocation.session, claims[0].on
    schedule = session.facts.rates.on(on)
    if schedule is None or not follows_medicare(session.payer, session.facts.payers):
        return None, None
    rates = session.facts.rates
    alone = (price(claimed_units(claim.allocation), schedule.year, rates, on=on).total for claim in claims)
    return price(pool.lines, schedule.year, rates, on=on).total, sum(alone, Decimal("0.00"))


def _findings(claims: Sequence[Claim], together: Decimal | None, apart: Decimal | None) -> Iterator[Finding]:
    for first, second in combinations([claim.allocation.session for claim in claims], 2):
        yield from _co_treatment(first, second)
    yield _told("day_count", Severity.NOTE, (), "cpm5-20.2")
    if together is not None and together != apart:
        dollars = {"together": f"{together:.2f}", "apart": f"{apart:.2f}"}
        yield _told("day_mppr", Severity.NOTE, (), "ngs-mppr", **dollars)
    for claim in claims[1:]:
        group = group_of(claim.allocation.session.discipline)
        before = [one for one in claims[: claims.index(claim)] if group_of(one.allocation.session.discipline) == group]
        if claim.standing is not None and before:
            values = {"group": group, "charges": f"{claim.standing.before:,.2f}"}
            yield _told("day_threshold", Severity.NOTE, (), "cpm5-10.3", **values)


def _co_treatment(first: Session, second: Session) -> Iterator[Finding]:
    """Find the minutes that two disciplines both claim, as far as clock times tell."""
    mine, theirs = (_needing_their_minutes(session) for session in (first, second))
    minutes = _minutes(mine) & _minutes(theirs)
    values = {"first": first.discipline.value, "second": second.discipline.value, "minutes": len(minutes)}
    if minutes:
        codes = tuple(
            dict.fromkeys(one.code for one in (*mine, *theirs) if not minutes.isdisjoint(covered(one.intervals)))
        )
        timed = all(first.facts.codes[code].timed for code in codes)
        kind = "co_treatment" if timed else "co_treatment_untimed"
        values["codes"] = ", ".join(codes)
        yield _told(kind, Severity.ERROR if timed else Severity.WARNING, codes, "webpt-cotreatment", **values)
    elif any(not one.intervals for one in (*mine, *theirs)):
        yield _told("co_treatment_unknown", Severity.NOTE, (), "webpt-cotreatment", **values)


def _needing_their_minutes(session: Session) -> list[Service]:
    """Give the services that may not run beside another: all but the supervised modalities."""
    codes = session.facts.codes
    return [
        one
        for one in session.services
        if not codes[one.code].modality and one.contact in {Contact.ONE_ON_ONE, Contact.GROUP}
    ]


def _minutes(services: Sequence[Service]) -> frozenset[int]:
    return frozenset().union(*(covered(one.intervals) for one in services))


def _told(kind: str, severity: Severity, codes: tuple[str, ...], source: str, /, **values: object) -> Finding:
    return Finding(kind, severity, codes, (), source, MappingProxyType(values))
