"""Open files: raised where they can be, given back by those who left, and enough for a server that has few."""

import asyncio
import errno
import http.client
import logging
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from lessons.server import limits
from lessons.server.limits import Flood
from tests.bench.learner import Learner, Page
from tests.bench.server import CHECKOUT, HOST, is_up, serve

# (192 - 64 spare) / 5 for each learner = 25 seats; one file that each visit kept would fill all before the last.
VISITS, FILES, SEATS = 200, 192, 25
RAISE = "from lessons.server.limits import limit, raise_limit; print(limit(), raise_limit(), limit())"


def raised(soft, hard):
    """The limit before, what raising it says, and the limit after, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", RAISE],
        cwd=CHECKOUT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard)),
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(int(said) for said in done.stdout.split())


def test_the_soft_limit_is_raised_to_the_hard_one():
    assert raised(256, 1000) == (256, 1000, 1000)


def test_a_limit_that_cannot_be_raised_stays():
    assert raised(256, 256) == (256, 256, 256)


def test_a_limit_is_never_lowered():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = min(hard if hard != resource.RLIM_INFINITY else 70_000, 70_000)
    assert raised(most, most)[2] == most


def test_two_thousand_errors_of_one_kind_are_one_line(caplog):
    said = []

    class Loop:
        def default_exception_handler(self, context):
            said.append(context)

    flood = Flood()
    with caplog.at_level(logging.WARNING):
        for _ in range(2000):
            flood(Loop(), {"message": "socket.accept()", "exception": OSError(errno.EMFILE, "Too many open files")})
    assert len(caplog.records) == 1
    assert "ulimit -n" in caplog.text
    assert said == []
    other = {"message": "something else", "exception": ValueError("x")}
    flood(Loop(), other)
    assert said == [other]


def with_few_files(log):
    """Serve with a limit that cannot be raised, and write what is logged into a file."""

    def command(port):
        words = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        return ["/bin/sh", "-c", f"ulimit -n {FILES}; exec \"$@\" > '{log}' 2>&1", "sh", *words]

    return command


async def visit(port):
    """Open a page as a browser does, and leave it."""
    status, _ = page_of(port)
    if status != http.client.OK:
        return status
    learner = Learner(Page("few files", port, "number_input", "97110"))
    try:
        await learner.open()
    finally:
        await learner.close()
    return status


async def full_house(port):
    """Fill every seat, ask for a page, and leave again."""
    learners = [Learner(Page("few files", port, "number_input", "97110")) for _ in range(SEATS)]
    try:
        for learner in learners:
            await learner.open()
        turned_away, healthy = page_of(port), is_up(port)
    finally:
        await asyncio.gather(*(learner.close() for learner in learners))
    return turned_away, healthy


def page_of(port):
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", "/", headers={"Accept": "text/html"})
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


async def visits(port):
    return [await visit(port) for _ in range(VISITS)]


def test_of_200_visits_one_after_the_other_none_is_refused_in_silence(tmp_path, monkeypatch):
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")
    with serve(with_few_files(tmp_path / "log"), CHECKOUT) as port, ThreadPoolExecutor(1) as aside:
        statuses = aside.submit(asyncio.run, visits(port)).result()
    # Those who left give their files back, so that everybody who comes next is served.
    assert statuses == [200] * VISITS
    assert "open files" not in (tmp_path / "log").read_text()


def test_a_full_server_says_so_stays_healthy_and_serves_again(monkeypatch, tmp_path):
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")
    with serve(with_few_files(tmp_path / "log"), CHECKOUT) as port, ThreadPoolExecutor(1) as aside:
        (status, said), healthy = aside.submit(asyncio.run, full_house(port)).result()
        assert (status, healthy) == (503, True)
        assert "Every seat is taken right now" in said
        # They are gone, and within a moment the next one gets a page.
        assert next(filter(None, (served_page(port) for _ in range(50))), None)
    assert "open files" not in (tmp_path / "log").read_text()


def served_page(port):
    time.sleep(0.1)
    status, said = page_of(port)
    return status == http.client.OK and 'id="root"' in said


def test_open_files_are_counted():
    before = limits.open_files()
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(3)]
    try:
        assert limits.open_files() == before + 3
    finally:
        for descriptor in held:
            os.close(descriptor)
