"""Minutes that several timed codes claim: counted once, and every code may have them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding import AMA, CMS, Allocation, Service, Session, allocate, explain
from ptcoding.billing.visit.clock import Interval
from ptcoding.errors import VisitError

EXERCISE, MANUAL, ACTIVITIES = "97110", "97140", "97530"


def at(code: str, times: str) -> Service:
    return Service.at(code, Interval.parse(times))


def counted(*services: Service) -> Allocation:
    return allocate(Session(services), CMS)


def test_seventeen_minutes_are_one_unit_for_either_code() -> None:
    """9:00 to 9:17 passed, and 8 to 22 minutes make 1."""
    found = counted(at(MANUAL, "9:00-9:15"), at(EXERCISE, "9:05-9:17"))
    assert (found.timed_minutes, found.timed_units) == (17, 1)
    assert found.alternatives == ({MANUAL: 1, EXERCISE: 0}, {MANUAL: 0, EXERCISE: 1})


def test_thirty_eight_minutes_are_three_units_however_they_are_shared() -> None:
    """10:00 to 10:38 passed, and 38 to 52 make 3: 26 + 12 give 2 and 1, 18 + 20 give 1 and 2."""
    found = counted(at(EXERCISE, "10:00-10:26"), at(ACTIVITIES, "10:18-10:38"))
    assert found.timed_units == 3
    assert found.alternatives == ({EXERCISE: 2, ACTIVITIES: 1}, {EXERCISE: 1, ACTIVITIES: 2})
    assert dict(found.give([ACTIVITIES]).units) == {EXERCISE: 1, ACTIVITIES: 2}


def test_minutes_may_be_divided_between_two_codes() -> None:
    """Both claim 9:00 to 9:30: 30 and 0, 0 and 30, or 15 and 15."""
    found = counted(at(EXERCISE, "9:00-9:30"), at(MANUAL, "9:00-9:30"))
    given = {tuple(way.items()) for way in found.alternatives}
    assert given == {
        ((EXERCISE, 2), (MANUAL, 0)),
        ((EXERCISE, 1), (MANUAL, 1)),
        ((EXERCISE, 0), (MANUAL, 2)),
    }


def test_code_by_code_the_number_of_units_depends_on_whose_they_are() -> None:
    """Alone, 15 and 2 are 1 and 0; 5 and 12 are 0 and 1; 9 and 8 are 1 and 1."""
    services = (at(MANUAL, "9:00-9:15"), at(EXERCISE, "9:05-9:17"))
    ways = allocate(Session(services), AMA).alternatives
    assert {tuple(way.values()) for way in ways} == {(1, 0), (0, 1), (1, 1)}


def test_the_first_step_says_for_which_code_they_were_counted() -> None:
    first = explain(counted(at(MANUAL, "9:00-9:15"), at(EXERCISE, "9:05-9:17")))[0]
    assert first.plain.startswith("97140 and 97110 claim the same 10 minutes. They count once, here for 97140")
    assert first.source == "nccipm-11p"


def test_three_codes_that_claim_the_same_minutes_can_each_have_them() -> None:
    found = counted(*(at(code, "9:00-9:15") for code in (EXERCISE, MANUAL, ACTIVITIES)))
    assert found.timed_units == 1
    assert {code for way in found.alternatives for code, units in way.items() if units} == {
        EXERCISE,
        MANUAL,
        ACTIVITIES,
    }


@pytest.mark.parametrize("owners", [(), ("97112",), (EXERCISE, MANUAL)])
def test_only_a_code_that_claims_the_minutes_can_have_them(owners: tuple[str, ...]) -> None:
    found = counted(at(MANUAL, "9:00-9:15"), at(EXERCISE, "9:05-9:17"))
    with pytest.raises(VisitError, match="expected one of 97140, 97110"):
        found.give(owners)


def test_without_an_overlap_nothing_is_open() -> None:
    found = counted(at(MANUAL, "9:00-9:15"), at(EXERCISE, "9:15-9:27"))
    assert found.countable.open == ()
    assert found.give([]).units == found.units
    with pytest.raises(VisitError, match="no minute is claimed twice"):
        found.give([MANUAL])


@given(
    st.lists(
        st.tuples(st.sampled_from([EXERCISE, MANUAL, ACTIVITIES]), st.integers(540, 640), st.integers(1, 40)),
        min_size=1,
        max_size=5,
    )
)
def test_under_medicare_the_day_has_as_many_units_as_passed_minutes_make(drawn: list[tuple[str, int, int]]) -> None:
    services = tuple(
        Service(code, length, intervals=(Interval(start, start + length),)) for code, start, length in drawn
    )
    passed = {minute for _, start, length in drawn for minute in range(start, start + length)}
    found = allocate(Session(services), CMS)
    assert found.timed_minutes == len(passed)
    assert {sum(way.values()) for way in found.alternatives} == {CMS.units(len(passed))}
    assert dict(found.units) == found.alternatives[0]
    assert all(one != other for one, other in pairwise(found.alternatives))
