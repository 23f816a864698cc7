"""Where the counting rules part."""

from itertools import product

import pytest

from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.count.landscape import Parting, cliffs, climbs, parting, square, steps
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
def test_the_contrasts_of_the_rules_come_out_of_the_staircase(
    spent: tuple[int, ...], medicare: int, midpoint: int
) -> None:
    *others, growing = spent
    assert steps(others, growing, CMS)[growing] == medicare
    assert steps(others, growing, AMA)[growing] == midpoint


@pytest.mark.parametrize(("minutes", "units"), [(0, 0), (1, 1), (15, 1), (16, 2), (30, 2), (31, 3), (40, 3)])
def test_a_staircase_climbs_where_the_total_does(minutes: int, units: int) -> None:
    assert BESIDE_SEVEN[minutes] == units


def test_a_staircase_of_per_code_counting_ignores_the_other_code() -> None:
    units = steps([7], 23, AMA)
    assert [units[minutes] for minutes in (0, 7, 8, 22, 23)] == [0, 0, 1, 1, 2]


def test_a_staircase_without_other_codes_is_the_rule_itself() -> None:
    units = steps([], 23, CMS)
    assert [units[minutes] for minutes in (7, 8, 22, 23)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("at", "around"),
    [(0, (None, 1)), (1, (1, 16)), (15, (1, 16)), (16, (16, 31)), (30, (16, 31)), (31, (31, None)), (40, (31, None))],
)
def test_the_cliffs_around_a_place_are_found(at: int, around: tuple[int | None, int | None]) -> None:
    assert cliffs(BESIDE_SEVEN, at) == around


def test_a_level_staircase_has_no_cliff() -> None:
    assert cliffs((0,) * 5, 2) == (None, None)
    assert climbs((0,) * 5) == []


@pytest.mark.parametrize("third", [0, 6, 7])
@pytest.mark.parametrize("key", ["cms", "ama", "ceiling", "full15"])
def test_the_square_is_what_the_engine_counts(key: str, third: int) -> None:
    rule = facts().rule(key)
    units = square(24, third, rule)
    for first, second in product(range(1, 25), repeat=2):
        given = {"97110": first, "97140": second, "97530": third}
        counted = allocate(Session.of({code: spent for code, spent in given.items() if spent}), rule)
        assert units[second - 1][first - 1] == counted.timed_units


@pytest.mark.parametrize(("first", "second"), [("cms", "ama"), ("full15", "ceiling")])
def test_the_parting_is_that_of_every_visit_counted_by_itself(first: str, second: str) -> None:
    one, other = facts().rule(first), facts().rule(second)
    codes = ("97110", "97140", "97530")
    visits = [Session.of(dict(zip(codes, spent, strict=True))) for spent in product(range(1, 10), repeat=3)]
    gaps = [allocate(visit, one).timed_units - allocate(visit, other).timed_units for visit in visits]
    expected = Parting(729, gaps.count(0), sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps))  # 9 x 9 x 9
    assert parting(3, 9, one, other) == expected
