"""Whole tables of visits, equal to the scalar engine."""

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from ptcoding import Session, allocate
from ptcoding.audit.grid import allocate_many, rounded
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from tests.support.counts import FIRST_MINUTES, MANUAL

CODES = ("97110", "97112", "97140", "97530")
COUNTED = ("cms", "ama", "ceiling", "full15")
VISITS = 20_000


def one_by_one(visits: NDArray[np.int16], rule: CountingRule) -> list[list[int]]:
    """The units that the scalar engine gives, row by row."""
    answers = []
    for row in visits.tolist():
        units = allocate(Session.of(dict(zip(CODES, row, strict=False))), rule).units
        answers.append(list(units.values()))
    return answers


def random_visits(codes: int) -> NDArray[np.int16]:
    """A quarter of all visits; minutes 0 to 90, and now and then hours."""
    chance = np.random.default_rng(20_261_121 + codes)
    visits = chance.integers(0, 91, (VISITS // 4, codes))
    visits[::100] = chance.integers(0, 361, visits[::100].shape)
    return visits.astype(np.int16)


@pytest.mark.parametrize("codes", [1, 2, 3, 4])
@pytest.mark.parametrize("key", COUNTED)
def test_the_table_equals_the_engine_on_random_visits(key: str, codes: int) -> None:
    """5,000 visits of each size: 20,000 for each rule."""
    visits, rule = random_visits(codes), facts().rule(key)
    expected = np.array(one_by_one(visits, rule))
    assert np.array_equal(allocate_many(visits, rule), expected)


@pytest.mark.parametrize("key", [*COUNTED, "total-1", "total-15", "each-10"])
def test_the_table_equals_the_engine_on_every_pair_up_to_an_hour(key: str) -> None:
    pairs, rule = np.array(list(product(range(1, 61), repeat=2)), dtype=np.int16), facts().rule(key)
    assert allocate_many(pairs, rule).tolist() == one_by_one(pairs, rule)


@pytest.mark.parametrize(("minutes", "medicare", "midpoint"), MANUAL)
def test_the_manual_examples_come_out_of_the_table(
    minutes: dict[str, int], medicare: dict[str, int], midpoint: dict[str, int]
) -> None:
    visit = np.array([list(minutes.values())])
    assert allocate_many(visit, facts().rule("cms")).tolist() == [list(medicare.values())]
    assert allocate_many(visit, facts().rule("ama")).tolist() == [list(midpoint.values())]


@pytest.mark.parametrize(("units", "first"), FIRST_MINUTES)
def test_the_table_steps_at_each_threshold(units: int, first: int) -> None:
    column = np.array([[first - 1], [first]], dtype=np.int16)
    assert allocate_many(column, facts().rule("cms")).tolist() == [[units - 1], [units]]
    assert rounded(column, facts().rule("ama")).tolist() == [[units - 1], [units]]


def test_the_longest_day_does_not_overflow() -> None:
    assert allocate_many(np.array([[1440, 0], [720, 720]]), facts().rule("cms")).tolist() == [[96, 0], [48, 48]]


def test_no_visit_is_an_empty_table() -> None:
    assert allocate_many(np.empty((0, 3), dtype=np.int16), facts().rule("cms")).shape == (0, 3)


def test_the_minutes_given_are_left_alone() -> None:
    visits = np.array([[33, 7]])
    allocate_many(visits, facts().rule("cms"))
    assert visits.tolist() == [[33, 7]]
