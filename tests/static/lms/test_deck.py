"""A deck as a package of its own: every part is there, and its page knows the right answers."""

import json
import zipfile

import pytest

from lessons.content.asking import ask
from lessons.content.deck_bank import all_decks
from lessons.static.lms.__main__ import main
from lessons.static.lms.deck import build_deck, page, rights_of
from lessons.static.lms.manifest import Kind
from ptcoding.errors import UnknownKeyError

ASKED = [(deck.key, ask(step)) for deck in all_decks().values() for step in deck.steps if step.asks]


@pytest.mark.parametrize("deck", all_decks().values(), ids=lambda deck: deck.key)
def test_a_page_has_every_part_and_a_reason_for_every_question(deck):
    written = page(deck)
    assert written.count("<section ") == len(deck.steps)
    assert written.count("<summary>The reason</summary>") == sum(step.asks for step in deck.steps)
    assert "http-equiv" not in written


def test_every_right_answer_of_a_page_is_marked_right_and_another_is_not():
    judged = 0
    for _, asked in ASKED:
        for right in rights_of(asked):
            judged += 1
            assert asked.mark(right).right
            if isinstance(right, dict):
                assert not asked.mark({code: units + 9 for code, units in right.items()}).right
    # Three of all questions of the six decks ask for modifiers, which a page only shows.
    assert judged >= len(ASKED) - 3


def test_a_package_is_small_and_runs_without_python(tmp_path):
    package = build_deck(tmp_path, Kind.SCORM_2004, "units_and_codes_45")
    with zipfile.ZipFile(package) as read:
        names = ["aim.js", "deck.js", "imsmanifest.xml", "index.html", "platform.js", "scorm2004.js"]
        assert sorted(read.namelist()) == names
        assert json.loads(read.read("aim.js").decode().partition("=")[2].strip(" ;\n")) == "deck:units_and_codes_45"
    assert package.stat().st_size < 100_000
    assert main(["deck:units_and_codes_45", "--kind", "cmi5", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "ptcoding-deck-units-and-codes-45-cmi5.zip").exists()


def test_a_deck_that_is_not_there_is_said(tmp_path, capsys):
    with pytest.raises(UnknownKeyError):
        build_deck(tmp_path, Kind.CMI5, "none")
    assert main(["deck:none", "--out", str(tmp_path)]) == 2
    assert "lms: deck: 'none' given, expected one of" in capsys.readouterr().err
