"""One rounding, two scopes."""

from datetime import date

import pytest

from ptcoding import AMA, CMS
from ptcoding.errors import UnknownKeyError, VisitError
from ptcoding.facts import facts
from ptcoding.facts.rule import Authority, Scope, custom_rule
from tests.support.counts import FIRST_MINUTES


@pytest.mark.parametrize("key", ["cms", "ama"])
@pytest.mark.parametrize(("units", "first"), FIRST_MINUTES)
def test_a_unit_begins_at_its_first_minute_and_not_before(key: str, units: int, first: int) -> None:
    rule = facts().rule(key)
    assert rule.units(first - 1) == units - 1
    assert rule.units(first) == units
    assert rule.units(first + 14) == units


@pytest.mark.parametrize(("minutes", "units"), [(0, 0), (1, 1), (15, 1), (16, 2), (30, 2), (31, 3), (45, 3), (46, 4)])
def test_the_ceiling_counts_every_started_quarter_hour(minutes: int, units: int) -> None:
    assert facts().rule("ceiling").units(minutes) == units


@pytest.mark.parametrize(("minutes", "units"), [(0, 0), (14, 0), (15, 1), (29, 1), (30, 2), (44, 2), (45, 3)])
def test_full_fifteen_counts_whole_quarter_hours_only(minutes: int, units: int) -> None:
    assert facts().rule("full15").units(minutes) == units


@pytest.mark.parametrize(("minutes", "units"), [(9, 0), (10, 1), (24, 1), (25, 2), (39, 2), (40, 3)])
def test_a_contract_from_ten_minutes_counts_from_ten(minutes: int, units: int) -> None:
    assert facts().rule("each-10").units(minutes) == units


@pytest.mark.parametrize(("units", "span"), [(0, (0, 7)), (1, (8, 22)), (2, (23, 37)), (3, (38, 52)), (8, (113, 127))])
def test_a_span_is_the_row_of_the_table(units: int, span: tuple[int, int]) -> None:
    assert CMS.span(units) == span
    assert AMA.span(units) == span


def test_medicare_and_the_midpoint_differ_in_scope_alone() -> None:
    assert (CMS.scope, AMA.scope) == (Scope.TOTAL, Scope.EACH)
    assert (CMS.threshold, AMA.threshold) == (8, 8)
    assert (CMS.unit_minutes, AMA.unit_minutes) == (15, 15)


def test_only_the_ceiling_and_full_fifteen_are_house_conventions() -> None:
    assert [key for key, rule in facts().rules.items() if rule.is_house_convention] == ["ceiling", "full15"]


@pytest.mark.parametrize("key", ["cms", "CMS", "Cms"])
def test_a_rule_is_found_in_any_case(key: str) -> None:
    assert facts().rule(key) is CMS


@pytest.mark.parametrize("key", ["", "cmz", "total-0", "total-16", "each-", "each-100", "total--8", "each-8\n"])
def test_an_unknown_rule_is_refused(key: str) -> None:
    with pytest.raises(UnknownKeyError) as refused:
        facts().rule(key)
    (problem,) = refused.value.problems
    assert (problem.field, problem.value) == ("rule", key)
    assert problem.expected.startswith("one of cms, ama, ceiling, full15")


@pytest.mark.parametrize("key", ["total-8", "each-1", "each-15"])
def test_a_contract_is_found_by_its_key(key: str) -> None:
    rule = facts().rule(key)
    assert rule.key == key
    assert rule.authority is Authority.CUSTOM
    assert rule.sources == ("your-contract",)


@pytest.mark.parametrize("threshold", [-1, 0, 16])
def test_a_contract_needs_a_threshold_within_the_quarter_hour(threshold: int) -> None:
    with pytest.raises(VisitError, match="minutes from 1 to 15"):
        custom_rule(Scope.EACH, threshold, date(2026, 1, 1))
