"""Pages where no server is: what needs one is said in words, and nothing that could not work is offered."""

import pytest

from lessons.screen.note import worked_out
from lessons.screen.practice import keeper
from lessons.screen.served import VARIABLE
from tests.pages.screen import opened, switched

NO_SERVER = "This copy of the app runs in your browser, with no server."


@pytest.fixture(autouse=True)
def unserved(monkeypatch):
    monkeypatch.setenv(VARIABLE, "1")


def said(app):
    return " ".join(one.value for kind in ("markdown", "caption", "info") for one in app.get(kind))


def test_no_room_is_offered_and_it_is_said_how_to_have_one():
    app = opened("rooms")
    assert NO_SERVER in said(app)
    assert "make run ADDRESS=0.0.0.0" in said(app)
    assert [button for button in app.button if (button.key or "").startswith("rooms_open_")] == []
    assert not app.exception


def test_an_instructor_is_told_what_needs_a_server():
    words = said(opened("for_instructors"))
    assert NO_SERVER in words
    for named in ("room with phones", "PostgreSQL", "audit", "API"):
        assert named in words
    assert "PTCODING_DATABASE_URL" not in words


def test_answers_are_kept_here_without_a_link_and_can_be_saved_and_deleted():
    app = opened("unit_drills", drills="5", level="2", about="leftover")
    key = keeper.store().enroll()
    app.session_state[keeper.KEY] = key
    app.run()
    assert "Your answers are saved in this browser, without a name and nowhere else." in said(app)
    switched(app, "my_progress")
    assert "No link opens them from another device." in said(app)
    assert [code.value for code in app.code if key in code.value] == []
    assert [field.label for field in app.text_input] == []
    assert "Delete everything now" in [button.label for button in app.button]
    assert not app.exception


def test_a_long_note_is_read_here_as_there_is_no_other_process(monkeypatch):
    monkeypatch.setattr(worked_out, "aside", lambda: pytest.fail("a process was asked"))
    assert worked_out.worked_out(len, int, "x" * 9000) == 9000
