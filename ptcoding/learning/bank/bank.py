"""The items and notes of several folders together: a broken file never takes the others with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ptcoding.errors import Problem
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.learning.bank.item import Item
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.bank.source_file import LESSON_ITEMS, files_in
from ptcoding.learning.bank.validate import TOPICS, Known, items_of, newest, notes_of
from ptcoding.path import is_folder


@dataclass(frozen=True, slots=True)
class Bank:
    """Items, the notes they show, and what could not be used.

    Args:
        items: The items in order.
        notes: The notes, by key.
        problems: What is wrong with files that were left out.
        earlier: Items as they were before their newest edition.
    """

    items: tuple[Item, ...]
    notes: Mapping[str, Note]
    problems: tuple[Problem, ...]
    earlier: tuple[Item, ...] = ()

    def __getitem__(self, key: str) -> Item:
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def of(self, key: str, edition: int) -> Item:
        """Give an item as it was in an edition.

        Args:
            key: Its key.
            edition: The edition that an answer names.

        Returns:
            The item in that edition.

        Raises:
            KeyError: If there is none.
        """
        for item in (*self.items, *self.earlier):
            if (item.key, item.edition) == (key, edition):
                return item
        raise KeyError(key)

    def notes_of(self, item: Item) -> tuple[Note, ...]:
        """Give the notes shown above an item."""
        return tuple(self.notes[key] for key in item.notes)


def read_bank(folders: Sequence[Path], topics: Collection[str] = TOPICS, facts: Facts | None = None) -> Bank:
    """Read folders that hold ``items`` and ``notes``, or a course with its lessons and its library.

    Args:
        folders: The folders; where two of them use a key, the first keeps it.
        topics: The topics that items and notes may serve.
        facts: What they may refer to, the project's own where none are handed down.

    Returns:
        Everything of the files that have nothing wrong in them, and what is wrong with the others.
    """
    problems: list[Problem] = []
    parts = [_parts(folder, problems) for folder in folders]
    facts = facts or default_facts()
    notes: dict[str, Note] = {}
    for files, _ in parts:
        notes |= {note.key: note for note in notes_of(files, Known(notes, topics, facts=facts), problems)}
    items: list[Item] = []
    for _, files in parts:
        known = Known(notes, topics, frozenset(item.key for item in items), facts)
        items += items_of(files, known, problems)
    last = newest(items)
    earlier = tuple(item for item in items if item not in last)
    return Bank(last, MappingProxyType(notes), tuple(problems), earlier)


def _parts(folder: Path, problems: list[Problem]) -> tuple[Sequence[Path], Sequence[Path]]:
    """List the files with notes and those with items; a folder may have only one of the two kinds."""
    empty = Problem("folder", str(folder), "a folder with TOML files in its folders items or notes")
    if not is_folder(folder):
        problems.append(empty)
        return (), ()
    before = len(problems)
    notes, items = (
        [file for place in places for file in files_in(folder / place, problems, needed=False)]
        for places in (("notes", "library/notes"), ("items", "library/quiz"))
    )
    # A paper is drawn from the items as they stand, so their order is by the name of the lesson or of the file.
    items = sorted([*items, *folder.glob(f"course/*/{LESSON_ITEMS}")], key=_subject)
    if not notes and not items and len(problems) == before:
        problems.append(empty)
    return notes, items


def _subject(file: Path) -> str:
    """Give the name of a file of a bank; that of a lesson's questions is the lesson's."""
    in_lesson = file.name == LESSON_ITEMS and file.parent.name != "items"
    return f"{file.parent.name}.toml" if in_lesson else file.name
