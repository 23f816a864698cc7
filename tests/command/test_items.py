"""The ``items`` command: check a folder, write a bank for another system."""

import sqlite3
import zipfile
from xml.etree.ElementTree import fromstring

import pytest

from lessons.content.course import HERE
from lessons.content.practice_bank import bank
from ptcoding.command.main import main
from ptcoding.learning.paper.edition import read_editions

OURS = (HERE / "course" / "minutes_and_the_table" / "items.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A folder with five good items of its own."""
    (tmp_path / "mine" / "items").mkdir(parents=True)
    (tmp_path / "mine" / "items" / "a.toml").write_text(OURS.replace("minutes_and_the_table-", "mine-"))
    return tmp_path / "mine"


def test_a_good_folder_is_all_good(folder, capsys):
    assert main(["items", "check", str(folder)]) == 0
    assert capsys.readouterr().out == "5 items, 0 notes: all good\n"


def test_the_course_itself_is_checked_without_a_word_of_doubles(capsys):
    assert main(["items", "check", str(HERE)]) == 0
    assert capsys.readouterr().out == f"{len(bank().items)} items, {len(bank().notes)} notes: all good\n"


def test_every_problem_has_its_line(folder, capsys):
    (folder / "items" / "a.toml").write_text(OURS.replace('topic = "T08"', 'topic = "T80"'))
    assert main(["items", "check", str(folder)]) == 2
    lines = capsys.readouterr().out.splitlines()
    # The first two of the five questions are about T08, and all five keys are taken.
    assert lines[0].startswith("a.toml: minutes_and_the_table-1: topic: 'T80' given, expected one of 45")
    assert len(lines) == 2 + 5


def test_of_many_problems_ten_are_printed_and_the_others_counted(folder, capsys):
    item = "[[item]]\nkey = 'Not A Key'\n"
    (folder / "items" / "a.toml").write_text(item * 30)
    assert main(["items", "check", str(folder)]) == 2
    lines = capsys.readouterr().out.splitlines()
    # 30 items, each with a wrong key and without kind, topic, difficulty, question, source and day: 210 problems,
    # and one that the key stands in the file more than once.
    assert (len(lines), lines[-1]) == (11, "and 201 more")
    assert main(["items", "export", "gift", str(folder / "out"), "--folder", str(folder)]) == 2
    said = capsys.readouterr().err
    assert said.endswith("; and 201 more\n")
    assert len(said) < 10_000


def test_a_name_or_a_key_that_moves_the_terminal_is_printed_written_out(folder, capsys):
    (folder / "items" / "a.toml").unlink()
    (folder / "items" / "b\x1b[31m\u202e.toml").write_text('"x\\u001b[2J" = 1')
    assert main(["items", "check", str(folder)]) == 2
    said = capsys.readouterr().out
    assert said.startswith(r"b\x1b[31m\u202e.toml: x\x1b[2J: '1' given, expected no such field")
    assert all(sign.isprintable() for sign in said.replace("\n", ""))


def test_an_item_may_show_a_note_of_the_course(folder, capsys):
    name = next(iter(bank().notes))
    asking = OURS.replace("minutes_and_the_table-", "mine-").replace(
        'kind = "recall"', f'kind = "mend"\nnotes = ["{name}"]\nelement = "dosage"'
    )
    (folder / "items" / "a.toml").write_text(asking)
    assert main(["items", "check", str(folder)]) == 0
    assert main(["items", "export", "moodle", str(folder / "out.xml"), "--folder", str(folder)]) == 0
    assert "5 items written to" in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["moodle", "gift", "qti", "anki"])
def test_the_course_is_exported(format_, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["items", "export", format_, str(out)]) == 0
    assert capsys.readouterr().out == f"{len(bank().items)} items written to {out}\n"
    assert out.stat().st_size > 50_000


def test_a_folder_is_exported_alone(folder, tmp_path):
    out = tmp_path / "out.xml"
    assert main(["items", "export", "moodle", str(out), "--folder", str(folder)]) == 0
    names = [name.text for name in fromstring(out.read_text(encoding="utf-8")).iterfind("question/name/text")]
    assert names == ["mine-1", "mine-2", "mine-3", "mine-4", "mine-5"]


def test_exports_carry_the_notices(tmp_path):
    for format_ in ("moodle", "gift", "qti", "anki"):
        out = tmp_path / format_
        main(["items", "export", format_, str(out)])
        raw = out.read_bytes()
        if zipfile.is_zipfile(out):
            archive = zipfile.ZipFile(out)
            raw = b"".join(archive.read(name) for name in archive.namelist())
        assert b"American Medical Association" in raw
        assert b"not billing or legal advice" in raw


def test_an_exported_deck_is_a_database(tmp_path):
    out = tmp_path / "deck.apkg"
    main(["items", "export", "anki", str(out)])
    database = sqlite3.connect(":memory:")
    database.deserialize(zipfile.ZipFile(out).read("collection.anki2"))
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    database.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "nowhere"], "folder: 'nowhere' given, expected a folder with TOML files"),
        (["export", "moodle", "out", "--folder", "nowhere"], "folder: 'nowhere' given, expected a folder with TOML"),
        (["export", "moodle", "no/such/folder/out"], "out: 'no/such/folder/out' given, expected a file that can be"),
        (["export", "word", "out"], "invalid choice: 'word'"),
        (["check"], "the following arguments are required: folder"),
        ([], "the following arguments are required: ACT"),
    ],
)
def test_bad_input_exits_2_with_one_line(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        code = main(["items", *words])
    except SystemExit as stopped:
        code = stopped.code
    printed = capsys.readouterr()
    assert code == 2
    (line,) = (printed.out + printed.err).splitlines()
    assert said in line


def test_an_edition_lists_every_item_there_is_and_the_newest_drills(tmp_path, capsys):
    out = tmp_path / "7.toml"
    assert main(["items", "edition", str(out)]) == 0
    assert capsys.readouterr().out == f"{len(bank().items)} items written to {out}\n"
    (edition,) = read_editions(tmp_path).values()
    assert (edition.name, edition.series) == ("7", 3)
    assert [one.key for one in edition.items] == [item.key for item in bank().items]


@pytest.mark.parametrize("name", ["next.toml", "0.toml", "1.txt", "01.toml", "-1.toml", "1.5.toml"])
def test_an_edition_that_has_no_number_is_refused(name, tmp_path, capsys):
    assert main(["items", "edition", str(tmp_path / name)]) == 2
    assert "expected a file named by the number of the edition" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
