"""Files of CMS taken in from the Sources page: by an operator on the machine itself, and by nobody else."""

import pytest

from lessons.content import citing, resting
from lessons.screen import facts_load
from lessons.screen.facts_load import is_own_machine
from ptcoding.command.main import main
from ptcoding.exchange.cms_file.take import offered
from ptcoding.facts import Facts, facts
from tests.exchange.cms_file import shapes
from tests.pages.screen import named, opened

HERE = {"Host": "localhost:8501"}


@pytest.mark.parametrize(
    ("address", "client", "headers", "own"),
    [
        ("localhost", None, HERE, True),
        ("127.0.0.1", "127.0.0.1", {"host": "127.0.0.1"}, True),
        ("::1", "::1", {"Host": "[::1]:8501"}, True),
        ("192.168.1.9", None, HERE, False),
        ("", None, HERE, False),
        (None, None, HERE, False),
        ("localhost", "192.168.1.20", HERE, False),
        ("localhost", None, {"Host": "pt.example.org"}, False),
        ("localhost", None, {"Host": "localhost.example.org"}, False),
        ("localhost", None, {"Host": "["}, False),
        ("localhost", None, {}, False),
        ("localhost", None, {**HERE, "X-Forwarded-For": "203.0.113.9"}, False),
        ("localhost", None, {**HERE, "x-forwarded-proto": "https"}, False),
        ("localhost", None, {**HERE, "Forwarded": "for=203.0.113.9"}, False),
        ("localhost", None, {**HERE, "Via": "1.1 proxy"}, False),
    ],
)
def test_only_who_sits_at_the_machine_is_on_it(address, client, headers, own):
    assert is_own_machine(address, client, headers) is own


@pytest.fixture
def downloads(tmp_path, monkeypatch):
    # What this process answers with is settled before it is told of another folder.
    facts()
    folder = tmp_path / "downloads"
    folder.mkdir()
    monkeypatch.setenv("PTCODING_FACTS_FROM", str(folder))
    monkeypatch.setenv("PTCODING_FACTS_DIR", str(tmp_path / "facts"))
    monkeypatch.setattr(facts_load, "is_own_machine", lambda *_: True)
    return folder


def offers(app):
    return [one for one in app.expander if one.label == "Load CMS files"]


def asked():
    """The Sources page with the expander open."""
    app = opened("sources")
    app.session_state["facts_load"] = True
    return app.run()


def taken(app, *files):
    named(app.multiselect, "Files in the folder of downloads").set_value(list(files)).run()
    named(app.button, "Take in").click().run()
    assert not app.exception
    return app


def test_without_the_setting_nothing_is_offered(downloads, monkeypatch):
    assert len(offers(opened("sources"))) == 1
    monkeypatch.delenv("PTCODING_FACTS_FROM")
    assert offers(opened("sources")) == []


def test_a_visitor_from_elsewhere_is_offered_nothing(downloads, monkeypatch):
    (downloads / "a.txt").write_text(shapes.ptp_text())
    monkeypatch.setattr(facts_load, "is_own_machine", is_own_machine)
    app = asked()
    assert not app.exception
    assert offers(app) == []
    assert not app.multiselect


def test_a_file_is_taken_in_with_what_was_kept(downloads, tmp_path):
    (downloads / "f1.txt").write_text(shapes.ptp_text())
    (downloads / "holiday.jpg").write_bytes(b"")
    app = asked()
    assert named(app.multiselect, "Files in the folder of downloads").options == [r"f1\.txt"]
    assert named(app.button, "Take in").disabled
    taken(app, "f1.txt")
    (told,) = [one.value for one in app.success]
    # Of the file's four rows three concern therapy.
    assert "January 1, 2027 to March 31, 2027: 3 of 4 rows" in told
    assert "Restart the site" in told
    assert [own.kind for own in Facts(own=tmp_path / "facts").editions] == ["ptp"]


def test_what_cannot_be_taken_in_is_said_and_changes_nothing(downloads, tmp_path):
    (downloads / "a.txt").write_text(shapes.ptp_text())
    (downloads / "b.zip").write_bytes(b"PK\x03\x04 cut")
    app = taken(asked(), "a.txt", "b.zip")
    assert "damaged or cut short" in app.error[0].value
    assert not (tmp_path / "facts").exists()
    taken(app, "a.txt")
    before = {path.name: path.read_bytes() for path in (tmp_path / "facts").iterdir()}
    taken(app, "a.txt")
    assert "an edition that is not there yet" in app.error[0].value
    assert {path.name: path.read_bytes() for path in (tmp_path / "facts").iterdir()} == before


def test_a_link_out_of_the_folder_is_not_offered(downloads, tmp_path):
    (tmp_path / "secret.txt").write_text(shapes.ptp_text())
    (downloads / "mine.txt").symlink_to(tmp_path / "secret.txt")
    (downloads / "a.csv").write_text("")
    assert [path.name for path in offered(downloads)] == ["a.csv"]
    assert offered(tmp_path / "nowhere") == []


def forget():
    for kept in (facts, resting.citations, citing.resting):
        kept.cache_clear()


def test_the_page_names_an_edition_that_was_taken_in(downloads, tmp_path):
    file = tmp_path / "ptp.txt"
    file.write_text(shapes.ptp_text())
    assert main(["facts", "load", str(file)]) == 0
    forget()
    try:
        app = opened("sources")
        assert not app.exception
        rows = [line for said in app.markdown for line in said.value.splitlines() if line.startswith("| ")]
        (row,) = (line.split(" | ") for line in rows if "January 1, 2027" in line.partition(" | ")[0])
        assert (row[2], row[4]) == ("read in the official text", "1 |")
        # Whoever chooses the document reads the rest of it.
        assert any("taken in by whoever runs this site" in source.note for source in facts().sources.values())
    finally:
        forget()
