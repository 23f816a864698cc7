"""Encounters of a day."""

import pytest

from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.encounter import encounters, minutes_in
from ptcoding.billing.visit.session import Service, Session


def visit(**given: str) -> Session:
    """A visit of codes with clock times, such as ``c97530="9:00-9:30, 14:00-14:30"``."""
    return Session(
        tuple(Service.at(code[1:], *map(Interval.parse, times.split(", "))) for code, times in given.items())
    )


def spans(session: Session) -> list[str]:
    return [str(one) for one in encounters(session)]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("10:29-10:45", ["09:00-10:45"]),  # 59 minutes of pause
        ("10:30-10:45", ["09:00-09:30", "10:30-10:45"]),  # 60
    ],
)
def test_a_pause_of_an_hour_makes_a_second_encounter(second: str, found: list[str]) -> None:
    assert spans(visit(c97530=f"9:00-9:30, {second}")) == found


def test_another_service_fills_the_pause() -> None:
    assert spans(visit(c97530="9:00-9:30, 10:40-11:00", c97110="9:50-10:10")) == ["09:00-11:00"]


def test_the_order_of_entry_does_not_matter() -> None:
    assert spans(visit(c97530="14:00-14:30", c97110="9:00-9:30")) == ["09:00-09:30", "14:00-14:30"]


def test_a_short_service_within_a_long_one_does_not_end_the_encounter() -> None:
    assert spans(visit(c97110="9:00-11:00", c97012="9:10-9:20", c97140="11:30-11:45")) == ["09:00-11:45"]


def test_without_clock_times_nothing_is_told() -> None:
    assert encounters(Session((Service("97110", 30), Service.at("97140", Interval.parse("9:00-9:15"))))) == ()


def test_minutes_are_those_of_the_code_in_the_encounter() -> None:
    session = visit(c97530="9:00-9:30, 14:00-14:20", c97110="9:30-9:50")
    first, second = encounters(session)
    assert [minutes_in(session, code, span) for code in ("97530", "97110") for span in (first, second)] == [
        30, 20, 20, 0,
    ]  # fmt: skip
