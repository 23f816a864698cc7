"""What a visit may hold."""

from dataclasses import replace
from datetime import date

import pytest

from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Service, Session
from ptcoding.errors import VisitError
from tests.strategies import TIMED


def fields(error: VisitError) -> list[str]:
    return [problem.field for problem in error.problems]


def test_a_session_keeps_the_order_entered() -> None:
    assert [service.code for service in Session.of({"97140": 7, "97110": 33}).services] == ["97140", "97110"]


def test_minutes_come_from_the_clock_times() -> None:
    service = Service.at("97110", Interval(540, 560), Interval(600, 610))
    assert service.minutes == 30  # 20 + 10


@pytest.mark.parametrize("minutes", [0, 1, 1440])
def test_minutes_of_a_day_are_taken(minutes: int) -> None:
    assert Session.of({"97110": minutes}).services[0].minutes == minutes


@pytest.mark.parametrize("minutes", [-1, 1441, 10**9, 7.5, 7.0, True, "20", None, float("nan")])
def test_other_minutes_are_refused_at_their_field(minutes: object) -> None:
    with pytest.raises(VisitError) as refused:
        Session((Service("97110", minutes),))
    (problem,) = refused.value.problems
    assert problem.field == "services[0].minutes"
    assert problem.expected == "whole minutes from 0 to 1440"


@pytest.mark.parametrize("code", ["", "99999", "97110 ", "９７１１０", "=1+1", "<b>97110</b>"])
def test_an_unknown_code_is_refused_at_its_field(code: str) -> None:
    with pytest.raises(VisitError) as refused:
        Session.of({code: 20})
    assert fields(refused.value) == ["services[0].code"]
    assert refused.value.problems[0].value == code


def test_the_value_refused_is_quoted() -> None:
    with pytest.raises(VisitError) as refused:
        Session.of({"97110": -5})
    assert refused.value.problems[0].value == "-5"


def test_every_problem_is_collected() -> None:
    with pytest.raises(VisitError) as refused:
        Session((Service("99999", -1), Service("97110", 20), Service("97140", 1441, region="x" * 61)))
    assert fields(refused.value) == [
        "services[0].code",
        "services[0].minutes",
        "services[2].minutes",
        "services[2].region",
    ]


def test_an_empty_visit_is_refused() -> None:
    with pytest.raises(VisitError, match="at least one service"):
        Session(())


def test_forty_services_are_the_most() -> None:
    assert len(Session((Service("97110", 1),) * 40).services) == 40
    with pytest.raises(VisitError, match="at most 40 services"):
        Session((Service("97110", 1),) * 41)


def test_twelve_codes_are_the_most() -> None:
    twelve = dict.fromkeys(TIMED, 8)
    assert len(Session.of(twelve).services) == 12
    with pytest.raises(VisitError, match="at most 12 different codes"):
        Session.of({**twelve, "97161": 20})


def test_a_day_has_1440_minutes_in_all() -> None:
    assert Session.of({"97110": 720, "97140": 720})
    with pytest.raises(VisitError, match="at most 1440 minutes in one day"):
        Session.of({"97110": 720, "97140": 721})


def test_minutes_that_do_not_match_the_clock_are_refused() -> None:
    with pytest.raises(VisitError, match="the minutes that the clock times add up to"):
        Session((Service("97110", 19, intervals=(Interval(540, 560),)),))


@pytest.mark.parametrize(
    "times",
    [(Interval(600, 590), Interval(600, 640)), (Interval(1420, 1450),), (Interval(-10, 20),), (Interval(5, 5),)],
)
def test_clock_times_outside_the_day_or_backward_are_refused(times: tuple[Interval, ...]) -> None:
    with pytest.raises(VisitError):
        Session((Service.at("97110", *times),))


@pytest.mark.parametrize("region", ["", "right knee", "x" * 60, "=1+1", "genou, épaule", "膝", "😀", "כתף"])
def test_a_region_is_any_printable_text(region: str) -> None:
    assert Session((Service("97110", 20, region=region),)).services[0].region == region


@pytest.mark.parametrize("region", ["x" * 61, "a\tb", "a\nb", "\x00", "\ud800", "\u202eabc"])
def test_a_region_that_is_long_or_unprintable_is_refused(region: str) -> None:
    with pytest.raises(VisitError) as refused:
        Session((Service("97110", 20, region=region),))
    assert fields(refused.value) == ["services[0].region"]


@pytest.mark.parametrize("amount", [-0.01, float("inf"), float("nan")])
def test_charges_of_the_year_are_an_amount(amount: float) -> None:
    with pytest.raises(VisitError) as refused:
        Session((Service("97110", 20),), year_to_date=amount)
    assert fields(refused.value) == ["year_to_date"]


def test_two_sessions_with_the_same_values_are_equal() -> None:
    day = date(2026, 3, 2)
    assert Session.of({"97110": 20}, day) == Session((Service("97110", 20),), day)
    assert Session.of({"97110": 20}, day) != replace(Session.of({"97110": 20}, day), date=None)


def test_a_repr_shows_what_is_not_as_usual() -> None:
    service = Service.at("97110", Interval(540, 560))
    assert repr(replace(service, region="knee")) == (
        "Service('97110', 20, region='knee', intervals=(Interval('09:00', '09:20'),))"
    )
