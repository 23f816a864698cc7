"""Who waits for a learner's score, and what of a launch was used."""

from datetime import UTC, datetime, timedelta

import pytest

from ptcoding.errors import UnknownKeyError
from ptcoding.learning.store.grades import Expected, GradeStore
from ptcoding.learning.store.store import Store
from tests.learning.answering import answer

KEY = "k" * 32
EXAM, LESSON = (Expected(place * 64, "{}", "sealed") for place in "ab")


def test_which_scores_are_waited_for_is_kept_once_a_place_and_goes_with_the_learner(address: str) -> None:
    with GradeStore(address) as waiting, Store(address) as store:
        waiting.arrive(KEY, [EXAM])
        waiting.sent(KEY, EXAM.place, "17/20")
        # Launched again the address may be another one; what was sent stays known.
        waiting.arrive(KEY, [Expected(EXAM.place, '{"asks": 1}', "sealed again"), LESSON])
        again = Expected(EXAM.place, '{"asks": 1}', "sealed again", "17/20")
        assert waiting.expected(KEY) == (again, LESSON)
        store.record(KEY, answer())
        assert store.export(KEY)["scores_for_a_course"] == [
            {"aim": {"asks": 1}, "sent": "17/20"},
            {"aim": {}, "sent": ""},
        ]
        store.delete(KEY)
        with pytest.raises(UnknownKeyError):
            waiting.expected(KEY)
        waiting.arrive(KEY)
        assert waiting.expected(KEY) == ()
        assert store.answers(KEY) == ()


def test_the_score_of_one_learner_is_not_kept_as_that_of_another(address: str) -> None:
    with GradeStore(address) as waiting:
        for key in (KEY, "j" * 32):
            waiting.arrive(key, [EXAM])
        waiting.sent(KEY, EXAM.place, "17/20")
        assert [one.sent for key in (KEY, "j" * 32) for one in waiting.expected(key)] == ["17/20", ""]


def test_a_key_that_no_link_can_have_begins_nothing(address: str) -> None:
    with GradeStore(address) as waiting, pytest.raises(UnknownKeyError):
        waiting.arrive("too short", [EXAM])


def test_what_may_be_used_once_is_used_once_and_forgotten_when_it_is_too_old(address: str) -> None:
    now = datetime.now(UTC)
    with GradeStore(address) as waiting:
        assert waiting.use("launch 1", now + timedelta(minutes=1))
        assert not waiting.use("launch 1", now + timedelta(minutes=1))
        assert waiting.use("launch 2", now - timedelta(seconds=1))
        with waiting._database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_used").scalar_one() == 2
        assert waiting.use("launch 3", now + timedelta(minutes=1))
        with waiting._database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_used").scalar_one() == 2
            # Its hash, and not its name.
            assert connection.exec_driver_sql("SELECT min(length(hash)) FROM ptcoding_used").scalar_one() == 64
