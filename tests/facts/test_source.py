"""When a dated row holds."""

from dataclasses import dataclass
from datetime import date

import pytest

from ptcoding.facts import facts
from ptcoding.facts.source import is_in_force


@dataclass(frozen=True)
class Row:
    """A dated row."""

    since: date | None
    until: date | None


YEAR = Row(date(2025, 1, 1), date(2025, 12, 31))
NEXT = Row(date(2026, 1, 1), None)
ALWAYS = Row(None, None)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_row_holds_from_its_first_to_its_last_day(on: date, *, held: bool) -> None:
    assert is_in_force(YEAR, on) is held


@pytest.mark.parametrize("on", [date.min, date(2026, 1, 1), date.max])
def test_a_row_without_dates_always_holds(on: date) -> None:
    assert is_in_force(ALWAYS, on)


def test_a_row_without_end_still_holds() -> None:
    assert is_in_force(NEXT, date.max)
    assert not is_in_force(NEXT, date(2025, 12, 31))


@pytest.mark.parametrize(("on", "held"), [(date(2000, 3, 31), False), (date(2000, 4, 1), True)])
def test_medicare_counts_from_eight_minutes_since_april_2000(on: date, *, held: bool) -> None:
    assert is_in_force(facts().rule("cms"), on) is held
