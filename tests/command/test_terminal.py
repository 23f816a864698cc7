"""Every command speaks on a terminal that knows only ASCII, or the letters of an old code page."""

import io
import json
import sys

import pytest

from ptcoding.command.main import main
from ptcoding.command.terminal import plain

VISIT = {"date": "2026-03-02", "payer": "medicare", "services": [{"code": "97110", "minutes": 33}]}
NOTE = "Mrs. Ada Byron. R knee 90\u00b0, \u201ctolerated well\u201d \u2013 膝. Caf\u00e9 walk, 3 \u00d7 10."


def printed(encoding, monkeypatch, *arguments):
    """Run a command on a terminal of an encoding; what it prints is decoded again."""
    screens = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding) for name in ("stdout", "stderr")}
    for name, screen in screens.items():
        monkeypatch.setattr(sys, name, screen)
    code = main(list(arguments))
    for screen in screens.values():
        screen.flush()
    out, error = (screen.buffer.getvalue().decode(encoding) for screen in screens.values())
    return code, out, error


@pytest.fixture
def files(tmp_path):
    (tmp_path / "visit.json").write_text(json.dumps(VISIT))
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "latin-1"])
@pytest.mark.parametrize(
    "arguments",
    [["units", "97110=33", "97140=7"], ["claim", "visit.json"], ["note", "note.txt"]],
    ids=lambda arguments: arguments[0],
)
def test_a_command_prints_on_any_terminal(encoding, arguments, files, monkeypatch):
    monkeypatch.chdir(files)
    code, out, error = printed(encoding, monkeypatch, *arguments)
    assert (code, error) == (0, "")
    assert len(out) > 50


def test_a_section_sign_is_written_out_on_a_terminal_that_has_none(monkeypatch):
    code, out, _ = printed("ascii", monkeypatch, "units", "97110=33")
    assert code == 0
    assert "sec. " in out


def test_words_of_a_note_are_likened(files, monkeypatch):
    monkeypatch.chdir(files)
    _, out, _ = printed("ascii", monkeypatch, "note", "note.txt")
    assert "3 x 10" in out


@pytest.mark.parametrize("name", ["膝.json", "caf\u00e9.json"])
def test_a_file_that_is_not_there_is_named_on_any_terminal(name, monkeypatch):
    code, _, error = printed("ascii", monkeypatch, "claim", name)
    assert code == 2
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(("sign", "written"), [("§", "sec. "), ("\u2013", "-"), ("é", "e"), ("膝", r"\u819d")])
def test_a_sign_is_written_in_ascii(sign, written):
    assert plain(sign) == written


def test_a_field_of_a_visit_that_moves_the_terminal_is_printed_written_out(tmp_path, capsys):
    (tmp_path / "visit.json").write_text('{"x\\u001b[31m": 1, "services": [{"code": "97110", "minutes": 20}]}')
    assert main(["claim", str(tmp_path / "visit.json")]) == 2
    said = capsys.readouterr().err
    assert r"x\x1b[31m: '' given, expected no such field" in said
    assert all(sign.isprintable() for sign in said.strip())


def test_words_of_a_note_that_turn_the_terminal_are_printed_written_out(tmp_path, capsys):
    (tmp_path / "note.txt").write_text("Tolerated\u202e treatment well. Mrs. Ada\u202e Byron", encoding="utf-8")
    assert main(["note", str(tmp_path / "note.txt")]) == 0
    assert "\u202e" not in capsys.readouterr().out
