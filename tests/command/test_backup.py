"""A copy of the database is whole, also while answers come in."""

import sqlite3
import stat
import threading
from contextlib import closing

import pytest

from ptcoding.command.main import main
from ptcoding.learning.store.store import Store
from tests.learning.answering import answer

ADDRESS = "PTCODING_DATABASE_URL"


@pytest.fixture
def path(tmp_path, monkeypatch):
    file = tmp_path / "progress" / "answers.sqlite3"
    monkeypatch.setenv(ADDRESS, f"sqlite:///{file}")
    return file


@pytest.fixture
def store(path):
    with Store(f"sqlite:///{path}") as opened:
        yield opened


def test_a_copy_holds_what_stands_beside_the_file_only(store, path, tmp_path, capsys):
    token = store.enroll()
    store.record_all(token, [answer(f"quiz-{number}") for number in range(3)])
    # While the site runs, what was written last is in the log beside the file.
    assert path.with_name("answers.sqlite3-wal").stat().st_size > 0
    out = tmp_path / "copy.sqlite3"
    assert main(["backup", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: 3 answers of 1 learner, whole\n"
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.sqlite3"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with Store(f"sqlite:///{out}") as copied:
        assert len(copied.answers(token)) == 3


def test_a_copy_made_while_answers_come_in_is_whole_and_loses_none_that_was_acknowledged_before(store, tmp_path):
    token = store.enroll()
    kept, over = [], threading.Event()

    def learn():
        # Two at a time, both or none: half a pair in a copy would show that it is torn.
        while not over.is_set():
            pair = [answer(f"quiz-{len(kept)}-{part}") for part in "ab"]
            store.record_all(token, pair)
            kept.extend(pair)

    learner = threading.Thread(target=learn)
    learner.start()
    try:
        for number in range(10):
            before = len(kept)
            out = tmp_path / f"copy-{number}.sqlite3"
            assert main(["backup", str(out)]) == 0
            with closing(sqlite3.connect(out)) as copied:
                assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                (held,) = copied.execute("SELECT count(*) FROM ptcoding_answer").fetchone()
            assert held >= before
            assert held % 2 == 0
    finally:
        over.set()
        learner.join()
    assert len(kept) > 0
    assert len(store.answers(token)) == len(kept)


def test_a_file_that_exists_is_not_touched(store, tmp_path, capsys):
    store.enroll()
    out = tmp_path / "mine"
    out.write_text("mine")
    assert main(["backup", str(out)]) == 2
    assert "expected the name of a file that does not exist yet" in capsys.readouterr().err
    assert out.read_text() == "mine"


def test_nothing_kept_yet_is_said_and_nothing_made(path, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "copy")]) == 2
    assert "nothing was kept here yet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_who_named_no_database_is_not_told_of_a_setting(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    assert main(["backup", str(tmp_path / "copy")]) == 2
    said = capsys.readouterr().err
    assert "nothing was kept here yet" in said
    assert ADDRESS not in said


def test_a_folder_that_does_not_exist_is_named_and_not_made(store, tmp_path, capsys):
    store.enroll()
    out = tmp_path / "nowhere" / "deeper" / "copy"
    assert main(["backup", str(out)]) == 2
    assert f"a file in a folder that exists; there is no {out.parent}" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_server_is_copied_by_its_own_tool(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(ADDRESS, "postgresql://me:hunter2@host/db")
    assert main(["backup", str(tmp_path / "copy")]) == 2
    said = capsys.readouterr().err
    assert "pg_dump" in said
    assert "hunter2" not in said


def test_a_damaged_file_leaves_no_copy(path, tmp_path, capsys):
    path.parent.mkdir()
    path.write_bytes(b"Not a database, but somebody's holiday. " * 500)
    out = tmp_path / "copy"
    assert main(["backup", str(out)]) == 1
    assert "damaged" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_is_not_there_is_made_no_copy_in(store, tmp_path, capsys):
    store.enroll()
    (tmp_path / "file").write_text("")
    assert main(["backup", str(tmp_path / "file" / "copy")]) == 1
    assert capsys.readouterr().err.startswith("ptcoding backup: ")
