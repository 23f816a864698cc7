"""Open files: raised where they can be, given back by those who left, and enough for a server that has few."""

import asyncio
import errno
import http.client
import logging
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from lessons.server.limits import Flood
from tests.bench.learner import Learner, Page
from tests.bench.server import CHECKOUT, HOST, serve

VISITS, FILES = 300, 256
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


def with_few_files(port):
    """Serve with a limit that cannot be raised."""
    words = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    return ["/bin/sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh", *words]


async def visit(port):
    """Open a page as a browser does, and leave it."""
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", "/", headers={"Accept": "text/html"})
    status = connection.getresponse().status
    connection.close()
    if status != http.client.OK:
        return status
    learner = Learner(Page("few files", port, "number_input", "Minutes"))
    try:
        await learner.open()
    finally:
        await learner.close()
    return status


async def visits(port):
    return [await visit(port) for _ in range(VISITS)]


def test_of_300_visits_one_after_the_other_none_is_refused_in_silence(tmp_path, monkeypatch):
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")
    with serve(with_few_files, CHECKOUT) as port, ThreadPoolExecutor(1) as aside:
        statuses = aside.submit(asyncio.run, visits(port)).result()
    # Those who left give their files back, so that everybody who comes next is served.
    assert statuses == [200] * VISITS
