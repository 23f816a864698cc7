"""A therapist's day: one-on-one minutes against the clock, and against the units billed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ptcoding.billing.visit.clock import covered
from ptcoding.billing.visit.session import Contact
from ptcoding.exchange.day_sheet.counting import CountedVisit

BLOCK = 15


@dataclass(frozen=True, slots=True)
class TherapistDay:
    """What one therapist of a sheet gave on one day.

    Args:
        therapist: Which of those named in the sheet, by number.
        day: The date, None where none is told.
        patients: How many visits.
        minutes: One-on-one minutes of timed codes over all of them.
        earned: Timed units that they earn, visit by visit.
        billed: Timed units billed, None where the sheet does not tell them for every visit.
        clock: Minutes of the clock that the one-on-one times cover, None where any of them has no times.
    """

    therapist: int
    day: date | None
    patients: int
    minutes: int
    earned: int
    billed: int | None
    clock: int | None

    @property
    def twice(self) -> int:
        """Minutes that stand in two visits at once: one therapist cannot be one-on-one with two patients."""
        return 0 if self.clock is None else max(self.minutes - self.clock, 0)


def therapist_days(counted: Iterable[CountedVisit]) -> tuple[TherapistDay, ...]:
    """Sum the visits of a sheet up by therapist and day.

    Args:
        counted: The visits, counted; those without minutes are passed over, and those that name nobody.

    Returns:
        One row for each therapist and day, in order.
    """
    groups: dict[tuple[int, date | None], list[CountedVisit]] = {}
    for one in counted:
        if one.day.therapist and not one.day.assumed:
            groups.setdefault((one.day.therapist, one.day.visit.session.date), []).append(one)
    rows = [_summed(therapist, day, visits) for (therapist, day), visits in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row.therapist, row.day or date.min)))


def _summed(therapist: int, day: date | None, visits: list[CountedVisit]) -> TherapistDay:
    services = [
        service
        for one in visits
        for service in one.day.visit.session.services
        if service.code in one.claim.allocation.countable.timed and service.contact is Contact.ONE_ON_ONE
    ]
    clocked = bool(services) and all(service.intervals for service in services)
    billed = [
        sum(units for code, units in one.day.billed.items() if code in one.claim.allocation.countable.timed)
        for one in visits
        if one.day.billed
    ]
    return TherapistDay(
        therapist,
        day,
        len(visits),
        sum(service.minutes for service in services),
        sum(one.claim.allocation.timed_units for one in visits),
        sum(billed) if len(billed) == len(visits) else None,
        len(covered(span for service in services for span in service.intervals)) if clocked else None,
    )
