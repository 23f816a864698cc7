"""``ptcoding note``: what it prints, and one line on bad input."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ptcoding.command.main import main

NOTE = "R shoulder abduction with red band 3x10 to reach overhead shelf. Tolerated well."


@pytest.fixture
def note(tmp_path: Path) -> Path:
    place = tmp_path / "note.txt"
    place.write_text(NOTE, encoding="utf-8")
    return place


def record(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["note", *arguments, "--json"]) == 0
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def test_json_has_everything(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = record(capsys, str(note), "--code", "97110")
    assert set(said) == {"code", "identifiers", "elements", "red_flags", "supports", "missing", "told"}
    assert len(said["elements"]) == 15
    assert said["elements"]["dosage"] == {
        "present": True,
        "spans": [{"start": 26, "end": 34, "text": "red band"}, {"start": 35, "end": 39, "text": "3x10"}],
    }
    assert said["elements"]["minutes"] == {"present": False, "spans": []}
    assert said["supports"][0]["code"] == "97110"
    assert set(said["supports"][0]) == {"code", "score", "spans"}
    assert "minutes" in [row["element"] for row in said["missing"]]


def test_a_flag_says_what_is_wrong_where_and_by_which_source(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = record(capsys, str(note), "--code", "97110")["red_flags"]
    assert all(set(flag) == {"kind", "message", "span", "source"} for flag in flags)
    assert [flag["span"]["text"] for flag in flags if flag["span"]] == ["Tolerated well"]


def test_identifiers_come_before_anything_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Mrs. Ada Byron, SLR 3x10"))
    assert main(["note", "-"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("!  This looks like a name.")
    assert "Mrs. Ada Byron" in lines[0]


def test_text_names_elements_with_their_words(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["note", str(note), "--code", "97110"]) == 0
    said = capsys.readouterr().out
    assert "red band; 3x10" in said
    assert "97110  0." in said
    assert "This looks like" not in said


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"\xff\xfe\x00\x01", ["a readable text file"]),
        (b"ok\x00\x01", ["control character"]),
        (b"a" * 1_000_000, ["at most 20,000 characters", "aaa"]),
        (b"a" * 20_001, ["at most 20,000 characters"]),
        (b"", ["''", "not empty"]),
        (b" \n\n ", ["not empty"]),
        (b"{}", ["'JSON'", "the note as plain text"]),
        (b'{"note": "TherEx 3x10"}', ["'JSON'", "the note as plain text"]),
        (b"[]", ["'JSON'", "the note as plain text"]),
    ],
    ids=["binary", "control", "1-mb", "one-too-many", "empty", "blank", "no-fields", "fields", "list"],
)
def test_a_bad_note_is_one_line_and_exit_code_two(
    content: bytes, named: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "bad.txt"
    place.write_bytes(content)
    assert main(["note", str(place)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert not [name for name in ["note", "given, expected", *named] if name not in said.err]


def test_a_note_that_begins_with_a_brace_is_a_note(tmp_path: Path) -> None:
    place = tmp_path / "note.txt"
    place.write_text("[R knee] SLR 3x10, 20 min")
    assert main(["note", str(place)]) == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["missing.txt"], ["note", "'missing.txt'", "a readable text file"]),
        (["."], ["note", "'.'", "a readable text file"]),
        (["a\nb"], ["note", "a readable text file"]),
    ],
)
def test_a_file_that_is_none_is_one_line(
    arguments: list[str], named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["note", *arguments]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert not [name for name in named if name not in said]


@pytest.mark.parametrize("code", ["99999", "9711O", "x\ny"])
def test_an_unknown_code_is_one_line(code: str, note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["note", str(note), "--code", code]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "code" in said
    assert "given, expected" in said


def test_no_more_is_read_than_tells_that_it_is_too_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    endless = io.StringIO("a" * 100_000)
    monkeypatch.setattr("sys.stdin", endless)
    assert main(["note", "-"]) == 2
    assert endless.tell() == 20_001
    assert "more given" in capsys.readouterr().err


def test_markup_and_marks_of_direction_are_printed_as_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("<script>alert(1)</script> SLR\u202e 3x10 \U0001f642"))
    assert main(["note", "-"]) == 0
    assert "\u202e" not in capsys.readouterr().out


VISIT = {"date": "2026-03-02", "services": [{"code": "97110", "minutes": 30}]}


def test_a_note_is_held_against_the_visit_that_its_claim_bills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note, visit = tmp_path / "note.txt", tmp_path / "visit.json"
    note.write_text("3/4/2026 97110 25 min: SLR 3x10 for quad strength. Total timed 25, total treatment 25 min.")
    visit.write_text(json.dumps(VISIT))
    told = record(capsys, str(note), "--claim", str(visit))["claim"]
    assert [(one["kind"], one["severity"]) for one in told] == [("minutes", "error"), ("day", "error")]
    assert main(["note", str(note), "--claim", str(visit)]) == 0
    assert "$  The note gives 97110 25 minutes, the visit counts 30." in capsys.readouterr().out
    assert main(["note", str(note), "--claim", "missing.json"]) == 2
    assert "claim: " in capsys.readouterr().err


def test_dates_of_service_may_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("3/4/2026 SLR 3x10. DOB 4/2/1951")
    assert [one["kind"] for one in record(capsys, str(note))["identifiers"]] == ["date", "birth date"]
    assert [one["kind"] for one in record(capsys, str(note), "--keep-dates")["identifiers"]] == ["birth date"]


def test_notes_of_several_visits_are_put_in_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notes.txt"
    # The newest first, as systems print them.
    file.write_text("3/6/26 SLR 3x12, 2 lb.\n3/4/26 SLR 3x12.\n3/2/26 SLR 3x10.")
    said = record(capsys, str(file), "--visits")
    assert [row["day"] for row in said["visits"]] == ["3/2/26", "3/4/26", "3/6/26"]
    assert said["visits"][1]["moved"] == [{"kind": "dose", "before": "3x10", "after": "3x12"}]
    assert said["never_moved"] == {}
    assert main(["note", str(file), "--visits"]) == 0
    assert "2  3/4/26  33% alike  3x10 to 3x12" in capsys.readouterr().out
    file.write_text("3/6/26 SLR 3x12, 2 lb.")
    assert main(["note", str(file), "--visits"]) == 0
    assert "One note found, so there is nothing to compare." in capsys.readouterr().out
    file.write_bytes(b"%PDF-1.7")
    assert main(["note", str(file), "--visits"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("beside", [["--claim", "v.json"], ["--code", "97110"], ["--keep-dates"]])
def test_what_a_row_of_notes_does_not_read_is_refused(beside, capsys):
    assert main(["note", "notes.txt", "--visits", *beside]) == 2
    assert f"'{beside[0]}' given" in capsys.readouterr().err


def test_a_word_document_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "note.docx"
    with zipfile.ZipFile(place, "w") as packed:
        packed.writestr("word/document.xml", f"<w:document xmlns:w='w'><w:p><w:t>{NOTE}</w:t></w:p></w:document>")
    assert record(capsys, str(place))["elements"]["dosage"]["present"] is True


def test_boilerplate_said_again_and_again_is_one_objection(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Tolerated treatment well. SLR 3x10, 15 min.\n" * 40))
    assert main(["note", "-"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if "Tolerated treatment well" in line]
    assert [line.endswith("(40 times)") for line in said] == [True]
