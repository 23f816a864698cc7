"""Long work in a process beside the server: done, refused, hanging, failing, or waited for too long."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lessons.server.aside import Aside, AsideError
from ptcoding.errors import InputError
from tests.bench.server import CHECKOUT
from tests.server.aside_work import Doubled

WORK = "tests.server.aside_work"
# Ends when its standard input ends, as the process of a server does that was killed.
SERVER = f"""
import sys
from lessons.server.aside import Aside
from tests.server.aside_work import Doubled
print(Aside("{WORK}").ask("doubled", Doubled, "x").process, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def aside():
    return Aside(WORK)


@pytest.mark.parametrize("words", ["knee", "", "a\nb\r\nc\u2028d", "Ünïcødé \u202e 😀 \x00", "\ud800", "x" * 1_000_000])
def test_the_answer_is_of_its_kind_and_holds_the_very_words(aside, words):
    assert aside.ask("doubled", Doubled, words).words == (words, words)


def test_one_process_does_all_the_work_and_it_is_another_one(aside):
    processes = {aside.ask("doubled", Doubled, "x").process for _ in range(3)}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_what_is_wrong_with_the_words_is_told_as_by_the_work_itself(aside):
    with pytest.raises(InputError, match="note: 'knee' given, expected something else"):
        aside.ask("refused", str, "knee")


def test_after_a_failure_another_process_goes_on_and_no_word_is_logged(capfd):
    aside = Aside(WORK)
    first = aside.ask("doubled", Doubled, "x").process
    with pytest.raises(AsideError):
        aside.ask("broken", str, "Mrs. Ada Byron")
    said = capfd.readouterr().err
    assert "in broken" in said
    assert "RuntimeError" in said
    assert "Byron" not in said
    assert aside.ask("doubled", Doubled, "x").process != first


def test_what_takes_too_long_is_ended():
    aside = Aside(WORK, longest=5)
    assert aside.ask("slow", str, "0") == "done"
    start = time.monotonic()
    with pytest.raises(AsideError):
        aside.ask("slow", str, "60")
    assert time.monotonic() - start < 30
    assert aside.ask("slow", str, "0") == "done"


def test_who_waits_too_long_for_the_turn_is_told_so_and_who_has_it_goes_on():
    aside = Aside(WORK, patience=0.2)
    assert aside.ask("slow", str, "0") == "done"
    with ThreadPoolExecutor(1) as other:
        has_it = other.submit(aside.ask, "slow", str, "3")
        # It has the turn once nobody else can take it.
        while aside._turn.acquire(blocking=False):
            aside._turn.release()
            time.sleep(0.01)
        with pytest.raises(AsideError):
            aside.ask("slow", str, "0")
        assert has_it.result() == "done"


def test_one_that_was_killed_meanwhile_is_replaced():
    aside = Aside(WORK)
    first = aside.ask("doubled", Doubled, "x").process
    os.kill(first, 9)
    aside._process.wait()
    assert aside.ask("doubled", Doubled, "x").process != first


def test_where_no_process_can_be_started_it_is_said(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/there/is/no/python")
    with pytest.raises(AsideError):
        Aside(WORK).ask("slow", str, "0")


def test_it_ends_with_a_server_that_was_killed():
    command = [sys.executable, "-c", SERVER]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, text=True) as server:
        beside = int(server.stdout.readline())
        server.kill()
    assert any(is_gone(beside) for _ in range(200))


def test_it_ends_with_a_server_that_was_stopped():
    command = [sys.executable, "-c", SERVER]
    done = subprocess.run(command, cwd=CHECKOUT, input="", capture_output=True, text=True, check=True)
    assert is_gone(int(done.stdout))
    assert done.stderr == ""


def is_gone(process):
    """Tell whether a process has ended; where nobody has asked for what it left, its state is Z."""
    time.sleep(0.05)
    command = ["/bin/ps", "-o", "stat=", "-p", str(process)]
    state = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return not state or state.startswith("Z")
