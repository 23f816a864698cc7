"""Progress is kept: every answer once, whoever writes beside it, and all of it is its owner's."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptcoding.errors import UnknownKeyError
from ptcoding.learning.memory.progress import Confidence, Mode, Taken
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Part, Result
from ptcoding.learning.paper.sitting import Sitting
from ptcoding.learning.store.store import Store
from tests.attack.kills import killed_again_and_again
from tests.learning.answering import MONDAY, answer, is_known, numbered

CHECKOUT = Path(__file__).resolve().parents[3]
SITTING = Sitting(
    str(uuid4()),
    MONDAY,
    Result(Challenge(4711, 20, 80, ("T08",), ("code",), 30, "2.0123abcd"), (Part("T08", 16, 19, 20),)),
)


def file_of(address):
    return Path(address.removeprefix("sqlite:///"))


def test_an_answer_reads_back_as_it_was(store):
    token = store.enroll()
    given_answer = answer(
        "drill:cliff", kind="drill", mode=Mode.CHALLENGE, right=False, given='{"97110":2,"97140":[1,"GP"]}',
        diagnosis="each_code_alone", seed=2**63 - 1, tries=3, sitting=str(uuid4()),
    )  # fmt: skip
    assert store.record(token, given_answer) is True
    assert store.answers(token) == (given_answer,)


def test_a_time_keeps_its_microseconds_and_comes_back_in_utc(store):
    token = store.enroll()
    late = datetime(2026, 3, 2, 23, 30, 15, 123456, timezone(timedelta(hours=-5)))
    store.record(token, answer(at=late))
    (read,) = store.answers(token)
    assert read.at == late
    assert read.at.isoformat() == "2026-03-03T04:30:15.123456+00:00"


def test_an_answer_recorded_twice_is_stored_once(store):
    token, given_answer = store.enroll(), answer()
    assert [store.record(token, given_answer) for _ in range(3)] == [True, False, False]
    assert store.answers(token) == (given_answer,)


def test_the_first_answer_to_a_showing_stands(store):
    token, key = store.enroll(), str(uuid4())
    first, second = answer(key=key, right=False, given="[0]"), answer(key=key, right=True, given="[1]", after=1)
    assert (store.record(token, first), store.record(token, second)) == (True, False)
    assert store.answers(token) == (first,)


def test_answers_come_oldest_first_however_they_were_recorded(store):
    token = store.enroll()
    for minute in (5, 1, 9, 3):
        store.record(token, answer(after=minute))
    assert [given.at.minute for given in store.answers(token)] == [1, 3, 5, 9]


def test_several_answers_are_kept_together_and_only_new_ones_counted(store):
    token = store.enroll()
    kept = [answer(after=minute) for minute in range(5)]
    assert store.record_all(token, kept[:2]) == 2
    assert store.record_all(token, reversed(kept)) == 3
    assert store.answers(token) == tuple(kept)
    assert store.record_all(token, []) == 0


def test_an_exam_reads_back_with_its_paper_and_parts(store):
    token = store.enroll()
    last = answer(mode=Mode.EXAM, sitting=SITTING.key)
    assert store.record_all(token, [last], SITTING) == 1
    assert store.record_all(token, [last], SITTING) == 0
    assert store.sittings(token) == (SITTING,)
    assert store.sittings(token)[0].result.passed


def test_learners_do_not_see_each_other(store):
    one, two = store.enroll(), store.enroll()
    same = answer()
    assert store.record(one, same)
    # The same showing under another link is another learner's answer.
    assert store.record(two, same)
    store.record(two, answer(after=1))
    assert [len(store.answers(token)) for token in (one, two)] == [1, 2]


def test_links_are_long_and_never_alike(store):
    tokens = {store.enroll() for _ in range(20)}
    assert len(tokens) == 20
    # 24 random bytes in base 64: 32 signs, 192 bits.
    assert {len(token) for token in tokens} == {32}


def test_the_export_holds_everything_and_is_plain_json(store):
    token = store.enroll(date(2026, 3, 2))
    store.record_all(
        token, [answer("quiz-1", key=numbered(1), given='{"97110":2}', confidence=Confidence.SURE)], SITTING
    )
    store.take(token, [Taken("minutes_and_the_table", 2, MONDAY)])
    told = json.loads(json.dumps(store.export(token)))
    assert told["enrolled"] == "2026-03-02"
    assert told["answers"] == [
        {
            "key": numbered(1), "item": "quiz-1", "topic": "T23", "kind": "missing", "mode": "practice", "right": True,
            "given": {"97110": 2}, "at": "2026-03-02T09:00:00+00:00", "diagnosis": "", "seed": 0, "tries": 1,
            "sitting": "", "edition": 1, "confidence": 2,
        }
    ]  # fmt: skip
    paper = {
        "seed": 4711, "length": 20, "pass_mark": 80, "topics": ["T08"], "kinds": ["code"], "minutes": 30,
        "edition": "2.0123abcd",
    }  # fmt: skip
    parts = [{"topic": "T08", "right": 16, "answered": 19, "of": 20}]
    assert told["exams"] == [{"key": SITTING.key, "at": "2026-03-02T09:00:00+00:00", "paper": paper, "parts": parts}]
    assert told["lessons"] == [{"lesson": "minutes_and_the_table", "step": 2, "at": "2026-03-02T09:00:00+00:00"}]


def test_deleting_leaves_nothing_of_a_learner_and_everything_of_the_others(store):
    gone, stays = store.enroll(), store.enroll()
    store.record_all(gone, [answer()], SITTING)
    kept = answer()
    store.record(stays, kept)
    store.delete(gone)
    assert not is_known(store, gone)
    for ask in (store.answers, store.sittings, store.export, store.delete):
        with pytest.raises(UnknownKeyError):
            ask(gone)
    with pytest.raises(UnknownKeyError):
        store.record(gone, answer())
    assert store.answers(stays) == (kept,)


def test_deleting_leaves_no_byte_in_the_file(tmp_path):
    path = tmp_path / "answers.sqlite3"
    with Store(f"sqlite:///{path}") as store:
        token = store.enroll()
        for number in range(200):
            store.record(token, answer(f"quiz-telltale-{number}"))
        files = [path, path.with_name(f"{path.name}-wal")]
        assert any(b"telltale" in file.read_bytes() for file in files)
        store.delete(token)
        assert not any(b"telltale" in file.read_bytes() for file in files)


def test_the_link_is_not_in_the_file(tmp_path):
    with Store(f"sqlite:///{tmp_path}/answers.sqlite3") as store:
        token = store.enroll()
        store.record(token, answer())
        assert not any(token.encode() in file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize(
    "forged", ["", "x", "A" * 32, "A" * 33, "' OR 1=1 --", "A" * 1_000_000, "\ud800", "٣" * 32, "a\nb", "\0" * 32]
)
def test_a_forged_link_leads_nowhere_and_is_not_repeated(store, forged):
    store.enroll()
    for ask in (store.answers, store.export, store.delete, store.sittings):
        with pytest.raises(UnknownKeyError, match="resume link") as caught:
            ask(forged)
        assert len(str(caught.value)) < 150
        assert "A" * 7 not in str(caught.value)
    with pytest.raises(UnknownKeyError):
        store.record(forged, answer())
    assert not is_known(store, forged)


def test_a_link_with_one_sign_wrong_leads_nowhere(store):
    token = store.enroll()
    other = "B" if token[-1] == "A" else "A"
    assert is_known(store, token)
    assert not is_known(store, token[:-1] + other)


def test_nothing_is_made_before_somebody_enrolls(tmp_path):
    folder = tmp_path / "progress"
    with Store(f"sqlite:///{folder}/answers.sqlite3") as store:
        assert not is_known(store, "A" * 32)
        with pytest.raises(UnknownKeyError):
            store.record("A" * 32, answer())
        assert not folder.exists()
        store.enroll()
        assert (folder / "answers.sqlite3").stat().st_mode & 0o777 == 0o600


def test_answers_are_there_after_the_site_was_closed(address):
    with Store(address) as store:
        token = store.enroll()
        store.record(token, answer("quiz-1"))
    with Store(address) as store:
        assert [given.item for given in store.answers(token)] == ["quiz-1"]


def test_a_store_goes_on_after_it_was_closed(store):
    token = store.enroll()
    store.close()
    assert store.record(token, answer())


def record_25(tab, token, start):
    return [tab.record(token, answer(after=start + number)) for number in range(25)]


def test_two_tabs_lose_no_answer(address):
    with Store(address) as left, Store(address) as right:
        token = left.enroll()
        shared = answer(after=60)
        with ThreadPoolExecutor(2) as tabs:
            done = [tabs.submit(record_25, tab, token, start) for tab, start in ((left, 0), (right, 30))]
            assert all(all(task.result()) for task in done)
        assert sorted([left.record(token, shared), right.record(token, shared)]) == [False, True]
        assert len(left.answers(token)) == len(right.answers(token)) == 51


def test_two_tabs_that_hold_the_same_answers_in_another_order_do_not_block_each_other(address):
    with Store(address) as left, Store(address) as right:
        token = left.enroll()
        kept = [answer(after=minute) for minute in range(40)]
        with ThreadPoolExecutor(2) as tabs:
            for _ in range(5):
                both = [tabs.submit(left.record_all, token, kept), tabs.submit(right.record_all, token, kept[::-1])]
                for task in both:
                    task.result()
        assert left.answers(token) == tuple(kept)


def test_fifty_learners_at_once_have_every_answer_stored_once(store):
    tokens = [store.enroll() for _ in range(50)]
    start = threading.Barrier(50)

    def learn(token):
        given_answers = [answer(f"quiz-{number}", after=number) for number in range(8)]
        start.wait()
        # Every answer is sent twice, as a browser does that lost the reply.
        stored = [store.record(token, one) for one in given_answers for _ in range(2)]
        return given_answers, stored

    with ThreadPoolExecutor(50) as room:
        done = list(room.map(learn, tokens))
    for token, (given_answers, stored) in zip(tokens, done, strict=True):
        assert stored == [True, False] * 8
        assert store.answers(token) == tuple(given_answers)


def test_fifty_threads_of_one_learner_store_one_showing_once(store):
    token, same = store.enroll(), answer()
    with ThreadPoolExecutor(50) as room:
        assert sum(room.map(lambda _: store.record(token, same), range(50))) == 1
    assert store.answers(token) == (same,)


def test_a_killed_process_loses_no_acknowledged_answer(address):
    came = killed_again_and_again(address, kills=2, learners=1)
    # Before each kill it acknowledges at least twenty.
    assert (came.kills, came.acknowledged >= 40) == (2, True)
    assert (came.lost, came.twice) == (0, 0)
    # At most the answer under way at each kill was kept without being acknowledged.
    assert came.unasked <= 2


def test_three_processes_may_start_at_once(address):
    program = (
        "import sys; from ptcoding.learning.store.store import Store\n"
        "sys.stdin.readline()\n"
        "with Store(sys.argv[1]) as store: print(store.answers(store.enroll()))"
    )
    command = [sys.executable, "-W", "error", "-c", program, address]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(3)]
    time.sleep(0.6)
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate()[:2] for process in both] == [("()\n", "")] * 3


def test_threads_may_start_at_once(address):
    with Store(address) as store, ThreadPoolExecutor(8) as room:
        tokens = list(room.map(lambda _: store.enroll(), range(8)))
        assert all(is_known(store, token) for token in tokens)


FORKING = """
import os, sys
from ptcoding.learning.store.store import Store
from tests.attack.kills import killed_again_and_again
from tests.learning.answering import answer
store = Store(sys.argv[1])
token = store.enroll()
child = os.fork()
if not child:
    done = store.record(token, answer("quiz-child"))
    store.close()
    os._exit(0 if done else 1)
assert os.waitpid(child, 0)[1] == 0
assert store.record(token, answer("quiz-parent"))
print(sorted(given.item for given in store.answers(token)))
store.close()
"""


def test_a_forked_process_opens_connections_of_its_own(address):
    command = [sys.executable, "-W", "error", "-c", FORKING, address]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("['quiz-child', 'quiz-parent']\n", "")


def test_every_commit_is_on_disk_before_it_is_acknowledged(tmp_path):
    with Store(f"sqlite:///{tmp_path}/answers.sqlite3") as store:
        store.enroll()
        with store._database.reading() as connection:
            asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            # 2 is FULL.
            assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == ["wal", 2, 1, 1]


def test_a_server_acknowledges_what_is_on_disk(new_database):
    with Store(new_database()) as store, store._database.reading() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


@given(st.lists(st.integers(0, 30), max_size=40))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_often_answers_are_sent_each_is_kept_once(tmp_path, sent):
    with Store(f"sqlite:///{tmp_path}/answers.sqlite3") as store:
        token = store.enroll()
        made = {number: answer(key=numbered(number), after=number) for number in sent}
        stored = [store.record(token, made[number]) for number in sent]
        assert sum(stored) == len(made)
        assert store.answers(token) == tuple(made[number] for number in sorted(made))
        store.delete(token)
