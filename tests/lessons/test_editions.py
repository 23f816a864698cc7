"""The editions that papers are drawn from: none of them ever changes, and the bank has all that they list."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from lessons.content.course import HERE
from lessons.content.practice_bank import bank, closed_edition, editions, whole_bank
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.paper.edition import Edition, read_editions
from tests.kept.growing import LESSON, OWN, forget, grown

FOLDER = HERE / "library" / "editions"
CLOSED = read_editions(FOLDER)
CHANGELOG = HERE.parent / "CHANGELOG.md"
# An edition is closed with the version that first gives it out; its digest is written here then.
DIGESTS = {"1": "217c1d391fca742522148cf4ae2082337187981ae113cc7d4770d1f7d3f43178"}


def digest(edition: Edition) -> str:
    rows = [f"{one.key} {one.kind} {one.topic} {one.difficulty} {one.edition}" for one in edition.items]
    return sha256("\n".join([str(edition.series), *rows]).encode()).hexdigest()


@pytest.mark.parametrize("name", DIGESTS)
def test_an_edition_that_was_given_out_is_as_it_was(name: str) -> None:
    assert digest(CLOSED[name]) == DIGESTS[name]


def test_every_edition_that_a_version_gave_out_is_held_to_its_digest() -> None:
    headings = re.findall(r"^## \d+\.\d+\.\d+, (.+)$", CHANGELOG.read_text(encoding="utf-8"), flags=re.MULTILINE)
    last = max(datetime.strptime(heading, "%B %d, %Y").replace(tzinfo=UTC).date() for heading in headings)
    assert {name for name, edition in CLOSED.items() if edition.since <= last} <= set(DIGESTS)


@pytest.mark.parametrize("name", CLOSED)
def test_the_bank_has_everything_that_an_edition_lists(name: str) -> None:
    """A question that papers ask is never removed; one that was wrong gets another edition of its own."""
    known = {item.key: item for item in bank().items}
    assert [one.key for one in CLOSED[name].items if one.key not in known] == []
    for one in CLOSED[name].items:
        assert bank().of(one.key, one.edition).key == one.key
        assert known[one.key].kind == one.kind


@pytest.mark.parametrize("name", CLOSED)
def test_an_edition_lists_a_question_once_and_known_kinds_only(name: str) -> None:
    keys = [one.key for one in CLOSED[name].items]
    assert len(set(keys)) == len(keys)
    assert {one.kind for one in CLOSED[name].items} <= set(Kind)


def test_editions_are_numbered_without_a_gap() -> None:
    assert list(CLOSED) == [str(number) for number in range(1, len(CLOSED) + 1)]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site with a lesson more than today, and an instructor's folder beside it."""
    with grown(tmp_path, monkeypatch) as folder:
        yield folder


def test_what_is_added_is_in_no_edition_and_can_be_asked_under_a_name_of_its_own(own: Path) -> None:
    keys = {item.key for item in bank().items}
    assert {f"{LESSON}-1", f"{OWN}-1"} <= keys
    assert {name: edition.items for name, edition in editions().items() if name in CLOSED} == {
        name: edition.items for name, edition in CLOSED.items()
    }
    assert {one.key for one in whole_bank().items} == keys
    assert whole_bank().name.startswith(f"{closed_edition().name}.")
    assert closed_edition() == CLOSED[list(CLOSED)[-1]]


def test_another_question_in_the_folder_is_another_name(own: Path) -> None:
    before = whole_bank().name
    text = (own / "mine.toml").read_text(encoding="utf-8")
    (own / "more.toml").write_text(text.replace('"mine-', '"more-'), encoding="utf-8")
    forget()
    assert whole_bank().name != before
    assert before not in editions()
