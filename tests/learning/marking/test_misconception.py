"""Named wrong rules: each gives its answers, is recovered from them, and never from a right one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from ptcoding import AMA, CMS, Service, Session, allocate
from ptcoding.billing.visit.session import Contact, Giver
from ptcoding.explanation.drill_numbers import numbers
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.schedule import RelativeValues, Schedule
from ptcoding.learning.drill.generate import drill
from ptcoding.learning.marking.misconception import Misconception, misconceptions, wrong_answers
from ptcoding.learning.marking.wrong_rules import WRONG_RULES
from tests.learning.believing import diagnosed, wrong_answer
from tests.strategies import crowded_minutes, rules, sessions, timed_minutes

A, B, C, D = "97110", "97112", "97140", "97530"
EVALUATION, MODALITY = "97161", "97016"
Minutes = Mapping[str, int]


def services(*given: tuple[object, ...]) -> Session:
    return Session(tuple(Service(*service) for service in given))


BESIDE = services((A, 20), (D, 15, Giver.ASSISTANT))
ALONE = services((A, 15), (A, 10, Giver.THERAPIST, Contact.ALONE))
TWICE = services((A, 6), (A, 7))


@pytest.mark.parametrize(
    ("key", "visit", "rule", "units"),
    [
        # 33 alone is 23 to 37 minutes: 2; 7 alone stays under 8: 0.
        ("each_alone", {A: 33, C: 7}, CMS, {A: 2, C: 0}),
        # 24 and 23 are 23 to 37 each: 2 and 2. Pooled, 47 would be 3.
        ("each_alone", {B: 24, A: 23}, CMS, {B: 2, A: 2}),
        # 33 + 7 = 40: 3 units; 33 = 2 × 15 + 3, and the leftover of 7 beats 3.
        ("pooled_total", {A: 33, C: 7}, AMA, {A: 2, C: 1}),
        # Without the 7 there are 33: 2.
        ("small_dropped", {A: 33, C: 7}, CMS, {A: 2, C: 0}),
        # All three are under 8, so nothing remains.
        ("small_dropped", {B: 7, A: 7, C: 7}, CMS, {B: 0, A: 0, C: 0}),
        # 8 + 7 = 15; without the 7 there are 8: 1 unit, as is right.
        ("small_dropped", {A: 8, C: 7}, CMS, {A: 1, C: 0}),
        # 40 minutes are 3 units, all of them to the 33.
        ("all_to_longest", {A: 33, C: 7}, CMS, {A: 3, C: 0}),
        # 33 = 2 × 15 + 3; the third unit goes to the 33 again.
        ("rest_to_longest", {A: 33, C: 7}, CMS, {A: 3, C: 0}),
        ("rest_to_first", {A: 33, C: 7}, CMS, {A: 3, C: 0}),
        # 24 + 23 = 47: 3 units, 1 + 1 whole; the third to the one listed last.
        ("rest_to_last", {B: 24, A: 23}, CMS, {B: 1, A: 2}),
        # 22 + 16 = 38: 3 units, 1 + 1 whole; 97530 has the higher values, so it takes the third.
        ("rest_to_dearest", {A: 22, D: 16}, CMS, {A: 1, D: 2}),
        # 8 + 24 + 30 = 62: 4 units; one for each, and the fourth to the 30, which has 15 left.
        ("every_code_first", {A: 8, B: 24, D: 30}, CMS, {A: 1, B: 1, D: 2}),
        # Leftovers of 3 and 5 are dropped, so 15 and 15 remain: 2 units. Right: 38 make 3.
        ("small_leftovers_dropped", {A: 18, C: 20}, CMS, {A: 1, C: 1}),
        # 20 + 26 + 13 = 59 = 3 × 15 + 14: 3; whole 1, 1, 0, and the largest leftover is 13.
        ("floor_total", {A: 20, D: 26, C: 13}, CMS, {A: 1, D: 1, C: 1}),
        # 29 = 15 + 14, twice.
        ("floor_each", {A: 29, C: 29}, CMS, {A: 1, C: 1}),
        ("floor_each", {A: 29, C: 29}, AMA, {A: 1, C: 1}),
        # 30 + 15 + 18 = 63 = 4 × 15 + 3: 5; the only leftover is in the 18.
        ("ceiling_total", {C: 30, D: 15, B: 18}, CMS, {C: 2, D: 1, B: 2}),
        # 33 = 2 × 15 + 3: 3; 7: 1.
        ("ceiling_each", {A: 33, C: 7}, CMS, {A: 3, C: 1}),
        ("ceiling_each", {A: 33, C: 7}, AMA, {A: 3, C: 1}),
        # No whole quarter-hour; one unit for what is over, to the 14. Right: 34 make 2.
        ("bonus_unit", {A: 11, D: 14, B: 9}, CMS, {A: 0, D: 1, B: 0}),
        ("one_each", {A: 33, C: 7}, CMS, {A: 1, C: 1}),
        ("one_each", {A: 33, C: 7}, AMA, {A: 1, C: 1}),
        # 33 = 4 × 8 + 1; 7 is less than 8.
        ("every_eight", {A: 33, C: 7}, CMS, {A: 4, C: 0}),
        ("every_eight", {A: 16}, AMA, {A: 2}),
        # From 23 on there are 2; one who asks for more than 23 has 1.
        ("after_eight", {A: 23}, CMS, {A: 1}),
        ("after_eight", {A: 8, C: 8}, AMA, {A: 0, C: 0}),
        # Up to 22 there is 1; one who lets 7 of the second quarter-hour do has 2.
        ("before_eight", {A: 22}, CMS, {A: 2}),
        ("before_eight", {A: 7, C: 30}, AMA, {A: 1, C: 2}),
        # 40: 3 units; both leftovers are 5.
        ("tie_both", {B: 20, A: 20}, CMS, {B: 2, A: 2}),
        ("tie_neither", {B: 20, A: 20}, CMS, {B: 1, A: 1}),
        ("tie_neither", {B: 7, A: 7, C: 7}, CMS, {B: 0, A: 0, C: 0}),
        # 20 + 20 = 40: 3 units, all of them to the only timed code.
        ("untimed_pooled", {EVALUATION: 20, A: 20}, CMS, {EVALUATION: 1, A: 3}),
        # 25 + 20 = 45: 3 units; 1 + 1 whole, leftovers 10 and 5.
        ("untimed_as_timed", {EVALUATION: 25, A: 20}, CMS, {EVALUATION: 2, A: 1}),
        # 38 to 52 minutes would be 3 units.
        ("untimed_by_minutes", {EVALUATION: 38, A: 20}, CMS, {EVALUATION: 3, A: 1}),
        ("untimed_by_minutes", {EVALUATION: 38, A: 20}, AMA, {EVALUATION: 3, A: 1}),
        ("untimed_needs_eight", {MODALITY: 6, A: 20}, CMS, {MODALITY: 0, A: 1}),
        ("untimed_left_out", {EVALUATION: 38, A: 20}, AMA, {EVALUATION: 0, A: 1}),
        # Without the assistant's 15 there are 20: 1. Right: 35 make 2.
        ("assistant_left_out", BESIDE, CMS, {A: 1, D: 0}),
        ("assistant_left_out", BESIDE, AMA, {A: 1, D: 0}),
        # 15 + 10 = 25: 2. Right: the 10 alone do not count, 15 make 1.
        ("uncounted_counted", ALONE, CMS, {A: 2}),
        ("uncounted_counted", ALONE, AMA, {A: 2}),
        # 6 and 7 are under 8 each. Right: 13 make 1.
        ("stretches_apart", TWICE, CMS, {A: 0}),
        ("stretches_apart", TWICE, AMA, {A: 0}),
    ],
)
def test_a_wrong_rule_gives_its_answer(key: str, visit: Minutes | Session, rule: CountingRule, units: Minutes) -> None:
    session = visit if isinstance(visit, Session) else Session.of(visit)
    assert wrong_answer(misconceptions()[key], session, rule) == units


@pytest.mark.parametrize(
    ("minutes", "rule", "answer", "first"),
    [
        ({A: 33, C: 7}, CMS, {A: 2, C: 0}, "each_alone"),
        ({A: 33, C: 7}, CMS, {A: 3, C: 0}, "all_to_longest"),
        ({A: 33, C: 7}, AMA, {A: 2, C: 1}, "pooled_total"),
        ({B: 24, A: 23}, CMS, {B: 2, A: 2}, "each_alone"),
        ({B: 7, A: 7, C: 7}, CMS, {B: 0, A: 0, C: 0}, "tie_neither"),
        ({B: 7, A: 7, C: 7}, CMS, {B: 1, A: 1, C: 1}, "tie_both"),
        ({A: 8, C: 7}, CMS, {A: 0, C: 1}, "rest_to_last"),
        # 18 + 13 = 31: 2 units, one each; every started quarter-hour would be 2 + 1.
        ({A: 18, C: 13}, CMS, {A: 2, C: 1}, "ceiling_total"),
        ({A: 18, C: 13}, CMS, {A: 2, C: 0}, "all_to_longest"),
        ({EVALUATION: 30, A: 23}, CMS, {EVALUATION: 0, A: 2}, "untimed_left_out"),
        ({A: 23}, CMS, {A: 1}, "after_eight"),
    ],
)
def test_an_answer_names_the_wrong_rule(minutes: Minutes, rule: CountingRule, answer: Minutes, first: str) -> None:
    assert diagnosed(Session.of(minutes), rule, answer)[0].key == first


def test_rules_that_agree_on_an_answer_are_all_named() -> None:
    # 33 and 7: the 7 is lost when codes are rounded alone, when it is dropped as a service or as a leftover, and when
    # only whole quarter-hours count: two of the 40 minutes, two of the 33.
    found = diagnosed(Session.of({A: 33, C: 7}), CMS, {A: 2, C: 0})
    assert [one.key for one in found] == [
        "each_alone",
        "small_dropped",
        "small_leftovers_dropped",
        "floor_total",
        "floor_each",
    ]


def test_an_answer_that_no_rule_gives_has_no_name() -> None:
    assert diagnosed(Session.of({A: 33, C: 7}), CMS, {A: 9, C: 9}) == ()


def test_a_code_that_is_not_of_the_visit_is_no_wrong_rule() -> None:
    assert diagnosed(Session.of({A: 33, C: 7}), CMS, {A: 2, C: 0, D: 1}) == ()


def test_a_wrong_rule_has_no_answer_where_it_has_nothing_to_work_on() -> None:
    plain = Session.of({A: 33, C: 7})
    silent = [
        "assistant_left_out",
        "uncounted_counted",
        "stretches_apart",
        "untimed_pooled",
        "tie_both",
        "pooled_total",
    ]
    assert [key for key in silent if wrong_answer(misconceptions()[key], plain, CMS) is not None] == []


def check(session: Session, rule: CountingRule) -> None:
    """Every wrong answer leads back to every rule that gives it, and no right answer leads anywhere."""
    allocation = allocate(session, rule)
    assert all(diagnosed(session, rule, right) == () for right in allocation.alternatives[:30])
    given = {key: wrong_answers(found, allocation)[:30] for key, found in misconceptions().items()}
    for key, answers in given.items():
        for answer in answers[:3]:
            named = [found.key for found in diagnosed(session, rule, answer)]
            assert (key in named) is (answer not in allocation.alternatives)
            assert all(answer in wrong_answers(misconceptions()[other], allocation) for other in named)


@given(timed_minutes(), rules())
def test_a_wrong_rule_is_recovered_from_its_answers(minutes: dict[str, int], rule: CountingRule) -> None:
    check(Session.of(minutes), rule)


@given(crowded_minutes())
def test_it_is_recovered_among_many_equal_leftovers(minutes: dict[str, int]) -> None:
    check(Session.of(minutes), CMS)


@given(sessions(), rules())
def test_it_is_recovered_whoever_treated(session: Session, rule: CountingRule) -> None:
    check(session, rule)


@pytest.mark.parametrize("rule", [CMS, AMA], ids=["cms", "ama"])
@given(session=sessions())
def test_no_right_answer_is_ever_diagnosed(session: Session, rule: CountingRule) -> None:
    for right in allocate(session, rule).alternatives:
        assert diagnosed(session, rule, right) == ()


def test_every_wrong_rule_is_met_in_drills() -> None:
    met = set()
    for seed in range(400):
        drawn = drill(seed, 1 + seed % 3)
        allocation = drawn.allocation
        for key, found in misconceptions().items():
            answer = wrong_answer(found, drawn.visit, drawn.counting)
            if answer is not None and answer not in allocation.alternatives:
                assert found in diagnosed(drawn.visit, drawn.counting, answer)
                met.add(key)
    assert met == set(misconceptions())


def fees(year: int, dear: str) -> Schedule:
    """Fees of a year under which one code pays most."""
    known = facts().rates.schedules[2026]
    parts = {code: RelativeValues(Decimal(9 if code == dear else 1), Decimal(0), Decimal(0)) for code in (A, B, D)}
    return replace(known, year=year, rvu=parts)


# 22 + 16 = 38: three units, 15 of each are one, and the third goes by the fees.
@pytest.mark.parametrize(
    ("on", "takes"),
    [
        # Before the fees that were known first, without a date, and in their year: by those, whatever came later or was
        # added for an earlier year.
        (None, D), (date(2019, 6, 3), D), (date(2024, 7, 1), D), (date(2026, 12, 31), D),
        # In a later year by its own fees, and by the last ones known after that.
        (date(2027, 1, 1), A), (date(2030, 1, 1), A),
    ],
)  # fmt: skip
def test_a_new_year_changes_no_diagnosis_of_an_earlier_visit(on: date | None, takes: str) -> None:
    schedules = {2019: fees(2019, A), 2024: fees(2024, B), 2026: fees(2026, D), 2027: fees(2027, A)}
    known = facts().replaced(rates=replace(facts().rates, schedules=schedules))
    visit = Session((Service(A, 22), Service(D, 16)), on, facts=known)
    given = wrong_answers(misconceptions()["rest_to_dearest"], allocate(visit, CMS))
    assert given[0] == {A: 2, D: 1} if takes == A else given[0] == {A: 1, D: 2}


def test_every_row_has_its_function() -> None:
    assert set(misconceptions()) == set(WRONG_RULES)
    names = [found.name for found in misconceptions().values()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("found", misconceptions().values(), ids=misconceptions())
def test_a_row_is_cited_and_whole(found: Misconception) -> None:
    assert found.sources
    assert set(found.sources) <= set(facts().sources)
    assert found.does.endswith(".")
    assert found.topics
    assert set(found.refutation) <= {"total", "each"}
    known = numbers(allocate(Session.of({A: 33, C: 7}), CMS), {A: 3, C: 0})
    assert all(text.format_map(known).endswith(".") for text in found.refutation.values())
