"""Days on which an answer may change: between two of them, the date of service alone changes no finding."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from ptcoding.facts import Facts

_NEXT = timedelta(days=1)


def change_days(facts: Facts) -> tuple[date, ...]:
    """List the days on which some row of the facts begins to hold, or no longer holds.

    Args:
        facts: The facts.

    Returns:
        The days in order, the first of every year among them.

    >>> from ptcoding.facts import facts
    >>> date(2026, 1, 1) in change_days(facts())
    True
    """
    found = {day for day in _days(facts) if day is not None and day > date.min}
    years = range(min(found).year, max(found).year + 2)
    return tuple(sorted(found | {date(year, 1, 1) for year in years}))


def regime(day: date, days: tuple[date, ...]) -> int:
    """Give the stretch of days to which a day belongs, as a number.

    >>> regime(date(2026, 1, 1), (date(2026, 1, 1),)), regime(date(2025, 12, 31), (date(2026, 1, 1),))
    (1, 0)
    """
    return bisect_right(days, day)


def _days(facts: Facts) -> Iterator[date | None]:
    for edit in facts.edits.edits:
        yield from (edit.effective, edit.as_of, edit.as_of + _NEXT)
        yield from (edit.deleted, edit.deleted + _NEXT) if edit.deleted else ()
    people = [row for rows in facts.supervision.values() for row in rows]
    limits = [limit for card in facts.payers.values() for limit in card.limits]
    dated = [
        *facts.edits.readings,
        *facts.limits.limits,
        *facts.rates.schedules.values(),
        *facts.assistants.terms,
        *facts.modifiers.values(),
        *facts.payers.values(),
        *people,
        *limits,
        *facts.editions,
        facts.diagnosis_release,
    ]
    for row in dated:
        since, until = getattr(row, "since", None), getattr(row, "until", None)
        yield since
        yield until + _NEXT if until else None
    for modifier in facts.modifiers.values():
        yield modifier.either_since
        yield modifier.medicare_until + _NEXT if modifier.medicare_until else None
    yield from (card.assistants_since for card in facts.payers.values())
    yield facts.edition.checked + _NEXT
