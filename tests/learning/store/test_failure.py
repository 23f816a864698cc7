"""A database that is locked, full, damaged or gone: a clear message, and nothing that was acknowledged is lost."""

import shutil
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from ptcoding.errors import InputError
from ptcoding.facts.words import templates
from ptcoding.learning.store.failure import StoreError, kind_of
from ptcoding.learning.store.store import Store
from tests.learning.answering import answer
from tests.learning.postgres import address_of, started

WAIT = 0.2


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress" / "answers.sqlite3"


@pytest.fixture
def store(path):
    with Store(f"sqlite:///{path}", wait=WAIT) as opened:
        yield opened


@contextmanager
def refused(kind):
    with pytest.raises(StoreError) as caught:
        yield caught
    assert caught.value.kind == kind
    # A message is a sentence; neither the file's path nor a statement stands in it.
    assert str(caught.value).endswith(".")
    assert not [word for word in ("sqlite3", "INSERT", "BEGIN", "progress/") if word in str(caught.value)]


@contextmanager
def locked(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_locked_file_is_waited_for_and_then_said(store, path):
    token, waiting = store.enroll(), answer()
    with locked(path):
        start = time.monotonic()
        with refused("locked") as caught:
            store.record(token, waiting)
        assert WAIT <= time.monotonic() - start < 5
        assert "longer than 0.2 seconds" in str(caught.value)
        # Readers go on beside a writer.
        assert store.answers(token) == ()
    assert store.record(token, waiting)
    assert store.answers(token) == (waiting,)


def test_a_lock_that_is_given_back_in_time_is_not_noticed(path):
    with Store(f"sqlite:///{path}", wait=5) as store:
        token = store.enroll()
        with ThreadPoolExecutor(1) as beside:
            with locked(path):
                waiting = beside.submit(store.record, token, answer())
                time.sleep(0.3)
                assert not waiting.done()
            assert waiting.result()


def test_a_file_that_is_locked_when_the_site_starts_is_said(path):
    with Store(f"sqlite:///{path}") as store:
        store.enroll()
    with Store(f"sqlite:///{path}", wait=WAIT) as store, locked(path), refused("locked"):
        store.enroll()


def test_a_full_disk_keeps_what_was_acknowledged(store):
    token = store.enroll()
    kept = [answer(f"quiz-{number}", after=number) for number in range(10)]
    assert store.record_all(token, kept) == 10
    # SQLite says the same when its file may not grow as when the disk may not.
    event.listen(store._database._engine, "connect", lambda opened, _: opened.execute("PRAGMA max_page_count = 1"))
    store.close()
    more = [answer(f"quiz-more-{number}", after=100 + number) for number in range(400)]
    with refused("full"):
        store.record_all(token, more)
    # All or none: nothing of what was refused is there, and it can be sent again.
    assert store.answers(token) == tuple(kept)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "progress").write_text("not a folder")
    with Store(f"sqlite:///{tmp_path}/progress/answers.sqlite3") as store, refused("gone"):
        store.enroll()
    assert (tmp_path / "progress").read_text() == "not a folder"


def test_a_folder_in_the_place_of_the_file_is_said(path, store):
    path.mkdir(parents=True)
    with refused("gone"):
        store.enroll()


def test_a_folder_that_vanishes_takes_no_acknowledgment_with_it(store, path):
    token = store.enroll()
    store.record(token, answer())
    shutil.rmtree(path.parent)
    for ask in (lambda: store.record(token, answer()), lambda: store.answers(token), lambda: store.delete(token)):
        with refused("gone"):
            ask()
    # Nothing was written into a file that nobody can find any more, and a new learner can begin.
    assert not path.exists()
    new = store.enroll()
    assert store.record(new, answer())


def test_garbage_in_the_place_of_the_file_is_said_and_left_alone(path):
    garbage = b"Not a database, but somebody's holiday. " * 500
    path.parent.mkdir()
    path.write_bytes(garbage)
    with Store(f"sqlite:///{path}") as store:
        with refused("damaged"):
            store.enroll()
        with refused("damaged"):
            store.answers("A" * 32)
    assert path.read_bytes() == garbage


def test_another_file_in_the_place_of_an_open_one_is_not_touched(store, path):
    token = store.enroll()
    store.record(token, answer())
    other = path.with_name("other")
    other.write_bytes(b"garbage " * 4000)
    other.replace(path)
    for ask in (lambda: store.record(token, answer()), lambda: store.answers(token), store.enroll):
        with refused("gone"):
            ask()
    store.close()
    assert path.read_bytes() == b"garbage " * 4000


def test_a_backup_put_in_place_while_the_site_is_down_is_read(path):
    backup = path.with_name("backup")
    with Store(f"sqlite:///{path}") as store:
        token, kept = store.enroll(), answer()
        store.record(token, kept)
    # A site that was closed leaves a single file.
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    shutil.copy(path, backup)
    with Store(f"sqlite:///{path}") as store:
        store.record(token, answer(after=1))
    backup.replace(path)
    with Store(f"sqlite:///{path}") as store:
        assert store.answers(token) == (kept,)
        assert store.record(token, answer(after=2))


def test_a_file_cut_short_is_said(store, path):
    token = store.enroll()
    store.record_all(token, [answer(f"quiz-{number}") for number in range(300)])
    store.close()
    path.write_bytes(path.read_bytes()[:9000])
    with refused("damaged"):
        store.answers(token)


def test_a_database_of_a_newer_version_is_left_as_it_is(address):
    with Store(address) as store:
        token = store.enroll()
        with store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE ptcoding_about SET version = 7")
    with Store(address) as store, refused("newer") as caught:
        store.record(token, answer())
    assert "(7; this one knows 6)" in str(caught.value)


def test_a_server_that_stops_is_said_and_one_that_is_back_is_used():
    with started() as server, Store(address_of(server, "progress"), wait=2) as store:
        token, kept, waiting = store.enroll(), answer(), answer(after=1)
        store.record(token, kept)
        server.stop()
        for ask in (lambda: store.record(token, waiting), lambda: store.answers(token), store.enroll):
            with refused("down"):
                ask()
        server.ensure_postgres_running()
        assert store.record(token, waiting)
        assert store.answers(token) == (kept, waiting)


def test_a_server_that_is_not_there_is_said(tmp_path):
    with Store(f"postgresql://me@/progress?host={tmp_path}", wait=1) as store, refused("down"):
        store.enroll()


def test_a_driver_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with refused("driver") as caught:
        Store("postgresql://me@host/progress")
    assert "pip install '.[postgresql]'" in str(caught.value)


def test_a_database_that_does_not_exist_is_said(new_database):
    with Store(new_database().replace("/progress", "/nowhere")) as store, refused("down"):
        store.enroll()


def test_a_locked_table_of_a_server_is_waited_for_and_then_said(new_database):
    with Store(new_database(), wait=WAIT) as store:
        token, waiting = store.enroll(), answer()
        with store._database.writing() as other:
            other.exec_driver_sql("LOCK TABLE ptcoding_answer IN ACCESS EXCLUSIVE MODE")
            with refused("locked"):
                store.record(token, waiting)
        assert store.record(token, waiting)


@pytest.mark.parametrize(
    "wrong",
    ["", "progress", "mysql://me:hunter2@host/db", "sqlite://", "sqlite:///", "sqlite://host", "postgresql", "://",
     "postgresql://me:hunter2@host:port/db", "http://me:hunter2@host"],
)  # fmt: skip
def test_a_wrong_address_is_refused_without_its_password(wrong):
    with pytest.raises(InputError, match="PTCODING_DATABASE_URL") as caught:
        Store(wrong)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


class RefusalError(Exception):
    """What psycopg raises, as far as it is read."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


# States of appendix A of the manual of PostgreSQL.
@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (None, "down"), ("08006", "down"), ("57P01", "down"), ("28P01", "refused"), ("3D000", "refused"),
        ("42501", "refused"), ("25006", "readonly"), ("53100", "full"), ("53300", "busy"), ("55P03", "locked"),
        ("57014", "locked"), ("40P01", "locked"), ("58030", "gone"), ("XX001", "damaged"), ("22001", "failed"),
    ],
)  # fmt: skip
def test_a_state_of_the_server_is_told_in_words(state, kind):
    assert kind_of(RefusalError(state)) == kind


def test_every_sentence_about_failures_can_be_said():
    assert all(str(StoreError(kind, seconds=1, found=2, known=1)).endswith(".") for kind in templates()["store"])


def test_no_password_or_answer_stands_in_an_error(tmp_path):
    """What the driver says may be logged with its cause."""
    with Store(f"postgresql://me:hunter2@/progress?host={tmp_path}", wait=1) as store:
        with pytest.raises(StoreError) as caught:
            store.enroll()
        assert "hunter2" not in f"{caught.value}{caught.value.__cause__}{store._database._engine}"
    path = Path(tmp_path) / "answers.sqlite3"
    with Store(f"sqlite:///{path}", wait=WAIT) as store:
        token = store.enroll()
        with locked(path), pytest.raises(StoreError) as caught:
            store.record(token, answer("quiz-telltale"))
        assert "telltale" not in str(caught.value.__cause__)


def test_a_file_that_may_be_written_to_again_needs_no_restart(store, path, monkeypatch):
    # A connection that was opened while the file was read-only stays so: here a driver that opens no other way.
    token, connect = store.enroll(), sqlite3.connect
    store.close()
    monkeypatch.setattr(sqlite3, "connect", lambda address, **more: connect(address.replace("rw", "ro"), **more))
    with refused("readonly"):
        store.record(token, answer())
    monkeypatch.undo()
    assert store.record(token, answer())


def test_those_who_wait_in_line_do_not_wait_for_the_lock_all_over(path):
    wait = 0.5
    with Store(f"sqlite:///{path}", wait=wait) as store:
        token = store.enroll()

        def try_it(number):
            start = time.monotonic()
            with pytest.raises(StoreError, match=r"longer than 0\.5 seconds"):
                store.record(token, answer(f"quiz-{number}"))
            return time.monotonic() - start

        with locked(path), ThreadPoolExecutor(8) as beside:
            waits = list(beside.map(try_it, range(8)))
        # One after the other they would wait 0.5, 1.0, 1.5, 2.0 ... seconds; all together 0.5 and a little.
        assert max(waits) < 3 * wait
        assert store.record(token, answer())


def test_an_answer_is_not_called_kept_once_its_log_was_taken_away(store, path):
    token, before = store.enroll(), answer("quiz-before")
    store.record(token, before)
    path.with_name(f"{path.name}-wal").unlink()
    with refused("gone"):
        store.record(token, answer("quiz-after"))
    # A stop of the site brings what was acknowledged into the file, and the next start goes on.
    store.close()
    assert store.answers(token) == (before,)
    assert store.record(token, answer("quiz-after"))
