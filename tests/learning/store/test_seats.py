"""The exam that is being sat is kept with every step, by one tab at a time, and goes where its learner's answers go."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from ptcoding.errors import UnknownKeyError
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Part, Result
from ptcoding.learning.paper.sitting import Held, Sitting, UnderWay
from ptcoding.learning.store.store import Store
from tests.learning.answering import MONDAY, answer, is_known, numbered

PAPER = Challenge(4711, 20, 80, ("T08",), ("code",), 30, "2.0123abcd")
EXAM = UnderWay(PAPER, numbered(7), Mode.CHALLENGE, MONDAY + timedelta(microseconds=1), ("quiz-1", "quiz-2"))
HERE, THERE = "a" * 32, "b" * 32


def test_nothing_is_under_way_before_an_exam_begins(store: Store) -> None:
    assert store.under_way(store.enroll()) is None


def test_an_exam_reads_back_as_it_was_begun(store: Store) -> None:
    token = store.enroll()
    store.sit(token, Held(EXAM, HERE))
    assert store.under_way(token) == Held(EXAM, HERE)
    assert store.under_way(store.enroll()) is None


def test_every_step_is_kept_with_its_answer(store: Store) -> None:
    token, given = store.enroll(), answer(sitting=EXAM.key)
    store.sit(token, Held(EXAM, HERE))
    further = EXAM.beyond("quiz-3")
    assert store.go_on(token, Held(further, HERE), [given])
    assert store.under_way(token) == Held(further, HERE)
    # The same step again, as after a connection that broke, is one step.
    assert store.go_on(token, Held(further, HERE), [given])
    assert store.answers(token) == (given,)


def test_a_tab_that_lost_the_exam_keeps_nothing(store: Store) -> None:
    token = store.enroll()
    store.sit(token, Held(EXAM, HERE))
    store.sit(token, Held(EXAM, THERE))
    assert not store.go_on(token, Held(EXAM.beyond("quiz-3"), HERE), [answer()])
    assert store.answers(token) == ()
    assert store.under_way(token) == Held(EXAM, THERE)


def test_another_exam_in_its_place_is_not_gone_on_with(store: Store) -> None:
    token, other = store.enroll(), replace(EXAM, key=numbered(8))
    store.sit(token, Held(other, HERE))
    assert not store.go_on(token, Held(EXAM, HERE), [answer()])
    assert store.under_way(token) == Held(other, HERE)


def test_an_exam_that_is_handed_in_is_under_way_no_more(store: Store) -> None:
    token = store.enroll()
    store.sit(token, Held(EXAM, HERE))
    store.record_all(token, [], Sitting(EXAM.key, MONDAY, Result(PAPER, (Part("T08", 1, 1, 1),))))
    assert store.under_way(token) is None
    assert not store.go_on(token, Held(EXAM, HERE), [answer()])
    assert store.answers(token) == ()


def test_handing_in_an_earlier_exam_leaves_the_one_under_way(store: Store) -> None:
    token = store.enroll()
    store.sit(token, Held(EXAM, HERE))
    store.record_all(token, [], Sitting(numbered(8), MONDAY, Result(PAPER, (Part("T08", 1, 1, 1),))))
    assert store.under_way(token) == Held(EXAM, HERE)


def test_the_export_names_the_exam_and_not_the_tab(store: Store) -> None:
    token = store.enroll()
    assert store.export(token)["exam_under_way"] is None
    store.sit(token, Held(EXAM, HERE))
    told = json.loads(json.dumps(store.export(token)))["exam_under_way"]
    assert (told["key"], told["mode"]) == (numbered(7), "challenge")
    assert (told["started"], told["passed"]) == ("2026-03-02T09:00:00.000001+00:00", ["quiz-1", "quiz-2"])
    assert (told["paper"]["seed"], told["paper"]["minutes"], told["paper"]["edition"]) == (4711, 30, "2.0123abcd")
    assert HERE not in str(told)


def test_deleting_takes_the_exam_along(store: Store) -> None:
    token = store.enroll()
    store.sit(token, Held(EXAM, HERE))
    store.delete(token)
    assert not is_known(store, token)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_exam").scalar_one() == 0


def test_two_records_of_one_person_become_one(store: Store) -> None:
    new, old, third = store.enroll(), store.enroll(), store.enroll()
    first, second, others = answer("quiz-1"), answer("quiz-2", after=1), answer("quiz-9")
    store.record(old, first)
    store.record_all(new, [second], Sitting(numbered(8), MONDAY, Result(PAPER, (Part("T08", 1, 1, 1),))))
    store.record(third, others)
    store.sit(new, Held(EXAM, HERE))
    store.join(new, old)
    assert store.answers(old) == (first, second)
    assert [sitting.key for sitting in store.sittings(old)] == [numbered(8)]
    assert store.under_way(old) == Held(EXAM, HERE)
    assert not is_known(store, new)
    assert store.answers(third) == (others,)


def test_a_record_that_is_joined_keeps_its_own_exam(store: Store) -> None:
    new, old = store.enroll(), store.enroll()
    store.sit(old, Held(EXAM, THERE))
    store.sit(new, Held(replace(EXAM, key=numbered(8)), HERE))
    store.join(new, old)
    assert store.under_way(old) == Held(EXAM, THERE)


def test_a_record_is_not_joined_to_one_that_there_is_not(store: Store) -> None:
    token = store.enroll()
    store.record(token, answer())
    with pytest.raises(UnknownKeyError):
        store.join(token, "A" * 32)
    assert len(store.answers(token)) == 1
