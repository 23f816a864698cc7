"""The container: built from files that are there and packages that the lock knows, and without any right of its own."""

import re
import shlex
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from lessons.server.host import is_known
from tests.support.container import lines

CHECKOUT = Path(__file__).resolve().parents[1]
FILE = (CHECKOUT / "compose.yaml").read_text(encoding="utf-8")
STEPS = lines((CHECKOUT / "Dockerfile").read_text(encoding="utf-8"))


def steps(word):
    return [rest for name, rest in STEPS if name == word]


def copied():
    return {name for rest in steps("COPY") if "--from" not in rest for name in shlex.split(rest)[:-1]}


def test_every_file_that_is_copied_is_there_and_all_that_the_app_is_made_of_is_copied():
    assert [name for name in copied() if not (CHECKOUT / name).exists()] == []
    wheel = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]
    needed = {name.split("/")[0] for name in (*wheel["only-include"], *wheel["force-include"])}
    assert needed | {"pyproject.toml", "README.md", "LICENSE"} <= copied()


def test_what_is_copied_is_all_that_is_sent_to_whoever_builds_the_image():
    rules = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert [rule for rule in rules if not rule.startswith(("#", "!", "**/"))] == ["*"]
    assert {rule[1:] for rule in rules if rule.startswith("!")} == copied()
    again = [rule.removeprefix("**/") for rule in rules if rule.startswith("**/")]
    assert all(any(fnmatch(name, rule) for rule in again) for name in ("__pycache__", "frame.cpython-312.pyc"))


def test_nothing_is_installed_but_what_the_lock_knows_and_the_app_itself():
    installs = [rest for rest in steps("RUN") if " install " in rest]
    assert [
        re.findall(r"--require-hashes --no-deps|--no-deps --no-build-isolation \.$", rest) for rest in installs
    ] == [
        ["--require-hashes --no-deps"],
        ["--no-deps --no-build-isolation ."],
    ]


def test_it_runs_as_nobody_in_particular_and_writes_nothing_but_answers_to_the_database():
    assert steps("USER") == ["10001:10001"]
    for line in ("read_only: true", "- ALL", "- no-new-privileges:true"):
        assert f"{line}\n" in FILE
    address = re.search(r"PTCODING_DATABASE_URL: (\S+)", FILE)[1]
    assert address.startswith("postgresql://ptcoding:${POSTGRES_PASSWORD:?")


def test_two_processes_share_one_secret_behind_a_proxy_that_keeps_a_learner_at_one_of_them():
    assert "  build: .\n" in FILE
    assert re.findall(r"^  (app\d): \*app$", FILE, flags=re.MULTILINE) == ["app1", "app2"]
    assert "STREAMLIT_SERVER_COOKIE_SECRET: ${COOKIE_SECRET:?" in FILE
    assert "reverse_proxy app1:8501 app2:8501" in FILE
    assert "lb_policy cookie" in FILE


def test_the_proxy_asks_for_health_by_a_name_that_the_site_answers_to():
    """Left alone, Caddy asks a process by the name that it reaches it by, and takes the refusal for an illness."""
    (named,) = re.findall(r"health_headers \{\s+Host (\S+)\s+\}", FILE)
    assert (is_known(named, []), is_known("app1:8501", [])) == (True, False)


def test_its_python_is_one_that_the_app_runs_on():
    bases = steps("FROM")
    assert [re.fullmatch(r"docker\.io/library/python:3\.1[1-9]-slim( AS build)?", base)[1] for base in bases] == [
        " AS build",
        None,
    ]
    assert bases[0] == f"{bases[1]} AS build"
