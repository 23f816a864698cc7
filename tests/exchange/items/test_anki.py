"""The deck as Anki itself imports it."""

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from lessons.content.practice_bank import bank as practice_bank
from ptcoding.errors import InputError
from ptcoding.exchange.items.anki import to_anki
from ptcoding.learning.bank.bank import Bank
from tests.exchange.sample_bank import HOSTILE, NOTICES, TEXT, bank, plain, shown


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection, raw, folder):
    """Import a package, and give its notes by key."""
    path = folder / "deck.apkg"
    path.write_bytes(raw)
    options = ImportAnkiPackageOptions(merge_notetypes=True)
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    notes = (collection.get_note(number) for number in collection.find_notes(""))
    return log, {note["Key"]: note for note in notes}


def test_every_item_is_a_note_with_one_card(collection, tmp_path):
    log, notes = imported(collection, to_anki(bank(), NOTICES), tmp_path)
    assert len(log.new) == len(bank().items) == 7
    assert sorted(notes) == sorted(item.key for item in bank().items)
    assert all(len(note.cards()) == 1 for note in notes.values())
    assert set(notes["several"].tags) == {"T09", "difficulty-2", "words"}


def test_cards_show_texts_as_they_stand(collection, tmp_path):
    _, notes = imported(collection, to_anki(bank(), NOTICES), tmp_path)
    for item in bank().items:
        note = notes[item.key]
        assert plain(item.question) in shown(note["Question"])
        assert all(plain(f"{TEXT} {name}") in shown(note["Question"]) for name in item.notes)
        assert all(plain(choice.text) in shown(note["Choices"]) for choice in item.choices)
        answer = shown(note["Answer"])
        assert all(plain(f"{choice.text} {choice.why}") in answer for choice in item.choices)
        assert plain(item.why) in answer


def test_anki_draws_no_media_no_gap_and_no_script(collection, tmp_path):
    _, notes = imported(collection, to_anki(bank(), NOTICES), tmp_path)
    for note in notes.values():
        drawn = note.cards()[0].render_output()
        assert drawn.question_av_tags == drawn.answer_av_tags == []
        for side in (drawn.question_text, drawn.answer_text):
            assert "<script" not in side
            assert "{{" not in side
            assert "[latex]" not in side
            assert HOSTILE.partition(" ")[0] in side.replace("&lt;", "<").replace("&gt;", ">")


def test_the_answer_says_what_is_right_and_what_is_not(collection, tmp_path):
    _, notes = imported(collection, to_anki(bank(), NOTICES), tmp_path)
    answer = shown(notes["pair"]["Answer"])
    assert answer.startswith(plain(f"Not quite: Choice 1 {HOSTILE}"))
    assert plain(f"Right: Choice 2 {HOSTILE}") in answer
    assert shown(notes["tie"]["Answer"]) == "2, 1 1, 2 A tie."


def test_the_notices_stand_on_the_deck_and_on_every_card(collection, tmp_path):
    _, notes = imported(collection, to_anki(bank(), NOTICES), tmp_path)
    (deck,) = (row for row in collection.decks.all() if row["name"] != "Default")
    assert all(notice in shown(deck["desc"].replace(' class="small"', "")) for notice in NOTICES)
    for note in notes.values():
        assert all(notice in note.cards()[0].render_output().answer_text for notice in NOTICES)


def test_a_second_import_adds_nothing(collection, tmp_path):
    imported(collection, to_anki(bank(), NOTICES), tmp_path)
    log, notes = imported(collection, to_anki(bank(), NOTICES), tmp_path)
    assert (len(log.new), len(notes)) == (0, 7)
    assert len(collection.decks.all_names_and_ids(skip_empty_default=True)) == 1


def test_the_same_bank_gives_the_same_bytes():
    assert to_anki(bank(), NOTICES) == to_anki(bank(), NOTICES)


def test_no_file_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    to_anki(bank(), NOTICES)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_bank_is_refused():
    with pytest.raises(InputError, match="at least one item"):
        to_anki(Bank((), {}, ()), NOTICES)


def test_the_whole_bank_is_imported(collection, tmp_path):
    log, notes = imported(collection, to_anki(practice_bank(), NOTICES), tmp_path)
    assert len(log.new) == len(notes) == len(practice_bank().items)
