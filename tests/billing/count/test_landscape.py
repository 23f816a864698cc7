"""Where the counting rules part."""

import numpy as np
import pytest

from ptcoding import AMA, CMS
from ptcoding.billing.count.landscape import Parting, cliffs, gaps, parting, steps
from ptcoding.facts import facts
from tests.support.counts import CONTRAST

# With 7 minutes of another code, Medicare's total reaches 8, 23 and 38 at 1, 16 and 31 minutes of this one.
BESIDE_SEVEN = steps([7], 40, CMS)


def test_two_codes_of_up_to_eight_minutes_part_as_counted_by_hand() -> None:
    """64 pairs.

    Sum under 8: 1 + 2 + 3 + 4 + 5 + 6 = 21, no unit under either rule. Of the 49 pairs without an 8 the other
    28 make one unit together and none alone. 14 pairs have one 8: one unit each way. 8 + 8 is one unit or two.
    """
    assert parting(2, 8, CMS, AMA) == Parting(visits=64, agree=35, first_more=28, second_more=1)


def test_one_code_alone_never_parts() -> None:
    assert parting(1, 240, CMS, AMA) == Parting(240, 240, 0, 0)


def test_the_ceiling_gives_never_less_than_full_fifteen() -> None:
    found = parting(2, 30, facts().rule("full15"), facts().rule("ceiling"))
    # Only 15 and 30 minutes are whole: 2 x 2 pairs agree.
    assert found == Parting(visits=900, agree=4, first_more=0, second_more=896)


@pytest.mark.parametrize(("spent", "medicare", "midpoint"), CONTRAST)
def test_the_gap_is_the_difference_of_the_units(spent: tuple[int, ...], medicare: int, midpoint: int) -> None:
    visit = np.array([spent], dtype=np.int16)
    assert gaps(visit, CMS, AMA).tolist() == [medicare - midpoint]
    assert gaps(visit, AMA, CMS).tolist() == [midpoint - medicare]


@pytest.mark.parametrize(("minutes", "units"), [(0, 0), (1, 1), (15, 1), (16, 2), (30, 2), (31, 3), (40, 3)])
def test_a_staircase_climbs_where_the_total_does(minutes: int, units: int) -> None:
    assert BESIDE_SEVEN[minutes] == units


def test_a_staircase_of_per_code_counting_ignores_the_other_code() -> None:
    assert steps([7], 23, AMA)[[0, 7, 8, 22, 23]].tolist() == [0, 0, 1, 1, 2]


def test_a_staircase_without_other_codes_is_the_rule_itself() -> None:
    assert steps([], 23, CMS)[[7, 8, 22, 23]].tolist() == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("at", "around"),
    [(0, (None, 1)), (1, (1, 16)), (15, (1, 16)), (16, (16, 31)), (30, (16, 31)), (31, (31, None)), (40, (31, None))],
)
def test_the_cliffs_around_a_place_are_found(at: int, around: tuple[int | None, int | None]) -> None:
    assert cliffs(BESIDE_SEVEN, at) == around


def test_a_level_staircase_has_no_cliff() -> None:
    assert cliffs(np.zeros(5, dtype=np.int16), 2) == (None, None)
