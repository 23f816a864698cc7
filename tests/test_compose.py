"""The container: built from files that are there and packages that the lock knows, and without any right of its own."""

import re
import shlex
import tomllib
from pathlib import Path

from ptcoding.command.settings import read_settings

CHECKOUT = Path(__file__).resolve().parents[1]
FILE = (CHECKOUT / "compose.yaml").read_text(encoding="utf-8")
STEPS = [
    (word, rest)
    for word, rest in re.findall(r"^ {8}(FROM|ENV|WORKDIR|COPY|RUN|USER|CMD) (.+)$", FILE, flags=re.MULTILINE)
]


def steps(word):
    return [rest for name, rest in STEPS if name == word]


def test_every_file_that_is_copied_is_there_and_all_that_the_app_is_made_of_is_copied():
    copied = {name for rest in steps("COPY") for name in shlex.split(rest)[:-1]}
    assert [name for name in copied if not (CHECKOUT / name).exists()] == []
    wheel = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]
    needed = {name.split("/")[0] for name in (*wheel["only-include"], *wheel["force-include"])}
    assert needed | {"pyproject.toml", "README.md", "LICENSE"} <= copied


def test_nothing_is_installed_but_what_the_lock_knows_and_the_app_itself():
    installs = [rest for rest in steps("RUN") if "pip install" in rest]
    assert [
        re.findall(r"--require-hashes --no-deps|--no-deps --no-build-isolation \.$", rest) for rest in installs
    ] == [
        ["--require-hashes --no-deps"],
        ["--no-deps --no-build-isolation ."],
    ]


def test_it_runs_as_nobody_in_particular_on_this_machine_only_and_writes_only_answers():
    assert steps("USER") == ["10001:10001"]
    for line in (
        '- "127.0.0.1:8501:8501"',
        "read_only: true",
        "- ALL",
        "- no-new-privileges:true",
        "- answers:/answers",
    ):
        assert f"{line}\n" in FILE
    address = re.search(r"PTCODING_DATABASE_URL: (\S+)", FILE)[1]
    assert read_settings({"PTCODING_DATABASE_URL": address}).database.path == Path("/answers/answers.sqlite3")
    assert "- answers:/answers\n" in FILE


def test_its_python_is_one_that_the_app_runs_on():
    (base,) = steps("FROM")
    assert re.fullmatch(r"docker\.io/library/python:3\.1[1-9]-slim", base)
