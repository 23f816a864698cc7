"""A name that no file can have is refused like one under which nothing stands, by every command and setting."""

import pytest

from ptcoding.command.main import main
from ptcoding.command.settings import read_settings
from ptcoding.errors import InputError

# Linux, macOS and Windows take 255 characters for one name; the system is asked and refuses.
LONG = "x" * 300
COMMANDS = (
    ("claim", LONG),
    ("note", LONG),
    ("rates", LONG),
    ("facts", "load", LONG),
    ("items", "check", LONG),
    ("items", "export", "moodle", LONG),
    ("items", "edition", f"{LONG}/3.toml"),
    ("backup", LONG),
)


@pytest.fixture(autouse=True)
def answers(monkeypatch, tmp_path):
    """A database with nothing in it, and no folder of the user's own."""
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")
    monkeypatch.setenv("PTCODING_FACTS_DIR", str(tmp_path))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_refuses_it_in_a_line_or_two(command, capsys):
    assert main(list(command)) in {1, 2}
    said = "".join(capsys.readouterr())
    # `items check` lists what is wrong with a folder, and how much that is.
    assert 1 <= len(said.splitlines()) <= 2
    assert LONG[:50] in said or "answers; nothing was kept here yet" in said


@pytest.mark.parametrize("name", ["PTCODING_FACTS_DIR", "PTCODING_ITEMS_DIR"])
def test_a_folder_of_such_a_name_is_refused_by_the_settings(name):

    with pytest.raises(InputError, match=f"{name}: .* expected a folder that can be read"):
        read_settings({name: LONG})
