"""Settings are read before the start, and what cannot be right is said in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ptcoding.command.settings import Settings, read_settings
from ptcoding.errors import InputError
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.place import Place

CHECKOUT = Path(__file__).resolve().parents[2]


def refused(**environment):
    with pytest.raises(InputError) as caught:
        read_settings(environment)
    return str(caught.value)


def test_settings_that_are_right_are_read(tmp_path):
    given = {
        "PTCODING_DATABASE_URL": f"sqlite:///{tmp_path}/answers.sqlite3",
        "PTCODING_ITEMS_DIR": str(tmp_path),
        "PTCODING_LEARNERS": " 30 ",
        "PTCODING_FRAMED_BY": "https://lms.example.edu  http://127.0.0.1:8080",
    }
    assert read_settings(given) == Settings(
        Place(path=tmp_path / "answers.sqlite3"),
        items=tmp_path,
        learners=30,
        framed_by=("https://lms.example.edu", "http://127.0.0.1:8080"),
    )


def test_nothing_has_to_be_set():
    usual = read_settings({})
    assert usual.database.path.name == "progress.sqlite3"
    assert (usual.items, usual.facts, usual.learners, usual.framed_by) == (None, None, 400, ())


def test_reading_opens_and_makes_nothing(tmp_path):
    read_settings({"PTCODING_DATABASE_URL": f"sqlite:///{tmp_path}/folder/answers.sqlite3"})
    read_settings({"PTCODING_DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/none"})
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_an_unknown_database_is_refused_without_its_password():
    said = refused(PTCODING_DATABASE_URL="mysql://me:hunter2@host/db")
    assert said.startswith("PTCODING_DATABASE_URL: 'mysql://…' given, expected sqlite:")
    assert "hunter2" not in said


def test_a_name_that_no_file_can_have_is_refused():
    # Linux, macOS and Windows take 255 characters for one name.
    assert "none may be so long" in refused(PTCODING_DATABASE_URL=f"sqlite:///{'x' * 300}")


def test_a_folder_in_the_place_of_the_database_is_refused(tmp_path):
    assert "expected a file, and this is a folder" in refused(PTCODING_DATABASE_URL=f"sqlite:///{tmp_path}")


def test_an_address_that_no_driver_can_read_is_refused():
    # What is no UTF-8 in the environment comes as half a sign.
    assert "PTCODING_DATABASE_URL" in refused(PTCODING_DATABASE_URL="postgresql://me@host/\udcff")


def test_a_missing_driver_is_said(monkeypatch):
    def none(*_):
        raise StoreError("driver")

    monkeypatch.setattr("ptcoding.command.settings.engine_for", none)
    assert "expected its driver to be installed too: pip install '.[postgresql]'" in refused(
        PTCODING_DATABASE_URL="postgresql://me:hunter2@host/db"
    )


@pytest.mark.parametrize("name", ["PTCODING_ITEMS_DIR", "PTCODING_FACTS_DIR", "PTCODING_FACTS_FROM"])
def test_a_folder_that_is_none_is_refused(name, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    for given in (tmp_path / "nowhere", file):
        said = refused(**{name: str(given)})
        assert said.startswith(f"{name}: '/")
        assert said.endswith("expected a folder that can be read")


@pytest.mark.parametrize("given", ["0", "-1", "1.5", "many", "٣", "100001", "9" * 5000])
def test_a_number_of_learners_that_is_none_is_refused(given):
    assert "PTCODING_LEARNERS" in refused(PTCODING_LEARNERS=given)


@pytest.mark.parametrize(
    "given",
    ["lms.example.edu", "https://", "https://a/b", "https://a;script-src", "ftp://a", "*", "'none'", "https://é.fr",
     "https://a,b", "https://me@a", "https://a:port"],
)  # fmt: skip
def test_what_could_change_the_header_is_refused(given):
    assert "PTCODING_FRAMED_BY" in refused(PTCODING_FRAMED_BY=given)


def test_all_that_is_wrong_is_said_at_once():
    said = refused(PTCODING_DATABASE_URL="mysql://x", PTCODING_LEARNERS="many", PTCODING_ITEMS_DIR="/nowhere")
    assert [name for name in ("DATABASE_URL", "LEARNERS", "ITEMS_DIR") if f"PTCODING_{name}" in said] == [
        "DATABASE_URL",
        "LEARNERS",
        "ITEMS_DIR",
    ]


@pytest.mark.parametrize(
    "command", [["ptcoding"], ["streamlit", "run", "app.py", "--server.port", "0"]], ids=["ptcoding", "streamlit"]
)
def test_the_site_does_not_start_on_a_setting_that_cannot_be_right(command):
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=CHECKOUT,
        env=os.environ | {"PTCODING_DATABASE_URL": "mysql://x"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("ptcoding: PTCODING_DATABASE_URL: 'mysql://…' given, expected sqlite:")


def test_an_address_to_listen_on_cannot_be_another_option():
    done = subprocess.run(
        [sys.executable, "-m", "ptcoding", "--address=--server.enableCORS"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "expected an address such as localhost or 0.0.0.0" in done.stderr


def test_a_database_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    said = refused(PTCODING_DATABASE_URL=f"sqlite:///{tmp_path}/file/below/answers.sqlite3")
    assert "expected a file in a folder that can be written" in said


def test_a_database_in_a_folder_that_nobody_may_write_is_refused(tmp_path, monkeypatch):
    # Who runs the tests as root may write anywhere.
    monkeypatch.setattr("ptcoding.command.settings.os.access", lambda *_: False)
    said = refused(PTCODING_DATABASE_URL=f"sqlite:///{tmp_path}/below/answers.sqlite3")
    assert "expected a file in a folder that can be written" in said


def test_a_folder_without_a_deck_is_refused(tmp_path):
    (tmp_path / "deck.txt").write_text("")
    assert "expected a folder with decks" in refused(PTCODING_DECKS_DIR=str(tmp_path))
    (tmp_path / "deck.toml").write_text("")
    read_settings({"PTCODING_DECKS_DIR": str(tmp_path)})
