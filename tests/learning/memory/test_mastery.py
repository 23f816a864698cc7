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
    alone = [
        mastery([answer(key, topic="T01", right=right)], now)[0].retrievability
        for key, right in (("a", True), ("b", False))
    ]
    (both,) = mastery([answer("a", topic="T01"), answer("b", topic="T01", right=False)], now)
    assert both.retrievability == pytest.approx(sum(alone) / 2)
    assert alone[1] < alone[0]
