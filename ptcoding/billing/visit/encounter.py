"""When the patient was seen more than once on a day, as far as clock times tell."""

from itertools import chain

from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Session

# Our own line: no source says how long a pause makes a second encounter, and a wait between two rooms does not.
PAUSE = 60


def encounters(session: Session) -> tuple[Interval, ...]:
    """Tell the encounters of a day apart by its pauses of an hour or more.

    Args:
        session: The visit.

    Returns:
        From when to when each lasted, in order; none where a service has no clock times.

    >>> from ptcoding.billing.visit.session import Service
    >>> twice = ("9:00-9:30", "9:40-10:00", "14:00-14:30")
    >>> [str(one) for one in encounters(Session((Service.at("97530", *map(Interval.parse, twice)),)))]
    ['09:00-10:00', '14:00-14:30']
    """
    if not all(service.intervals for service in session.services):
        return ()
    found: list[Interval] = []
    spans = sorted(chain.from_iterable(service.intervals for service in session.services), key=lambda span: span.start)
    for span in spans:
        if found and span.start - found[-1].end < PAUSE:
            found[-1] = Interval(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(Interval(span.start, span.end))
    return tuple(found)


def minutes_in(session: Session, code: str, encounter: Interval) -> int:
    """Add up the minutes of a code that lie in an encounter.

    Args:
        session: The visit.
        code: The procedure code.
        encounter: From when to when the encounter lasted.

    Returns:
        The minutes, whoever gave them.
    """
    spans = chain.from_iterable(service.intervals for service in session.services if service.code == code)
    return sum(span.minutes for span in spans if encounter.start <= span.start < encounter.end)
