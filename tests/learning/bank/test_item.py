"""How an answer is judged: unanswered is not wrong, and every choice has its reason."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import InputError
from ptcoding.learning.bank.item import Choice, Item, Kind, Verdict, answers, grade_choice

A, B, C = "97110", "97112", "97140"


def asked(right, many=False):
    """An item whose choices are right where a letter is r."""
    choices = tuple(Choice(f"choice {place}", letter == "r", f"why {place}") for place, letter in enumerate(right))
    return Item("a", Kind.RECALL, "T08", 1, "Which?", "cpm5-20.2", date(2026, 11, 21), choices, many=many)


def test_no_choice_is_no_answer():
    graded = grade_choice(asked("wrw"), ())
    assert graded.verdict is Verdict.UNANSWERED
    assert graded.remarks == ()


def test_the_right_choice_is_right():
    assert grade_choice(asked("wrw"), [1]).verdict is Verdict.RIGHT


def test_a_wrong_choice_is_explained_beside_the_right_one():
    graded = grade_choice(asked("wrw"), [2])
    assert graded.verdict is Verdict.WRONG
    assert [(remark.place, remark.chosen, remark.choice.why) for remark in graded.needed] == [
        (1, False, "why 1"),
        (2, True, "why 2"),
    ]


@pytest.mark.parametrize(
    ("chosen", "verdict"),
    [((0, 2), Verdict.RIGHT), ((2, 0), Verdict.RIGHT), ((0,), Verdict.WRONG), ((0, 1, 2), Verdict.WRONG)],
)
def test_of_several_right_choices_all_must_be_chosen_and_no_other(chosen, verdict):
    assert grade_choice(asked("rwr", many=True), chosen).verdict is verdict


def test_a_remark_says_whether_choosing_or_leaving_was_right():
    graded = grade_choice(asked("rwr", many=True), (0, 1))
    assert [remark.fits for remark in graded.remarks] == [True, False, False]


def test_two_choices_where_one_is_asked_are_refused():
    with pytest.raises(InputError, match="'2 choices' given, expected one choice"):
        grade_choice(asked("wrw"), (0, 1))


@pytest.mark.parametrize("place", [-1, 3, 10**20, "0"])
def test_a_choice_that_is_not_there_is_refused(place):
    with pytest.raises(InputError, match="expected a position from 0 to 2"):
        grade_choice(asked("wrw"), [place])


@given(st.text("rw", min_size=2, max_size=6).filter(lambda right: "r" in right))
def test_exactly_one_set_of_choices_is_right(right):
    item = asked(right, many=True)
    places = range(len(right))
    picks = [pick for size in range(1, len(right) + 1) for pick in combinations(places, size)]
    rights = [pick for pick in picks if grade_choice(item, pick).verdict is Verdict.RIGHT]
    assert rights == [tuple(place for place in places if right[place] == "r")]
    assert all(len(grade_choice(item, pick).remarks) == len(right) for pick in picks)


def test_an_item_can_be_a_key_of_a_table():
    assert len({asked("rw"), asked("rw"), asked("wr")}) == 2


def test_units_are_those_of_the_engine():
    # 33 + 7 = 40 minutes are three units: 33 holds two quarter-hours with 3 left over, and 7 is more than 3.
    assert answers({A: 33, C: 7}, "cms") == ({A: 2, C: 1},)
    # Alone, 33 is two units and 7 is none.
    assert answers({A: 33, C: 7}, "ama") == ({A: 2, C: 0},)


def test_a_tie_has_more_than_one_answer():
    # 20 + 20 = 40 minutes are three units: one each, and one for either leftover of 5.
    assert answers({B: 20, A: 20}, "cms") == ({B: 2, A: 1}, {B: 1, A: 2})
