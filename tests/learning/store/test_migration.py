"""An older database is brought up to date, all or nothing, and a copy of it is kept."""

import errno
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, inspect

from ptcoding.learning.memory.progress import Confidence
from ptcoding.learning.store import migration
from ptcoding.learning.store.copies import copies_of
from ptcoding.learning.store.engine import engine_for
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.migration import REVISIONS, bring_up_to_date, newest, run
from ptcoding.learning.store.place import place
from ptcoding.learning.store.store import Store
from ptcoding.learning.store.tables import METADATA, VERSION
from tests.kept.reading import V0_1
from tests.learning.answering import answer

LOCK = 1
# The first learner of the fixture, with the answers given outside an exam: 106.
TOKEN, KEPT = "SulyxI57ZQq-nV6udFpJMN8FpWA5-Uw5", 106

# Every table and column as it stands in a database: a change here is a revision, or it never reaches an old one.
COLUMNS = {
    "ptcoding_about": ["version"],
    "ptcoding_learner": ["number", "hash", "enrolled"],
    "ptcoding_answer": [
        "number", "learner", "key", "item", "topic", "kind", "mode", "right", "given", "at", "diagnosis", "seed",
        "tries", "sitting", "edition", "confidence",
    ],
    "ptcoding_sitting": ["number", "learner", "key", "at", "paper", "parts"],
    "ptcoding_exam": ["number", "learner", "key", "paper", "mode", "started", "passed", "tab"],
    "ptcoding_lesson": ["number", "learner", "lesson", "step", "at"],
    "ptcoding_grade": ["number", "learner", "place", "aim", "sealed", "sent"],
    "ptcoding_used": ["hash", "until"],
    "ptcoding_room": [
        "number", "code", "host", "deck", "plan", "made", "until", "phase", "step", "round", "left", "version",
    ],
    "ptcoding_seat": ["number", "room", "hash", "made"],
    "ptcoding_round": ["number", "room", "step", "round", "item", "edition", "began", "ended", "hands"],
    "ptcoding_vote": [
        "number", "room", "seat", "step", "round", "item", "edition", "given", "right", "diagnosis", "confidence", "at",
    ],
}  # fmt: skip
TYPES = {
    "sqlite": {
        "version": "INTEGER", "number": "INTEGER", "learner": "INTEGER", "hash": "VARCHAR(64)",
        "enrolled": "VARCHAR(10)", "key": "VARCHAR(36)", "item": "VARCHAR(80)", "topic": "VARCHAR(80)",
        "kind": "VARCHAR(80)", "mode": "VARCHAR(16)", "right": "BOOLEAN", "given": "TEXT", "at": "BIGINT",
        "diagnosis": "VARCHAR(80)", "seed": "BIGINT", "tries": "INTEGER", "sitting": "VARCHAR(36)",
        "edition": "INTEGER", "paper": "TEXT", "parts": "TEXT", "room": "INTEGER", "code": "VARCHAR(12)",
        "host": "VARCHAR(64)", "deck": "VARCHAR(80)", "plan": "TEXT", "made": "BIGINT", "until": "BIGINT",
        "phase": "VARCHAR(16)", "step": "INTEGER", "round": "INTEGER", "left": "VARCHAR(16)", "seat": "INTEGER",
        "began": "BIGINT", "ended": "BIGINT", "hands": "TEXT", "confidence": "INTEGER",
        "lesson": "VARCHAR(80)", "started": "BIGINT", "passed": "TEXT", "tab": "VARCHAR(32)",
        "place": "VARCHAR(64)", "aim": "TEXT", "sealed": "TEXT", "sent": "VARCHAR(40)",
    },
}  # fmt: skip
TYPES["postgresql"] = {**TYPES["sqlite"], **dict.fromkeys(("number", "learner", "room", "seat"), "BIGINT")}


def schema(engine: Engine) -> dict[str, object]:
    """Everything that a database tells of its tables."""
    seen = inspect(engine)
    return {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], str(column["default"]).strip("'"))
                for column in seen.get_columns(name)
            ],
            "key": seen.get_pk_constraint(name)["constrained_columns"],
            "unique": sorted(tuple(unique["column_names"]) for unique in seen.get_unique_constraints(name)),
            "indexes": sorted(
                (str(index["name"]), tuple(index["column_names"]))
                for index in seen.get_indexes(name)
                if not index["unique"]
            ),
            "refers": [
                (tuple(key["constrained_columns"]), key["referred_table"], key["options"].get("ondelete"))
                for key in seen.get_foreign_keys(name)
            ],
        }
        for name in sorted(seen.get_table_names())
    }


@pytest.fixture
def engine(address: str) -> Iterable[Engine]:
    """The engine of an empty place."""
    where = place(address)
    if where.path is not None:
        where.path.parent.mkdir(parents=True)
        where.path.touch()
    opened = engine_for(where, 5)
    yield opened
    opened.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of version 0.1."""
    return Path(shutil.copyfile(V0_1 / "progress.sqlite3", tmp_path / "progress.sqlite3"))


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, file: Path) -> str:
    """The address of a database as version 0.1 left it."""
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    address: str = request.getfixturevalue("new_database")()
    with psycopg.connect(address) as connection:
        connection.execute((V0_1 / "progress_postgresql.sql").read_text(encoding="utf-8"))
    return address


def with_another(folder: Path, body: str) -> Path:
    """Copy the revisions and add one more."""
    trial = Path(shutil.copytree(REVISIONS, folder / "trial", ignore=shutil.ignore_patterns("__pycache__")))
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    head = 'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "7"\ndown_revision = "6"\n\n\n'
    (trial / "v7.py").write_text(f"{head}def upgrade():\n{indented}\n", encoding="utf-8")
    return trial


def test_the_tables_are_as_the_revisions_left_them(store: Store) -> None:
    store.enroll()
    engine = store._database._engine
    found = inspect(engine)
    columns = {name: found.get_columns(name) for name in found.get_table_names()}
    assert {name: [column["name"] for column in of] for name, of in columns.items()} == COLUMNS
    types = TYPES[engine.dialect.name]
    assert {column["name"]: str(column["type"]) for of in columns.values() for column in of} == types
    assert [column["name"] for of in columns.values() for column in of if column["nullable"]] == []


def test_revisions_from_nothing_make_the_tables_of_today(engine: Engine) -> None:
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        run(connection, "base")
    revised = schema(engine)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
    assert revised == schema(engine)
    assert sorted(revised) == sorted(COLUMNS)


def test_the_newest_revision_is_the_version_of_the_tables() -> None:
    assert newest() == VERSION == 6


def test_an_old_database_gets_the_tables_of_today(old: str, engine: Engine) -> None:
    with Store(old) as store:
        assert len(store.answers(TOKEN)) == KEPT
        found = schema(store._database._engine)
        with store._database.reading() as connection:
            assert connection.exec_driver_sql("SELECT version FROM ptcoding_about").scalar_one() == 6
    if engine.dialect.name == ("sqlite" if old.startswith("sqlite") else "postgresql"):
        METADATA.create_all(engine)
        assert found == schema(engine)


def test_what_was_answered_before_is_of_the_first_edition(old: str) -> None:
    with Store(old) as store:
        store.record(TOKEN, answer(after=10_000_000, edition=3))
        assert [kept.edition for kept in store.answers(TOKEN)] == [1] * KEPT + [3]


def test_nobody_who_answered_before_said_how_sure_they_were(old: str) -> None:
    with Store(old) as store:
        store.record(TOKEN, answer(after=10_000_000, confidence=Confidence.SURE))
        # 0 for unsaid, 2 for sure.
        assert [kept.confidence for kept in store.answers(TOKEN)] == [0] * KEPT + [2]
        assert store.lessons(TOKEN) == ()


def test_a_copy_of_the_old_file_is_kept_whole(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        store.record(TOKEN, answer(after=1))
    (copy,) = copies_of(file)
    assert copy.name.startswith("progress.version-1.")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    # Nothing beside it: no log of another process is needed to read it.
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, copy.name]
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(V0_1 / "progress.sqlite3")) as before:
        assert list(kept.iterdump()) == list(before.iterdump())


def test_a_copy_has_what_stands_in_the_log_of_the_file(file: Path) -> None:
    """What was written last may not be in the file itself yet."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("UPDATE ptcoding_learner SET enrolled = '1999-12-31' WHERE number = 1")
        assert file.with_name(f"{file.name}-wal").stat().st_size > 0
        with Store(f"sqlite:///{file}") as store:
            assert store.export(TOKEN)["enrolled"] == "1999-12-31"
        (copy,) = copies_of(file)
        with closing(sqlite3.connect(copy)) as kept:
            assert kept.execute("SELECT enrolled FROM ptcoding_learner WHERE number = 1").fetchone() == ("1999-12-31",)


def test_a_file_that_is_up_to_date_or_new_is_not_copied(file: Path, tmp_path: Path) -> None:
    for _ in range(3):
        with Store(f"sqlite:///{file}") as store:
            store.record(TOKEN, answer())
    assert len(copies_of(file)) == 1
    new = tmp_path / "new.sqlite3"
    with Store(f"sqlite:///{new}") as store:
        store.enroll()
    assert copies_of(new) == ()


def test_the_copy_of_another_file_is_not_taken_for_its_own(file: Path) -> None:
    other = Path(shutil.copyfile(file, file.with_name("progress[1].sqlite3")))
    for path in (file, other):
        with Store(f"sqlite:///{path}") as store:
            store.answers(TOKEN)
        assert len(copies_of(path)) == 1


def test_who_is_deleted_is_gone_from_the_copies_too(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        before = store.answers(TOKEN)
        store.delete(TOKEN)
    (copy,) = copies_of(file)
    with closing(sqlite3.connect(copy)) as kept:
        # Of three learners the second one's answers to two exams stay: 18 of 20 and 9 of 10 were given.
        assert kept.execute("SELECT count(*) FROM ptcoding_learner").fetchone() == (2,)
        assert kept.execute("SELECT count(*) FROM ptcoding_answer").fetchone() == (27,)
        assert kept.execute("SELECT count(*) FROM ptcoding_sitting").fetchone() == (2,)
    assert before[0].key.encode() in (V0_1 / "progress.sqlite3").read_bytes()
    assert before[0].key.encode() not in copy.read_bytes()


def test_a_copy_that_cannot_be_changed_keeps_the_learner_as_a_whole(file: Path) -> None:
    """The link still leads there, so that deleting can be tried again."""
    with Store(f"sqlite:///{file}") as store:
        assert len(store.answers(TOKEN)) == KEPT
        (copy,) = copies_of(file)
        whole = copy.read_bytes()
        copy.write_bytes(b"no database at all" * 100)
        with pytest.raises(StoreError) as refused:
            store.delete(TOKEN)
        assert refused.value.kind == "damaged"
        assert len(store.answers(TOKEN)) == KEPT
        copy.write_bytes(whole)
        store.delete(TOKEN)


def versions(address: str) -> object:
    """The version that a database says it has, read by nobody's code but its own."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return connection.execute("SELECT version FROM ptcoding_about").fetchall()
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT version FROM ptcoding_about").fetchall()


def opened(address: str) -> tuple[Engine, Path | None]:
    where = place(address)
    return engine_for(where, 5), where.path


def test_a_table_may_be_made_anew_without_losing_what_refers_to_it(old: str, tmp_path: Path) -> None:
    """SQLite alters a table by dropping it: with foreign keys on, every answer of every learner would go."""
    trial = with_another(
        tmp_path, 'with op.batch_alter_table("ptcoding_learner") as table:\n    table.alter_column("enrolled", '
        "existing_type=sa.String(10), type_=sa.String(20))",
    )  # fmt: skip
    engine, path = opened(old)
    bring_up_to_date(engine, path, LOCK, trial)
    assert versions(old) == [(7,)]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_answer").scalar_one() == 133
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_sitting").scalar_one() == 2
    (column,) = [of for of in inspect(engine).get_columns("ptcoding_learner") if of["name"] == "enrolled"]
    assert str(column["type"]) == "VARCHAR(20)"
    # Afterward the keys hold again, on the very connection that altered the table.
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.exec_driver_sql("DELETE FROM ptcoding_learner WHERE number = 1")
        assert connection.exec_driver_sql("SELECT count(*) FROM ptcoding_answer").scalar_one() == 27
    engine.dispose()


def test_a_revision_that_fails_leaves_the_database_as_it_was(old: str, tmp_path: Path) -> None:
    trial = with_another(tmp_path, 'op.drop_table("ptcoding_sitting")\nraise RuntimeError("no further")')
    engine, path = opened(old)
    before = schema(engine)
    with pytest.raises(RuntimeError, match="no further"):
        bring_up_to_date(engine, path, LOCK, trial)
    assert schema(engine) == before
    engine.dispose()
    assert versions(old) == [(1,)]
    assert path is None or copies_of(path) == ()
    with Store(old) as store:
        assert len(store.answers(TOKEN)) == KEPT


def test_without_room_for_a_copy_nothing_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: int) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(migration, "keep_copy", full)
        with Store(f"sqlite:///{file}") as store, pytest.raises(StoreError) as refused:
            store.answers(TOKEN)
        assert refused.value.kind == "full"
    assert versions(f"sqlite:///{file}") == [(1,)]
    with Store(f"sqlite:///{file}") as store:
        assert len(store.answers(TOKEN)) == KEPT


def test_a_file_with_answers_of_nobody_is_left_as_it_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE ptcoding_answer SET learner = 99 WHERE number = 1")
    with Store(f"sqlite:///{file}") as store, pytest.raises(StoreError) as refused:
        store.answers(TOKEN)
    assert refused.value.kind == "damaged"
    assert versions(f"sqlite:///{file}") == [(1,)]
    assert copies_of(file) == ()


def test_of_many_that_start_at_once_one_brings_it_up_to_date(old: str) -> None:
    def count(_: int) -> int:
        with Store(old, wait=20) as store:
            return len(store.answers(TOKEN))

    with ThreadPoolExecutor(max_workers=8) as threads:
        assert list(threads.map(count, range(8))) == [KEPT] * 8
    assert versions(old) == [(6,)]
    path = place(old).path
    assert path is None or len(copies_of(path)) == 1


@pytest.mark.parametrize(("is_old", "wanted"), [(True, "True"), (False, "False")])
def test_alembic_is_loaded_for_an_old_file_alone(file: Path, tmp_path: Path, is_old: bool, wanted: str) -> None:
    path = file if is_old else tmp_path / "new.sqlite3"
    program = (
        "import sys; from ptcoding.learning.store.store import Store\n"
        f"for _ in range(2):\n    with Store('sqlite:///{path}') as store: store.enroll()\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == wanted
