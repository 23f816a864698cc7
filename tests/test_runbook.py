"""Every command of the runbook does what the runbook says: what is copied and restored is every answer."""

import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
import yaml
from starlette.applications import Starlette
from starlette.routing import Route

from lessons.server.counters import Counters
from lessons.server.health import GOOD, Health
from ptcoding.facts.words import templates
from ptcoding.learning.store.place import place
from ptcoding.learning.store.store import Store
from tests.bench.server import HOST, free_port, is_up
from tests.learning.answering import answer
from tests.support.docker import PORT

CHECKOUT = Path(__file__).resolve().parents[1]
RUNBOOK = (CHECKOUT / "assets" / "guides" / "runbook.md").read_text(encoding="utf-8")
COMPOSE = (CHECKOUT / "compose.yaml").read_text(encoding="utf-8")
ANSWERS = 3


def section(heading):
    return RUNBOOK.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def commands(heading):
    """The commands of a section, each with what it is said to print."""
    blocks = re.findall(r"```console\n(.*?)```", section(heading), flags=re.DOTALL)
    return [pair for block in blocks for pair in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)]


def rows(heading):
    return re.findall(r"^\| `([a-z_]+)` \|", section(heading), flags=re.MULTILINE)


@contextmanager
def served(health):
    """Serve what watches a process, and nothing else of it."""
    app = Starlette(routes=[Route("/health", health.health), Route("/metrics", health.numbers)])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not is_up(port, "/health"):
            assert thread.is_alive()
            time.sleep(0.05)
        yield port
    finally:
        server.should_exit = True
        thread.join()
        health.close()


@pytest.fixture
def database(postgresql):
    """A database as the container has it, with its own name and owner."""
    postgresql.psql("CREATE ROLE ptcoding SUPERUSER LOGIN")
    postgresql.psql("CREATE DATABASE ptcoding OWNER ptcoding")
    (folder,) = parse_qs(urlsplit(postgresql.get_uri()).query)["host"]
    yield folder
    postgresql.psql("DROP DATABASE ptcoding")
    postgresql.psql("DROP ROLE ptcoding")


@pytest.fixture
def shell(tmp_path, postgresql, database, monkeypatch):
    """Runs the commands of a section in a folder where `docker` is the stand-in."""
    tools = tmp_path / "tools"
    tools.mkdir()
    docker = tools / "docker"
    docker.write_text(f'#!/bin/sh\nPYTHONPATH={CHECKOUT} exec {sys.executable} -m tests.support.docker "$@"\n')
    docker.chmod(0o755)
    (tools / "python").symlink_to(sys.executable)
    path = f"{tools}:{postgresql.bin_path}:{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
    for name, value in {"PATH": path, "PGHOST": database, "ANSWERS": str(tmp_path / "answers.sqlite3")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")

    def run(heading):
        said = []
        for line, shown in commands(heading):
            done = subprocess.run(
                [shutil.which("bash"), "-euo", "pipefail", "-c", line],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert (done.returncode, done.stderr) == (0, ""), line
            if shown:
                assert unversioned(done.stdout.strip()) == unversioned(shown.strip()), line
            said.append(done.stdout)
        return said

    return run


def unversioned(text):
    return re.sub(r'"version":"[0-9.]+"', '"version":""', text)


def test_answers_are_copied_lost_and_restored_and_the_site_is_watched_meanwhile(shell, tmp_path, database, monkeypatch):
    places = [f"postgresql://ptcoding@/ptcoding?host={database}", f"sqlite:///{tmp_path}/answers.sqlite3"]
    tokens = [enrolled(where) for where in places]
    with served(Health(place(places[0]), Counters())) as port:
        monkeypatch.setenv("WATCHED", f"http://{HOST}:{port}")
        monkeypatch.setenv(PORT, str(port))
        shell("Is it well")
        (numbers, _) = shell("Numbers")
        assert set(rows("Numbers")) == set(re.findall(r"^# TYPE (\S+) ", numbers, flags=re.MULTILINE))
        assert f"{ANSWERS} answers of 1 learner, whole\n" in shell("Back up")[-1]
    for where, token in zip(places, tokens, strict=True):
        with Store(where) as store:
            store.delete(token)
    shell("Restore")
    for where, token in zip(places, tokens, strict=True):
        with Store(where) as store:
            assert len(store.answers(token)) == ANSWERS
    with served(Health(place(places[0]), Counters())) as port:
        monkeypatch.setenv("WATCHED", f"http://{HOST}:{port}")
        shell("Upgrade")


def test_no_command_reads_a_variable_that_the_compose_file_means_otherwise():
    ours = set(re.findall(r"\$(?:\{)?([A-Z_]+)", " ".join(re.findall(r"^\$ (.+)", RUNBOOK, flags=re.MULTILINE))))
    assert ours == {"WATCHED", "ANSWERS"}
    assert ours.isdisjoint(re.findall(r"\$\{(\w+)", COMPOSE))


def enrolled(where):
    with Store(where) as store:
        token = store.enroll()
        store.record_all(token, [answer(f"quiz-{number}") for number in range(ANSWERS)])
    return token


def test_the_start_makes_every_secret_that_the_compose_file_asks_for_and_lets_nobody_else_read_them(shell, tmp_path):
    shell("Start")
    made = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines())
    assert set(made) == set(re.findall(r"\$\{(\w+):\?", COMPOSE))
    # 32 bytes in the alphabet of addresses, which needs no quoting in the database's own.
    assert all(re.fullmatch(r"[\w-]{43}", value) for value in made.values())
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0


def test_every_failure_of_the_database_is_explained():
    assert set(rows("Is it well")) == {GOOD, *templates()["store"]} - {"driver"}


def test_the_stand_in_knows_no_other_word_and_no_other_service(shell, tmp_path):
    def asked(*words):
        return subprocess.run(
            [shutil.which("docker"), *words], cwd=tmp_path, capture_output=True, check=False
        ).returncode

    assert asked("compose", "stop", "app1", "app2") == 0
    assert asked("compose", "stop", "app3") == 2
    assert asked("compose", "restart") == 2
    assert set(yaml.safe_load(COMPOSE)["services"]) == {"database", "app1", "app2", "proxy"}
