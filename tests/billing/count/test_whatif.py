"""What a single minute would change."""

from datetime import date

import pytest
from hypothesis import given

from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.count.whatif import Margin, margins, nudges, vary
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Service
from ptcoding.errors import VisitError
from ptcoding.exchange.visit.link import read_link, write_link
from ptcoding.exchange.visit.visit import Visit
from ptcoding.facts import facts
from ptcoding.facts.code import Code, CodeTable
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.source import Standing
from tests.strategies import rules, timed_minutes

A, B, C = "97110", "97112", "97140"
Minutes = dict[str, int]
Moves = list[tuple[str, int, Minutes]]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (7, Margin("", 7, 0, None, 1)),
        (8, Margin("", 8, 1, 0, 15)),  # 23 - 8
        (22, Margin("", 22, 1, 14, 1)),  # 22 - 8
        (23, Margin("", 23, 2, 0, 15)),
        (40, Margin("", 40, 3, 2, 13)),  # 40 - 38, 53 - 40
    ],
)
def test_the_total_stands_between_two_thresholds(minutes: int, expected: Margin) -> None:
    assert margins(allocate(Session.of({A: minutes}), CMS)) == (expected,)


def test_per_code_counting_has_a_margin_for_each_code() -> None:
    """33 is 10 above 23 and 5 below 38; 7 is 1 below 8."""
    found = margins(allocate(Session.of({A: 33, C: 7}), AMA))
    assert found == (Margin(A, 33, 2, 10, 5), Margin(C, 7, 0, None, 1))


@pytest.mark.parametrize(
    ("minutes", "rule", "expected"),
    [
        ({A: 22}, CMS, [(A, 1, {A: 1})]),
        ({A: 23}, CMS, [(A, -1, {A: -1})]),
        ({A: 33, C: 7}, CMS, []),  # 39 to 41 stay in 38-52, and 7 or 6 stays above 3 or 4
        ({A: 31, C: 7}, CMS, [(A, -1, {C: -1}), (C, -1, {C: -1})]),  # 38 is the first minute of 3
        ({A: 33, C: 7}, AMA, [(C, 1, {C: 1})]),
        ({A: 24, B: 23}, AMA, [(B, -1, {B: -1})]),  # 22 is one unit
    ],
)
def test_the_minutes_that_move_a_unit_are_found(minutes: Minutes, rule: CountingRule, expected: Moves) -> None:
    found = nudges(allocate(Session.of(minutes), rule))
    assert [(nudge.code, nudge.delta, dict(nudge.moved)) for nudge in found] == expected


def test_any_minute_settles_an_even_tie() -> None:
    found = nudges(allocate(Session.of({A: 20, B: 20}), CMS))
    assert [(nudge.code, nudge.delta) for nudge in found] == [(A, 1), (A, -1), (B, 1), (B, -1)]
    assert all(nudge.tie_before and not nudge.tie_after for nudge in found)
    # The longer leftover wins: 6 against 5, 4 against 5.
    assert [dict(nudge.after) for nudge in found] == [{A: 2, B: 1}, {A: 1, B: 2}, {A: 1, B: 2}, {A: 2, B: 1}]


def test_a_minute_can_open_a_tie() -> None:
    """21 + 20: one minute less of 97110 makes both leftovers 5."""
    opened = [nudge for nudge in nudges(allocate(Session.of({A: 21, B: 20}), CMS)) if nudge.tie_after]
    assert [(nudge.code, nudge.delta) for nudge in opened] == [(A, -1), (B, 1)]


def test_untimed_codes_stay_as_they_are() -> None:
    (nudge,) = nudges(allocate(Session.of({A: 22, "97161": 20}), CMS))
    assert dict(nudge.after) == {A: 2, "97161": 1}


@pytest.mark.parametrize("minutes", [0, 1440])
def test_no_minute_is_tried_outside_the_day(minutes: int) -> None:
    assert nudges(allocate(Session.of({A: minutes}), CMS)) == ()


def test_nudges_use_the_table_of_the_visit() -> None:
    """A visit may bring its own codes."""
    row = Code(
        "X0001", "Made up", "Made up", timed=True, modality=False, disciplines=("PT",), purpose="None.",
        sources=("our-arithmetic",), checked=date(2026, 1, 1), standing=Standing.DERIVED,
    )  # fmt: skip
    visit = Session((Service("X0001", 22),), facts=facts().replaced(codes=CodeTable([row])))
    assert [(nudge.code, nudge.delta) for nudge in nudges(allocate(visit, CMS))] == [("X0001", 1)]


@given(timed_minutes(), rules())
def test_a_margin_ends_where_the_unit_changes(minutes: Minutes, rule: CountingRule) -> None:
    for margin in margins(allocate(Session.of(minutes), rule)):
        assert rule.units(margin.minutes + margin.to_next) == margin.units + 1
        assert rule.units(margin.minutes + margin.to_next - 1) == margin.units
        if margin.slack is not None:
            assert rule.units(margin.minutes - margin.slack) == margin.units
            assert rule.units(margin.minutes - margin.slack - 1) == margin.units - 1


@pytest.mark.parametrize(("delta", "minutes"), [(1, 23), (-1, 21)])
def test_a_variation_moves_one_line(delta: int, minutes: int) -> None:
    varied = vary(Session.of({A: 22, C: 10}), 0, delta)
    assert [service.minutes for service in varied.services] == [minutes, 10]


def test_a_variation_moves_the_last_end() -> None:
    visit = Session((Service.at(A, Interval.parse("9:00-9:10"), Interval.parse("9:30-9:42")),))
    assert vary(visit, 0, 1).services[0] == Service.at(A, Interval.parse("9:00-9:10"), Interval.parse("9:30-9:43"))


def test_a_variation_leaves_the_visit_alone() -> None:
    visit = Session.of({A: 22})
    vary(visit, 0, 1)
    assert visit == Session.of({A: 22})


@pytest.mark.parametrize(("minutes", "delta"), [(0, -1), (1440, 1)])
def test_a_variation_outside_the_day_is_refused(minutes: int, delta: int) -> None:
    with pytest.raises(VisitError):
        vary(Session.of({A: minutes}), 0, delta)


@pytest.mark.parametrize(
    ("times", "delta"),
    [
        (["23:00-23:59"], 1),
        (["23:00-23:59"], 5),
        (["9:00-9:01"], -1),
        (["9:00-9:20", "10:00-10:01"], -1),
        (["9:00-9:20", "10:00-10:01"], -2),
    ],
)
def test_a_variation_of_clock_times_is_refused_or_a_visit_that_can_be_shared(times: list[str], delta: int) -> None:
    visit = Session((Service.at(A, *map(Interval.parse, times)),))
    try:
        varied = vary(visit, 0, delta)
    except VisitError:
        return
    assert read_link(write_link(Visit(varied))).session == varied
