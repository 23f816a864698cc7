"""Wrong ways of handing out units that were counted rightly."""

from collections.abc import Iterable, Iterator
from functools import cache

from ptcoding.billing.count.allocation import Units
from ptcoding.facts.table import read_table
from ptcoding.learning.marking.seen import Seen, largest


def all_to_longest(seen: Seen) -> Iterator[Units]:
    """Throw the units of the whole total on the code with most minutes."""
    units = seen.rule.units(seen.total)
    for chosen in largest(seen.timed, 1) if len(seen.timed) > 1 else ():
        yield {code: units * (code in chosen) for code in seen.timed}


def rest_to_longest(seen: Seen) -> Iterator[Units]:
    """Give what remains to the code with most minutes instead of the largest leftover."""
    for chosen in largest(seen.timed, 1) if seen.timed else ():
        others = sorted((code for code in seen.timed if code not in chosen), key=lambda code: -seen.timed[code])
        yield from _given_to(seen, [*chosen, *others])


def rest_to_last(seen: Seen) -> Iterator[Units]:
    """Give what remains to the code listed last."""
    return _given_to(seen, reversed(list(seen.timed)))


def rest_to_first(seen: Seen) -> Iterator[Units]:
    """Give what remains to the code listed first."""
    return _given_to(seen, seen.timed)


def rest_to_dearest(seen: Seen) -> Iterator[Units]:
    """Give what remains to the code that pays most: by the fees of the visit's year, and never by those of a later one.

    A visit of before the fees that were known first, or without a date, is read by those for ever, so that a new year
    changes no diagnosis that was given.
    """
    first = first_fees()
    visit = seen.allocation.session
    on, schedules = visit.date, visit.facts.rates.schedules
    year = max(known for known in schedules if first <= known <= max(first, on.year if on else first))
    rvu = schedules[year].rvu
    if not set(seen.timed) <= set(rvu):
        return iter(())
    values = {code: rvu[code].work + rvu[code].practice + rvu[code].malpractice for code in seen.timed}
    return _given_to(seen, sorted(values, key=lambda code: -values[code]))


@cache
def first_fees() -> int:
    """Read by which year's fees visits of before it are read, and those without a date.

    >>> first_fees()
    2026
    """
    return int(read_table("misconceptions")["first_fees"])


def every_code_first(seen: Seen) -> Iterator[Units]:
    """Give every code a unit before any gets two."""
    units = seen.rule.units(seen.total)
    for chosen in largest(seen.timed, units) if len(seen.timed) > 1 else ():
        given = {code: int(code in chosen) for code in seen.timed}
        for _ in range(units - len(chosen)):
            unpaid = {code: spent - seen.rule.unit_minutes * given[code] for code, spent in seen.timed.items()}
            given[max(unpaid, key=lambda code: unpaid[code])] += 1
        yield given


def tie_both(seen: Seen) -> Iterator[Units]:
    """Give every code of a tie a unit."""
    yield from _tied(seen, 1)


def tie_neither(seen: Seen) -> Iterator[Units]:
    """Give no code of a tie a unit."""
    yield from _tied(seen, 0)


def _tied(seen: Seen, each: int) -> Iterator[Units]:
    tie = seen.allocation.tie
    if tie is not None:
        shares = (share for share in seen.allocation.shares if share.code in seen.timed)
        yield {share.code: share.whole + (each if share.code in tie.codes else share.spare) for share in shares}


def _given_to(seen: Seen, order: Iterable[str]) -> Iterator[Units]:
    """Give the units beyond the whole quarter-hours to codes in an order: all to the first, or one to each."""
    ranked = [code for code in order if code in seen.timed]
    if seen.spare <= 0 or len(ranked) < 2:  # noqa: PLR2004 - with one code there is nothing to choose
        return
    for taken in ([ranked[0]] * seen.spare, ranked[: seen.spare]):
        yield {code: own + taken.count(code) for code, own in seen.whole.items()}
