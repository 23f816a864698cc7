"""How far a learner is with each topic."""

from datetime import timedelta

import pytest

from ptcoding.learning.memory.mastery import mastery
from tests.learning.answering import MONDAY, answer


def test_nobody_is_far_before_the_first_answer():
    assert mastery([], MONDAY) == ()


def test_answers_are_counted_by_topic():
    answers = [
        answer("a", topic="T08"), answer("a", topic="T08", right=False, after=1), answer("b", topic="T08", after=2),
        answer("c", topic="T02", after=3),
    ]  # fmt: skip
    rows = mastery(answers, MONDAY + timedelta(days=1))
    assert [(row.topic, row.answered, row.right) for row in rows] == [("T02", 1, 1), ("T08", 3, 2)]
    assert [row.share for row in rows] == [1, pytest.approx(2 / 3)]


def test_due_questions_are_counted_and_the_next_is_named():
    """A first right answer is due after 10 minutes, a wrong one after 1."""
    answers = [answer("a", right=False), answer("b")]
    (row,) = mastery(answers, MONDAY + timedelta(minutes=5))
    assert (row.due, row.next_due) == (1, MONDAY + timedelta(minutes=1))
    (row,) = mastery(answers, MONDAY + timedelta(minutes=10))
    assert row.due == 2


def test_what_was_just_answered_is_remembered_and_fades():
    """FSRS counts whole days: the chance is 1 on the same day, and 0.9 after as many days as the stability."""
    answers = [answer("a"), answer("a", after=10)]
    chances = [mastery(answers, MONDAY + timedelta(days=days))[0].retrievability for days in (0, 1, 3, 30, 300)]
    assert chances[0] == 1
    assert chances == sorted(chances, reverse=True)
    # The first stability of a right answer is 2.3065 days: 0.9 lies between the second day and the third.
    two, three = (mastery(answers, MONDAY + timedelta(days=days, minutes=10))[0].retrievability for days in (2, 3))
    assert two > 0.9 > three > 0.8


def test_a_topic_is_remembered_as_well_as_its_questions_are_on_average():
    now = MONDAY + timedelta(days=20)
    early = mastery([answer("a", topic="T01")], now)[0].retrievability
    late = mastery([answer("b", topic="T01", after=10 * 24 * 60)], now)[0].retrievability
    (both,) = mastery([answer("a", topic="T01"), answer("b", topic="T01", after=10 * 24 * 60)], now)
    assert early < late
    assert both.retrievability == pytest.approx((early + late) / 2)


def test_nothing_is_remembered_before_a_first_right_answer():
    """The scheduler gives every card 1 on the day of its answer, a wrong one as well."""
    for minutes in (0, 10, 24 * 60):
        (row,) = mastery([answer("a", right=False)], MONDAY + timedelta(minutes=minutes))
        assert row.retrievability is None


def test_a_question_that_was_wrong_the_last_time_counts_as_not_remembered():
    """Of two questions of the same day the right one is remembered for certain: half of the topic."""
    answers = [answer("a"), answer("b"), answer("b", right=False, after=1)]
    (row,) = mastery(answers, MONDAY + timedelta(minutes=5))
    assert row.retrievability == 0.5
    (row,) = mastery([*answers, answer("b", after=2)], MONDAY + timedelta(minutes=5))
    assert row.retrievability == 1
