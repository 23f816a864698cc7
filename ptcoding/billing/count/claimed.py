"""Minutes by the clock that several codes claim, and those that were entered twice."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ptcoding.billing.visit.clock import covered
from ptcoding.billing.visit.session import Service, Session
from ptcoding.facts.code import Code

# Which code open minutes are given to, by the codes that claim them.
Owners = Mapping[tuple[str, ...], str]


def clock_minutes(services: Iterable[Service]) -> dict[str, frozenset[int]]:
    """Collect the clock minutes of each code.

    Args:
        services: The lines.

    Returns:
        The minutes of every code that has times of the clock.
    """
    clock: dict[str, frozenset[int]] = {}
    for service in services:
        if service.intervals:
            clock[service.code] = clock.get(service.code, frozenset()) | covered(service.intervals)
    return clock


def is_exclusive(code: Code) -> bool:
    """Tell whether a code needs its minutes for itself.

    Args:
        code: The code.

    Returns:
        Whether no other code may have them too: a machine can run beside other work.
    """
    return not code.modality


def claims_of(session: Session, clock: Mapping[str, frozenset[int]]) -> dict[tuple[str, ...], frozenset[int]]:
    """Collect the minutes that several codes claim which may not share them.

    Args:
        session: The visit.
        clock: The clock minutes of each code.

    Returns:
        The minutes by the codes that claim them, in the order entered.
    """
    claimants: dict[int, list[str]] = {}
    for code, minutes in clock.items():
        if is_exclusive(session.facts.codes[code]):
            for minute in minutes:
                claimants.setdefault(minute, []).append(code)
    claims: dict[tuple[str, ...], set[int]] = {}
    for minute, codes in claimants.items():
        if len(codes) > 1:
            claims.setdefault(tuple(codes), set()).add(minute)
    return {codes: frozenset(claims[codes]) for codes in sorted(claims)}


def all_timed(session: Session, codes: Iterable[str]) -> bool:
    """Tell whether all of some codes are timed.

    Args:
        session: The visit.
        codes: The codes.

    Returns:
        Whether they are.
    """
    return all(session.facts.codes[code].timed for code in codes)


def owner_of(codes: tuple[str, ...], owners: Owners) -> str:
    """Say which code has the minutes that several claim.

    Args:
        codes: The codes that claim them, in the order entered.
        owners: What was said of it.

    Returns:
        The code; the first entered where nothing was said.

    >>> owner_of(("97110", "97140"), {}), owner_of(("97110", "97140"), {("97110", "97140"): "97140"})
    ('97110', '97140')
    """
    return owners.get(codes, codes[0])


def not_owned(
    session: Session,
    clock: Mapping[str, frozenset[int]],
    claims: Mapping[tuple[str, ...], frozenset[int]],
    owners: Owners,
) -> Mapping[str, frozenset[int]]:
    """Give the claimed minutes of every code that do not count for it.

    Args:
        session: The visit.
        clock: The clock minutes of each code.
        claims: The minutes that several codes claim, by those codes.
        owners: Which code was said to have them.

    Returns:
        The minutes by code; an untimed code keeps its own.
    """
    lost: dict[str, frozenset[int]] = {code: frozenset() for code in clock}
    for codes, minutes in claims.items():
        owner = owner_of(codes, owners) if all_timed(session, codes) else ""
        for code in codes:
            if code != owner and session.facts.codes[code].timed:
                lost[code] |= minutes
    return lost


def doubled_minutes(services: Iterable[Service], clock: Mapping[str, frozenset[int]]) -> dict[str, int]:
    """Count the minutes entered twice under the same code.

    Args:
        services: The lines.
        clock: The clock minutes of each code.

    Returns:
        How many they are, by code; nothing of a code that has none.
    """
    entered: Counter[str] = Counter()
    for service in services:
        if service.intervals:
            entered[service.code] += service.minutes
    return {code: minutes - len(clock[code]) for code, minutes in entered.items() if minutes > len(clock[code])}
