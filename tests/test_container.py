"""Every line of the Dockerfile does what it says, in a plain folder, and what it makes serves the site."""

import asyncio
import subprocess
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bench.learner import Learner, Page
from tests.bench.server import HOST, serve
from tests.support.container import CHECKOUT, Plain, lines

DOCKERFILE = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def container(tmp_path_factory):
    plain = Plain(tmp_path_factory.mktemp("container"))
    for word, rest in lines(DOCKERFILE):
        plain.do(word, rest)
        if word == "RUN" and "venv" in rest:
            plain.lend_packages(plain.root / "opt" / "ptcoding")
    return plain


def test_the_lines_make_an_app_that_serves_its_first_page_is_healthy_and_writes_nothing(container, monkeypatch):
    for name, value in container.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{container.root}/answers.sqlite3")
    before = container.written()

    def command(port):
        return [word.replace("8501", str(port)) for word in container.command]

    with serve(command, container.place) as port:
        # It ends with an error where the site is not healthy.
        container.run([word.replace("8501", str(port)) for word in container.healthy])
        with urllib.request.urlopen(f"http://{HOST}:{port}/") as answer:
            assert b'<div id="root">' in answer.read()
        # A browser driven earlier by the same worker keeps a loop of its own in this thread.
        with ThreadPoolExecutor(max_workers=1) as aside:
            aside.submit(asyncio.run, open_page(port)).result()
    changed = {name for name, when in container.written().items() if before.get(name) != when}
    assert [name for name in changed if not name.startswith(f"{container.environment['HOME']}/")] == []


async def open_page(port):
    """The first page comes complete, with a field for minutes and without an error."""
    learner = Learner(Page("container", port, "number_input", "97110"))
    try:
        await learner.open()
    finally:
        await learner.close()


def test_the_app_is_the_one_that_was_installed_and_not_this_checkout(container):
    python = container.root / "opt" / "ptcoding" / "bin" / "python"
    found = "from ptcoding.command.main import app_file; import sys; sys.exit(str(app_file()) != sys.argv[1])"
    (site,) = (container.root / "opt" / "ptcoding").glob("lib/python*/site-packages")
    container.run([str(python), "-c", found, str(site / "ptcoding_site" / "app.py")])


def test_the_check_of_its_health_fails_where_nothing_answers(container):
    with pytest.raises(subprocess.CalledProcessError):
        container.run([word.replace("8501", "1") for word in container.healthy])
