"""How far each lesson was taken is kept once, never taken back, and goes where its learner's answers go."""

from datetime import datetime, timedelta

import pytest

from ptcoding.errors import InputError, UnknownKeyError
from ptcoding.learning.memory.progress import Taken
from ptcoding.learning.store.store import Store
from tests.learning.answering import MONDAY, answer

LATER = MONDAY + timedelta(microseconds=1)
ONE, TWO = Taken("minutes_and_the_table", 1, MONDAY), Taken("edits_and_limits", 0, LATER)


def test_the_lesson_that_was_gone_on_with_last_stands_last(store: Store) -> None:
    token = store.enroll()
    assert store.lessons(token) == ()
    store.take(token, [TWO, ONE])
    assert store.lessons(token) == (ONE, TWO)
    further = Taken(ONE.lesson, 4, LATER + timedelta(seconds=1))
    store.take(token, [further])
    assert store.lessons(token) == (TWO, further)
    assert store.lessons(store.enroll()) == ()


@pytest.mark.parametrize("step", [0, 1])
def test_a_step_back_or_the_same_again_changes_nothing(store: Store, step: int) -> None:
    token = store.enroll()
    store.take(token, [ONE])
    store.take(token, [Taken(ONE.lesson, step, LATER)])
    assert store.lessons(token) == (ONE,)


def test_two_records_that_become_one_keep_the_further_step(store: Store) -> None:
    begun, kept = store.enroll(), store.enroll()
    behind, ahead = Taken(ONE.lesson, 0, LATER), Taken(TWO.lesson, 3, LATER + timedelta(seconds=1))
    store.take(begun, [behind, ahead])
    store.take(kept, [ONE, TWO])
    store.join(begun, kept)
    assert store.lessons(kept) == (ONE, ahead)
    with pytest.raises(UnknownKeyError):
        store.lessons(begun)


def test_it_is_deleted_with_the_answers(store: Store) -> None:
    gone, stays = store.enroll(), store.enroll()
    for token in (gone, stays):
        store.record(token, answer())
        store.take(token, [ONE])
    store.delete(gone)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_lesson").scalar_one() == 1
    assert store.lessons(stays) == (ONE,)
    with pytest.raises(UnknownKeyError):
        store.take(gone, [ONE])


@pytest.mark.parametrize(
    ("lesson", "step", "at", "fields"),
    [
        ("a lesson", 0, MONDAY, ["lesson"]),
        ("x", -1, MONDAY, ["step"]),
        ("x", 100, MONDAY, ["step"]),
        ("", 100, datetime(2026, 3, 2), ["lesson", "step", "at"]),  # noqa: DTZ001 - the zone is what lacks
    ],
)
def test_what_is_no_lesson_is_refused_whole(lesson: str, step: int, at: datetime, fields: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        Taken(lesson, step, at)
    assert [problem.field for problem in refused.value.problems] == fields
