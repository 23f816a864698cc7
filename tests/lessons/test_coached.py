"""What the coach works out of a note, and where it does so."""

import subprocess
import sys

import pytest

from lessons.screen.note import worked_out as place
from lessons.screen.note.coached import WORK, Alike, Coached, alike, changed, coached
from lessons.screen.note.worked_out import SHORT, worked_out
from lessons.server.aside import Aside
from ptcoding.errors import InputError
from tests.bench.server import CHECKOUT

LINE = "R knee quad sets 3x10 with 2 lb, 25 min 1:1, to climb stairs. Tolerated well. Mrs. Ada Byron.\n"
LONG = LINE * 50


@pytest.fixture
def asked(monkeypatch):
    """What the process beside the server is asked for."""
    names = []
    beside = Aside("lessons.screen.note.worker")

    class Listening:
        def ask(self, name, *given):
            names.append(name)
            return beside.ask(name, *given)

    monkeypatch.setattr(place, "aside", Listening)
    return names


def test_a_long_note_is_read_beside_the_server_and_told_the_same(asked):
    assert len(LONG) > SHORT
    assert worked_out(coached, Coached, LONG, "97110") == coached(LONG, "97110")
    assert worked_out(changed, tuple[str, ...], LINE, LONG + "\n97530", None) == changed(LINE, LONG + "\n97530", None)
    assert worked_out(alike, Alike, LONG, LINE) == alike(LONG, LINE)
    assert asked == list(WORK)


def test_a_note_of_one_visit_is_read_at_once(asked):
    note = "x" * (SHORT - len("97110"))
    assert worked_out(coached, Coached, note, "97110") == coached(note, "97110")
    assert asked == []
    worked_out(coached, Coached, note + "x", "97110")
    assert asked == ["coached"]


@pytest.mark.parametrize(("note", "code"), [("x" * 20_001, None), ("x" * 5_000 + "\x00", None), ("x" * 5_000, "11111")])
def test_what_cannot_be_read_is_refused_in_the_same_words(asked, note, code):
    with pytest.raises(InputError) as here:
        coached(note, code)
    with pytest.raises(InputError) as there:
        worked_out(coached, Coached, note, code)
    assert there.value.problems == here.value.problems
    assert asked == ["coached"]


def test_the_process_knows_no_screen():
    program = "import sys, lessons.screen.note.worker; print('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
