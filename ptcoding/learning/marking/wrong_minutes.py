"""Wrong ideas of which minutes are counted together, before any rounding."""

from collections.abc import Iterator

from ptcoding.billing.count.allocation import Units
from ptcoding.billing.visit.session import Contact, Giver
from ptcoding.learning.marking.seen import Seen, by_minutes, handed_out

NEVER_BILLED = (Giver.AIDE, Giver.STUDENT)


def assistant_left_out(seen: Seen) -> Iterator[Units]:
    """Leave the assistant's minutes out of the count."""
    givers = seen.allocation.countable.by_giver
    apart = {code: given.get(Giver.ASSISTANT, 0) for code, given in givers.items()}
    if not any(apart[code] for code in seen.timed):
        return
    kept = {code: spent - apart[code] for code, spent in seen.timed.items()}
    yield from by_minutes(seen.rule, kept)


def uncounted_counted(seen: Seen) -> Iterator[Units]:
    """Count minutes that are not treatment, not one-on-one or not by a qualified person."""
    session = seen.allocation.session
    if not seen.allocation.countable.excluded:
        return
    entered = dict.fromkeys(seen.allocation.countable.timed, 0)
    for service in session.services:
        if service.code in entered:
            entered[service.code] += service.minutes
    yield from by_minutes(seen.rule, entered)


def stretches_apart(seen: Seen) -> Iterator[Units]:
    """Round each stretch of a code alone."""
    stretches: dict[str, list[int]] = {code: [] for code in seen.timed}
    for service in seen.allocation.session.services:
        counts = service.contact is Contact.ONE_ON_ONE and service.by not in NEVER_BILLED
        if service.code in stretches and counts:
            stretches[service.code].append(service.minutes)
    if any(len(minutes) > 1 for minutes in stretches.values()):
        yield {code: sum(seen.rule.units(spent) for spent in minutes) for code, minutes in stretches.items()}


def small_dropped(seen: Seen) -> Iterator[Units]:
    """Drop services under the threshold before adding up."""
    kept = {code: spent for code, spent in seen.timed.items() if spent >= seen.rule.threshold}
    if len(kept) < len(seen.timed):
        for units in by_minutes(seen.rule, kept):
            yield {code: units.get(code, 0) for code in seen.timed}


def untimed_pooled(seen: Seen) -> Iterator[Units]:
    """Add untimed minutes to the timed total."""
    if not seen.untimed or not seen.timed:
        return
    units = seen.rule.units(seen.total + sum(seen.untimed.values()))
    # Some then take the untimed codes' own units out of that number, some leave it.
    for number in (units, units - len(seen.untimed)):
        if number >= sum(seen.whole.values()):
            yield from handed_out(seen.timed, number, seen.rule.unit_minutes)


def untimed_as_timed(seen: Seen) -> Iterator[Units]:
    """Put timed and untimed codes into one pot and hand the units out to all."""
    if seen.untimed and seen.timed:
        yield from by_minutes(seen.rule, {**seen.timed, **seen.untimed})


def untimed_by_minutes(seen: Seen) -> Iterator[Units]:
    """Count an untimed code by its minutes."""
    yield from _with_untimed(seen, {code: seen.rule.units(spent) for code, spent in seen.untimed.items()})


def untimed_needs_eight(seen: Seen) -> Iterator[Units]:
    """Ask the threshold of an untimed code too."""
    kept = {code: int(spent >= seen.rule.threshold) for code, spent in seen.untimed.items()}
    yield from _with_untimed(seen, kept) if 0 in kept.values() else ()


def untimed_left_out(seen: Seen) -> Iterator[Units]:
    """Leave untimed codes off."""
    yield from _with_untimed(seen, dict.fromkeys(seen.untimed, 0))


def _with_untimed(seen: Seen, untimed: Units) -> Iterator[Units]:
    """Keep what is right of the timed codes."""
    if untimed:
        yield from ({**right, **untimed} for right in seen.right)
