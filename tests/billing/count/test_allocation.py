"""From minutes to units: the manual's examples, every threshold, ties and properties."""

from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.visit.session import Contact, Giver, Service
from ptcoding.errors import VisitError
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule, Scope
from tests.strategies import TIMED, crowded_minutes, rules, timed_minutes
from tests.support.counts import CONTRAST, FIRST_MINUTES, MANUAL

A, B, C, D = "97110", "97112", "97140", "97530"
Minutes = dict[str, int]
Choices = set[frozenset[tuple[str, int]]]


def counted(minutes: Mapping[str, int], rule: CountingRule) -> Allocation:
    return allocate(Session.of(minutes), rule)


def units(minutes: Mapping[str, int], rule: CountingRule) -> Minutes:
    return dict(counted(minutes, rule).units)


def choices(allocation: Allocation) -> Choices:
    return {frozenset(alternative.items()) for alternative in allocation.alternatives}


@pytest.mark.parametrize(("minutes", "medicare", "midpoint"), MANUAL)
def test_the_manual_examples_come_out_as_printed(minutes: Minutes, medicare: Minutes, midpoint: Minutes) -> None:
    assert units(minutes, CMS) == medicare
    assert units(minutes, AMA) == midpoint


def test_example_two_leaves_either_code_the_third_unit() -> None:
    assert counted({B: 20, A: 20}, CMS).alternatives == ({B: 2, A: 1}, {B: 1, A: 2})


def test_example_five_leaves_the_unit_to_any_of_the_three() -> None:
    assert counted({B: 7, A: 7, C: 7}, CMS).alternatives == (
        {B: 1, A: 0, C: 0},
        {B: 0, A: 1, C: 0},
        {B: 0, A: 0, C: 1},
    )


def test_sixty_minutes_of_one_service_are_four_units() -> None:
    assert units({D: 60}, CMS) == {D: 4}


@pytest.mark.parametrize(("spent", "medicare", "midpoint"), CONTRAST)
def test_neither_rule_always_gives_more(spent: tuple[int, ...], medicare: int, midpoint: int) -> None:
    minutes = dict(zip((A, B, C, D), spent, strict=False))
    assert counted(minutes, CMS).timed_units == medicare
    assert counted(minutes, AMA).timed_units == midpoint


@pytest.mark.parametrize("rule", [CMS, AMA])
@pytest.mark.parametrize(("earned", "first"), FIRST_MINUTES)
def test_one_code_gains_a_unit_at_each_threshold(rule: CountingRule, earned: int, first: int) -> None:
    assert units({A: first - 1}, rule) == {A: earned - 1}
    assert units({A: first}, rule) == {A: earned}


@pytest.mark.parametrize("codes", [(A, B), (A, B, C), (A, B, C, D)])
@pytest.mark.parametrize(("earned", "first"), FIRST_MINUTES)
def test_the_pooled_total_gains_a_unit_at_each_threshold(codes: tuple[str, ...], earned: int, first: int) -> None:
    for total, expected in ((first - 1, earned - 1), (first, earned)):
        share, rest = divmod(total, len(codes))
        minutes = {code: share + (place < rest) for place, code in enumerate(codes)}
        assert counted(minutes, CMS).timed_units == expected


def test_seven_minutes_earn_nothing() -> None:
    assert units({A: 7}, CMS) == {A: 0}
    assert units({A: 7}, AMA) == {A: 0}


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ({A: 4, B: 3}, {A: 0, B: 0}),  # 7 in all
        ({A: 4, B: 5}, {A: 0, B: 1}),  # 9 in all: one unit, to the most minutes
        ({A: 7, B: 1}, {A: 1, B: 0}),  # 8 in all
        ({A: 6, B: 7, C: 5}, {A: 0, B: 1, C: 0}),  # 18 in all
    ],
)
def test_services_under_eight_minutes_are_pooled(minutes: Minutes, expected: Minutes) -> None:
    assert units(minutes, CMS) == expected
    assert counted(minutes, AMA).timed_units == 0


def test_twelve_and_ten_are_one_unit_to_the_twelve() -> None:
    assert units({D: 10, A: 12}, CMS) == {D: 0, A: 1}


def test_a_leftover_beats_a_whole_service_that_is_shorter() -> None:
    """30 + 14 + 9 = 53 make 4: whole 2, then one unit each to 14 and 9."""
    assert units({A: 30, B: 14, C: 9}, CMS) == {A: 2, B: 1, C: 1}


def test_no_code_takes_all_minutes_of_the_day() -> None:
    """16 + 16 + 16 = 48 make 3, one each, although 48 minutes of one code would make 3 as well."""
    assert units({A: 16, B: 16, C: 16}, CMS) == {A: 1, B: 1, C: 1}


# 45 + 40 + 35 + 20 = 140 is in 128-142: nine units. Whole 3 + 2 + 2 + 1 = 8; leftovers 0, 10, 5, 5.
def test_a_visit_of_more_than_two_hours_follows_the_same_steps() -> None:
    assert units({A: 45, D: 40, B: 35, C: 20}, CMS) == {A: 3, D: 3, B: 2, C: 1}


def test_the_longest_day_is_ninety_six_units() -> None:
    assert units({A: 1440}, CMS) == {A: 96}  # 1440 / 15


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ceiling", {A: 3, C: 1}),  # 33 is three started quarter-hours, 7 is one
        ("full15", {A: 2, C: 0}),  # 33 holds two whole ones, 7 none
        ("each-3", {A: 3, C: 1}),  # 33 = 30 + 3
        ("each-4", {A: 2, C: 1}),
        ("each-10", {A: 2, C: 0}),
        ("total-10", {A: 2, C: 1}),  # 40 = 30 + 10
        ("total-11", {A: 2, C: 0}),
    ],
)
def test_other_conventions_count_thirty_three_and_seven(key: str, expected: Minutes) -> None:
    assert units({A: 33, C: 7}, facts().rule(key)) == expected


# Minutes, and every valid allocation with the first in the order entered.
TIES = [
    pytest.param({A: 20, B: 20}, ({A: 2, B: 1}, {A: 1, B: 2}), id="two-codes-one-unit"),
    pytest.param(
        # 60 make 4: whole 3, one to share.
        {A: 20, B: 20, C: 20},
        ({A: 2, B: 1, C: 1}, {A: 1, B: 2, C: 1}, {A: 1, B: 1, C: 2}),
        id="three-codes-one-unit",
    ),
    pytest.param(
        # 24 make 2: none whole, two to share.
        {A: 8, B: 8, C: 8},
        ({A: 1, B: 1, C: 0}, {A: 1, B: 0, C: 1}, {A: 0, B: 1, C: 1}),
        id="three-codes-two-units",
    ),
    pytest.param(
        # 20 make 1.
        {A: 5, B: 5, C: 5, D: 5},
        (
            {A: 1, B: 0, C: 0, D: 0},
            {A: 0, B: 1, C: 0, D: 0},
            {A: 0, B: 0, C: 1, D: 0},
            {A: 0, B: 0, C: 0, D: 1},
        ),
        id="four-codes-one-unit",
    ),
    pytest.param(
        # 32 make 2.
        {A: 8, B: 8, C: 8, D: 8},
        (
            {A: 1, B: 1, C: 0, D: 0},
            {A: 1, B: 0, C: 1, D: 0},
            {A: 1, B: 0, C: 0, D: 1},
            {A: 0, B: 1, C: 1, D: 0},
            {A: 0, B: 1, C: 0, D: 1},
            {A: 0, B: 0, C: 1, D: 1},
        ),
        id="four-codes-two-units",
    ),
    pytest.param(
        # 48 make 3.
        {A: 12, B: 12, C: 12, D: 12},
        (
            {A: 1, B: 1, C: 1, D: 0},
            {A: 1, B: 1, C: 0, D: 1},
            {A: 1, B: 0, C: 1, D: 1},
            {A: 0, B: 1, C: 1, D: 1},
        ),
        id="four-codes-three-units",
    ),
    pytest.param(
        # 28 make 2: the 14 takes one, the sevens share the other.
        {B: 7, A: 14, C: 7},
        ({B: 1, A: 1, C: 0}, {B: 0, A: 1, C: 1}),
        id="a-winner-above-the-tie",
    ),
    pytest.param(
        # 20 + 20 + 3 = 43 make 3: the fives share one, the 3 gets none in either.
        {A: 20, B: 20, C: 3},
        ({A: 2, B: 1, C: 0}, {A: 1, B: 2, C: 0}),
        id="a-loser-below-the-tie",
    ),
]


@pytest.mark.parametrize(("minutes", "expected"), TIES)
def test_a_tie_gives_every_alternative_the_first_in_the_order_entered(
    minutes: Minutes, expected: tuple[Minutes, ...]
) -> None:
    allocation = counted(minutes, CMS)
    assert allocation.alternatives == expected
    assert dict(allocation.units) == expected[0]


@pytest.mark.parametrize(("minutes", "expected"), TIES)
def test_a_tie_is_the_same_in_any_order(minutes: Minutes, expected: tuple[Minutes, ...]) -> None:
    wanted = {frozenset(alternative.items()) for alternative in expected}
    for order in permutations(minutes):
        assert choices(counted({code: minutes[code] for code in order}, CMS)) == wanted


def test_equal_leftovers_that_all_win_are_no_tie() -> None:
    """14 + 14 = 28 make 2."""
    allocation = counted({A: 14, B: 14}, CMS)
    assert allocation.tie is None
    assert allocation.alternatives == ({A: 1, B: 1},)


def test_equal_leftovers_with_nothing_to_share_are_no_tie() -> None:
    """18 + 18 = 36 make 2, both whole."""
    assert counted({A: 18, B: 18}, CMS).tie is None


def test_per_code_counting_knows_no_tie() -> None:
    assert counted({A: 7, B: 7, C: 7}, AMA).alternatives == ({A: 0, B: 0, C: 0},)


def test_the_clinician_settles_a_tie() -> None:
    allocation = counted({A: 8, B: 8, C: 8}, CMS).choose([C, A])
    assert dict(allocation.units) == {A: 1, B: 0, C: 1}
    assert allocation.timed_units == 2


@pytest.mark.parametrize("chosen", [[], [A], [A, A], [A, B, C], [A, D], ["", A]])
def test_a_choice_that_does_not_fit_the_tie_is_refused(chosen: list[str]) -> None:
    with pytest.raises(VisitError, match="expected 2 of 97110, 97112, 97140"):
        counted({A: 8, B: 8, C: 8}, CMS).choose(chosen)


def test_without_a_tie_there_is_nothing_to_choose() -> None:
    allocation = counted({A: 33, C: 7}, CMS)
    assert allocation.choose([A]) is allocation


@pytest.mark.parametrize("rule", [CMS, AMA])
def test_untimed_codes_are_one_unit_and_add_nothing_to_timed_minutes(rule: CountingRule) -> None:
    """18 + 12 = 30 timed; 25 + 10 untimed."""
    allocation = counted({"97161": 25, A: 18, C: 12, "97010": 10}, rule)
    assert dict(allocation.units) == {"97161": 1, A: 1, C: 1, "97010": 1}
    assert list(allocation.units) == ["97161", A, C, "97010"]
    assert (allocation.timed_minutes, allocation.timed_units, allocation.total_minutes) == (30, 2, 65)


@pytest.mark.parametrize("minutes", [0, 1, 7, 8, 120])
def test_an_untimed_code_is_one_unit_whatever_its_minutes(minutes: int) -> None:
    assert units({"92521": minutes}, CMS) == {"92521": 1}


def test_seven_timed_minutes_are_not_helped_by_an_evaluation() -> None:
    assert units({A: 7, "97161": 60}, CMS) == {A: 0, "97161": 1}


def test_a_code_in_two_lines_is_counted_once_with_all_its_minutes() -> None:
    """10 + 13 = 23, and with 4 it is 27, which make 2: one whole, one for the leftover 8 against 4."""
    allocation = allocate(Session((Service(A, 10), Service(C, 4), Service(A, 13))), CMS)
    assert dict(allocation.units) == {A: 2, C: 0}


def test_a_code_whose_minutes_do_not_count_keeps_its_line_with_nothing() -> None:
    visit = Session((Service(A, 20, by=Giver.AIDE), Service(C, 15), Service("97161", 5, contact=Contact.WAITING)))
    assert dict(allocate(visit, CMS).units) == {A: 0, C: 1, "97161": 0}


def test_no_minutes_are_no_steps() -> None:
    assert counted({A: 0}, CMS).steps == ()
    assert units({A: 0}, AMA) == {A: 0}


@pytest.mark.parametrize(
    ("minutes", "kinds"),
    [
        ({A: 33, C: 7}, ["total", "whole", "spare"]),
        ({A: 20, B: 20}, ["total", "whole", "whole", "tie"]),
        ({A: 12, D: 10}, ["total", "spare", "unpaid"]),
        ({A: 38}, ["total", "whole", "spare_all"]),
        ({A: 16}, ["total", "whole", "rest"]),
        ({A: 7}, ["total_none"]),
        ({A: 30}, ["total", "whole"]),
        ({A: 15, "97161": 20}, ["total", "whole", "untimed"]),
    ],
)
def test_medicare_steps_tell_the_reasoning_in_order(minutes: Minutes, kinds: list[str]) -> None:
    assert [step.kind for step in counted(minutes, CMS).steps] == kinds


def test_a_code_that_stays_unpaid_beside_a_tie_is_named() -> None:
    """20 + 20 + 3: whoever wins the tie, 97140 gets nothing and its minutes belong in the note."""
    steps = counted({A: 20, B: 20, C: 3}, CMS).steps
    assert [step.codes for step in steps if step.kind == "unpaid"] == [(C,)]


def test_per_code_steps_end_with_the_sum() -> None:
    steps = counted({A: 33, C: 7}, AMA).steps
    assert [(step.kind, step.codes) for step in steps] == [("each", (A,)), ("each_none", (C,)), ("sum", (A, C))]


def test_steps_of_medicare_cite_the_manual_and_its_examples() -> None:
    sources = [step.source for step in counted({A: 33, C: 7}, CMS).steps]
    assert sources == ["cpm5-20.2", "cpm5-20.2", "cpm5-20.2-ex3"]


def test_a_contract_is_not_cited_as_the_manual() -> None:
    allocation = counted({A: 20, B: 20, C: 3}, facts().rule("total-5"))
    assert {step.source for step in allocation.steps} == {"your-contract"}


@given(timed_minutes(), rules())
def test_units_of_a_pooled_rule_sum_to_the_rounded_total(minutes: Minutes, rule: CountingRule) -> None:
    assume(rule.scope is Scope.TOTAL)
    allocation = counted(minutes, rule)
    assert sum(allocation.units.values()) == rule.units(sum(minutes.values())) == allocation.timed_units


@given(timed_minutes(), st.sampled_from(["ama", "ceiling", "full15", "each-10"]).map(facts().rule))
def test_units_of_a_per_code_rule_are_rounded_code_by_code(minutes: Minutes, rule: CountingRule) -> None:
    assert units(minutes, rule) == {code: rule.units(spent) for code, spent in minutes.items()}


@given(timed_minutes() | crowded_minutes(), rules())
def test_every_code_gets_its_whole_quarter_hours_and_one_more_at_most(minutes: Minutes, rule: CountingRule) -> None:
    allocation = counted(minutes, rule)
    for alternative in allocation.alternatives:
        assert all(alternative[code] - spent // 15 in {0, 1} for code, spent in minutes.items())


@given(timed_minutes(), rules())
def test_no_minutes_no_unit(minutes: Minutes, rule: CountingRule) -> None:
    for alternative in counted({**minutes, "97537": 0}, rule).alternatives:
        assert alternative["97537"] == 0


@given(timed_minutes(), rules(), st.data())
def test_one_minute_more_never_lowers_the_units(minutes: Minutes, rule: CountingRule, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(minutes)))
    longer = {**minutes, code: minutes[code] + 1}
    gained = counted(longer, rule).timed_units - counted(minutes, rule).timed_units
    assert gained in {0, 1}


@given(timed_minutes() | crowded_minutes(), rules(), st.data())
def test_the_order_of_entry_changes_nothing(minutes: Minutes, rule: CountingRule, data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(minutes)))
    entered, moved = counted(minutes, rule), counted({code: minutes[code] for code in order}, rule)
    assert choices(entered) == choices(moved)
    assert entered.timed_units == moved.timed_units
    assert entered.total_minutes == moved.total_minutes


@given(crowded_minutes() | timed_minutes(), rules())
def test_alternatives_are_distinct_and_differ_in_tied_codes_only(minutes: Minutes, rule: CountingRule) -> None:
    allocation = counted(minutes, rule)
    tied = set(allocation.tie.codes) if allocation.tie else set()
    first, *others = allocation.alternatives
    assert dict(allocation.units) == first
    assert len(choices(allocation)) == len(allocation.alternatives)
    for other in others:
        assert sum(other.values()) == sum(first.values())
        assert {code for code in minutes if other[code] != first[code]} <= tied


@given(crowded_minutes() | timed_minutes())
def test_every_minute_of_a_tie_is_level(minutes: Minutes) -> None:
    tie = counted(minutes, CMS).tie
    if tie is None:
        reject()
    assert {minutes[code] % 15 for code in tie.codes} == {tie.leftover}
    assert 0 < tie.units < len(tie.codes)


@given(timed_minutes(4), st.dictionaries(st.sampled_from(["97161", "97010"]), st.integers(0, 60), max_size=2))
def test_untimed_codes_change_no_timed_unit(minutes: Minutes, untimed: Minutes) -> None:
    mixed = units({**untimed, **minutes}, CMS)
    assert mixed == {**dict.fromkeys(untimed, 1), **units(minutes, CMS)}


def test_twelve_equal_codes_are_the_largest_tie() -> None:
    """12 x 8 = 96 make 6 (83-97), so 12 choose 6 = 924 alternatives."""
    assert len(counted(dict.fromkeys(TIMED, 8), CMS).alternatives) == 924
