"""The whole bank to practice on: large enough, spread over topics, kinds and levels, and with nothing wrong in it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.content import practice_bank
from lessons.content.course import HERE, topics
from lessons.content.practice_bank import bank
from ptcoding.learning.bank.bank import read_bank
from ptcoding.learning.bank.item import Item, Kind
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.bank.validate import TOPICS

BANK = read_bank([HERE], topics())
QUIZ = [kind for kind in Kind if kind is not Kind.RECALL]


def by_key(row: Item | Note) -> str:
    return row.key


def test_nothing_in_it_is_wrong() -> None:
    assert [str(problem) for problem in BANK.problems] == []


def test_it_is_as_large_as_promised() -> None:
    assert len(BANK.items) >= 160
    assert len(BANK.notes) >= 48


@pytest.mark.parametrize("topic", list(topics()))
def test_every_topic_has_two_questions(topic: str) -> None:
    assert Counter(item.topic for item in BANK.items)[topic] >= 2


@pytest.mark.parametrize("kind", QUIZ)
def test_every_kind_of_quiz_question_is_there_eight_times(kind: Kind) -> None:
    assert Counter(item.kind for item in BANK.items)[kind] >= 8


@pytest.mark.parametrize("difficulty", [1, 2, 3])
def test_every_difficulty_has_a_tenth_of_the_questions(difficulty: int) -> None:
    assert Counter(item.difficulty for item in BANK.items)[difficulty] >= len(BANK.items) / 10


def test_keys_stand_once() -> None:
    assert len({item.key for item in BANK.items}) == len(BANK.items)


def test_every_note_is_asked_about() -> None:
    assert set(BANK.notes) - {key for item in BANK.items for key in item.notes} == set()


def test_good_weak_and_near_notes_are_mixed() -> None:
    counted = Counter(note.quality for note in BANK.notes.values())
    assert min(counted[quality] for quality in ("good", "weak", "near-miss")) >= 10
    assert Counter(note.discipline for note in BANK.notes.values())["OT"] >= 10
    core = Counter(note.supports for note in BANK.notes.values())
    assert all(core[code] >= 3 for code in ("97110", "97112", "97530", "97140"))


@pytest.mark.parametrize("item", BANK.items, ids=by_key)
def test_no_text_is_written_as_markup(item: Item) -> None:
    """Texts are shown as they stand, so a mark of Markdown or a placeholder would be seen."""
    texts = [item.question, item.why, *(part for choice in item.choices for part in (choice.text, choice.why))]
    assert [text for text in texts if "**" in text or "{" in text or "](" in text or "<" in text] == []


@pytest.mark.parametrize("item", [item for item in BANK.items if item.kind is Kind.MISSING], ids=by_key)
def test_what_is_not_missing_is_in_the_note(item: Item) -> None:
    """A second element that is missing too would make a wrong choice a right one."""
    (note,) = BANK.notes_of(item)
    assert [choice.element for choice in item.choices if not choice.right and not note.elements[choice.element]] == []
    assert [choice.element for choice in item.choices if choice.element in note.uncertain] == []


@pytest.mark.parametrize("item", [item for item in BANK.items if item.kind is Kind.CODE], ids=by_key)
def test_the_code_asked_for_is_the_one_the_note_supports(item: Item) -> None:
    (note,) = BANK.notes_of(item)
    (right,) = (choice.text for choice in item.choices if choice.right)
    assert right.startswith(note.supports or "None of these")


@pytest.mark.parametrize("kind", [Kind.PAIR, Kind.MEND, Kind.CODE, Kind.MISSING])
def test_the_place_of_the_right_choice_gives_nothing_away(kind: Kind) -> None:
    items = [item for item in BANK.items if item.kind is kind and not item.many]
    places = Counter(place for item in items for place in item.right)
    assert max(places.values()) <= 0.7 * len(items)


@pytest.mark.parametrize("note", BANK.notes.values(), ids=by_key)
def test_a_series_is_whole(note: Note) -> None:
    visits = sorted(other.visit for other in BANK.notes.values() if note.series and other.series == note.series)
    assert visits == list(range(1, len(visits) + 1))


def test_the_engine_knows_the_topics_of_the_course() -> None:
    assert set(topics()) <= set(TOPICS)


@pytest.fixture
def instructor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the app is told of."""
    (tmp_path / "items").mkdir()
    monkeypatch.setenv(practice_bank.FOLDER, str(tmp_path))
    bank.cache_clear()
    yield tmp_path
    bank.cache_clear()


def test_an_instructors_folder_stands_beside_ours(instructor: Path) -> None:
    ours = (HERE / "course" / "minutes_and_the_table" / "items.toml").read_text(encoding="utf-8")
    (instructor / "items" / "mine.toml").write_text(ours.replace("minutes_and_the_table-", "mine-"))
    assert [item.key for item in bank().items][-5:] == ["mine-1", "mine-2", "mine-3", "mine-4", "mine-5"]
    assert bank().items[:-5] == BANK.items
    assert bank().problems == ()


def test_a_broken_file_of_an_instructor_breaks_nothing(instructor: Path) -> None:
    (instructor / "items" / "mine.toml").write_bytes(b"\xff\x00")
    assert bank().items == BANK.items
    assert [problem.field for problem in bank().problems] == ["mine.toml: line 1"]


def test_a_folder_that_is_gone_breaks_nothing(instructor: Path) -> None:
    (instructor / "items").rmdir()
    assert bank().items == BANK.items
    assert [problem.field for problem in bank().problems] == ["folder"]
