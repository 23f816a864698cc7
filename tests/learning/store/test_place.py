"""Where progress is kept."""

import warnings

import pytest

from ptcoding.errors import InputError
from ptcoding.learning.store.place import place, place_of
from ptcoding.learning.store.store import Store
from tests.learning.answering import is_known


def test_without_a_word_it_is_a_file_in_the_users_own_folder(monkeypatch, tmp_path):
    """XDG_DATA_HOME is where Linux keeps a user's data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert place_of({}).path.name == "progress.sqlite3"
    assert place_of({"PTCODING_DATABASE_URL": "  "}).path.parent.name == "ptcoding"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_is_spoken_to_with_psycopg(scheme):
    where = place(f"{scheme}://me:hunter%402@host:5433/progress?sslmode=require")
    assert where.url == "postgresql+psycopg://me:hunter%402@host:5433/progress?sslmode=require"
    assert where.path is None


@pytest.mark.parametrize(
    ("address", "path"), [("sqlite:////srv/a.sqlite3", "/srv/a.sqlite3"), ("sqlite:///a/b.sqlite3", "a/b.sqlite3")]
)
def test_a_file_is_named_as_sqlalchemy_names_it(address, path):
    assert str(place_of({"PTCODING_DATABASE_URL": f" {address}\n"}).path) == path


@pytest.mark.parametrize("name", ["a b.sqlite3", "100%.sqlite3", "a?b#c.sqlite3", "膝.sqlite3"])
def test_a_file_may_be_called_anything(tmp_path, name):
    with Store(f"sqlite:///{tmp_path}/{name}") as store:
        assert is_known(store, store.enroll())
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_wrong_address_in_the_environment_is_said_at_once():
    with pytest.raises(InputError, match="PTCODING_DATABASE_URL: 'mysql://…' given, expected sqlite"):
        Store.of_environment({"PTCODING_DATABASE_URL": "mysql://me:hunter2@host/db"})


def test_opening_a_store_writes_nothing_and_warns_of_nothing(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Store.of_environment({}).close()
    assert list(tmp_path.iterdir()) == []
