"""Files of items and notes into values, with everything that is wrong in them said at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ptcoding.errors import DocumentError, Problem
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.learning.bank.fields import Fields
from ptcoding.learning.bank.item import Choice, Item, Kind
from ptcoding.learning.bank.meaning import check_meaning
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.bank.note_file import read_note
from ptcoding.learning.bank.source_file import files_in, read_source
from ptcoding.notes.load import rubric
from ptcoding.path import is_folder

LONGEST_QUESTION = 600
LONGEST_CHOICE = 400
MOST_CHOICES = 8
MOST_ITEMS = 500
LAST_EDITION = 99
# Every number that a topic may have, where nobody says which there are; the course has its own table of them.
TOPICS = tuple(f"T{number:02d}" for number in range(1, 100))


@dataclass(frozen=True, slots=True)
class Known:
    """What items may refer to.

    Args:
        notes: The notes, by key.
        topics: The topics.
        keys: Keys of items that are taken already.
        facts: The codes, rules and sources.
    """

    notes: Mapping[str, Note] = field(default_factory=lambda: MappingProxyType({}))
    topics: Collection[str] = TOPICS
    keys: Collection[str] = field(default=frozenset())
    facts: Facts = field(default_factory=default_facts, repr=False)


def read_items(where: Path | str, known: Known | None = None) -> tuple[Item, ...]:
    r"""Read items from a file, from every file of a folder, or from the text of one.

    Args:
        where: The file, the folder, or the text.
        known: What the items may refer to.

    Returns:
        The items in order.

    Raises:
        DocumentError: If anything is wrong; carries every problem of every file.

    >>> read_items("[[item]]\nkey = 'knee-1'\nkind = 'essay'")
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: text: knee-1: kind: 'essay' given, expected one of recall, missing, ...
    """
    problems: list[Problem] = []
    files = files_in(where, problems) if isinstance(where, Path) and is_folder(where) else [where]
    items = items_of(files, known or Known(), problems)
    return newest(_whole(items, problems))


def read_notes(folder: Path, topics: Collection[str] = TOPICS, facts: Facts | None = None) -> Mapping[str, Note]:
    """Read the notes of a folder.

    Args:
        folder: The folder, a note in each file.
        topics: The topics that they may serve.
        facts: What they may refer to, the project's own where none are handed down.

    Returns:
        The notes, by key.

    Raises:
        DocumentError: If anything is wrong; carries every problem of every file.
    """
    problems: list[Problem] = []
    notes = notes_of(files_in(folder, problems), Known(topics=topics, facts=facts or default_facts()), problems)
    return MappingProxyType({note.key: note for note in _whole(notes, problems)})


def items_of(files: Sequence[Path | str], known: Known, problems: list[Problem]) -> list[Item]:
    """Read the items of those files that have nothing wrong in them.

    Args:
        files: Files, or texts.
        known: What the items may refer to.
        problems: Where what is wrong with the others is collected.

    Returns:
        The items in order, an earlier edition of one wherever it stands in the file.
    """
    read: list[Item] = []
    taken = set(known.keys)
    for file in files:
        wrong: list[Problem] = []
        name, document = read_source(file, wrong)
        top = Fields(name, document, wrong, known.facts)
        rows = top.tables("item")
        top.close()
        if len(rows) > MOST_ITEMS:
            top.wrong("item", f"{len(rows)} items", f"at most {MOST_ITEMS} in a file")
        items = [_item(name, place, row, known, wrong) for place, row in enumerate(rows[:MOST_ITEMS], start=1)]
        for key, editions in _editions(items).items():
            if key in taken:
                top.wrong(f"{key}: key", key, "a key that no other item has")
            elif len(set(editions)) < len(editions):
                top.wrong(f"{key}: key", key, "a key that no other item has, or an edition of its own")
            elif sorted(editions) != list(range(1, len(editions) + 1)):
                top.wrong(f"{key}: edition", max(editions), "editions from 1 on, each of them kept in this file")
            taken.add(key)
        problems += wrong
        read += [] if wrong else items
    return read


def newest(items: Sequence[Item]) -> tuple[Item, ...]:
    """Leave out earlier editions.

    Args:
        items: Items in any of their editions.

    Returns:
        The newest edition of each, in the order in which each first stands.
    """
    found: dict[str, Item] = {}
    for item in items:
        held = found.setdefault(item.key, item)
        found[item.key] = max(held, item, key=lambda either: either.edition)
    return tuple(found.values())


def notes_of(files: Sequence[Path], known: Known, problems: list[Problem]) -> list[Note]:
    """Read the notes of those files that have nothing wrong in them.

    Args:
        files: The files.
        known: The topics that they may serve, and the notes read before.
        problems: Where what is wrong with the others is collected.

    Returns:
        The notes in order.
    """
    read: list[Note] = []
    for file in files:
        wrong: list[Problem] = []
        name, document = read_source(file, wrong)
        note = read_note(name, file.stem, document, known.topics, wrong, known.facts) if document or not wrong else None
        before = (*known.notes.values(), *read)
        if note and any(note.key == other.key for other in before):
            wrong.append(Problem(f"{name}: name", file.stem, "a name that no other note has"))
        if note and any(note.title == other.title for other in before):
            wrong.append(Problem(f"{name}: title", note.title, "a title that no other note has"))
        problems += wrong
        read += [note] if note and not wrong else []
    return read


def _item(name: str, place: int, row: Any, known: Known, problems: list[Problem]) -> Item:
    """Read one item; what is wrong stands in its place as something harmless."""
    table = row if isinstance(row, dict) else {}
    given = table.get("key")
    fields = Fields(f"{name}: {given if isinstance(given, str) else f'item {place}'}", table, problems, known.facts)
    before = len(problems)
    units = fields.mapping("expected", lambda value: type(value) is int and value >= 0, "units of 0 or more by code")
    item = Item(
        key=fields.key(),
        kind=Kind(fields.one_of("kind", list(Kind)) or Kind.RECALL),
        topic=fields.one_of("topic", known.topics),
        difficulty=fields.whole("difficulty", 1, 3),
        question=fields.text("question", LONGEST_QUESTION),
        source=fields.one_of("source", known.facts.sources),
        written=fields.day("written"),
        choices=tuple(_choice(fields, number, choice, problems) for number, choice in _choices(fields)),
        notes=fields.some_of("notes", known.notes, default=()),
        many=fields.flag("many", default=False),
        element=fields.one_of("element", rubric(), default=""),
        rule=fields.one_of("rule", known.facts.rules, default=""),
        expected=MappingProxyType(units),
        why=fields.text("why", LONGEST_QUESTION, default=""),
        edition=fields.whole("edition", 1, LAST_EDITION, default=1),
    )
    fields.close()
    # What an item means can only be weighed once its fields are what they should be.
    if len(problems) == before:
        check_meaning(item, known.notes, fields)
    return item


def _editions(items: Sequence[Item]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for item in items:
        found.setdefault(item.key, []).append(item.edition)
    return found


def _choices(fields: Fields) -> list[tuple[int, Any]]:
    rows = fields.tables("choice")
    if len(rows) > MOST_CHOICES:
        fields.wrong("choice", f"{len(rows)} choices", f"at most {MOST_CHOICES}")
    return list(enumerate(rows[:MOST_CHOICES], start=1))


def _choice(item: Fields, number: int, row: Any, problems: list[Problem]) -> Choice:
    fields = Fields(f"{item.where}: choice {number}", row if isinstance(row, dict) else {}, problems, item.facts)
    choice = Choice(
        text=fields.text("text", LONGEST_CHOICE),
        right=fields.flag("right"),
        why=fields.text("why", LONGEST_QUESTION),
        element=fields.one_of("element", rubric(), default=""),
    )
    fields.close()
    return choice


def _whole(read: Sequence[Any], problems: Sequence[Problem]) -> tuple[Any, ...]:
    if problems:
        raise DocumentError(problems)
    return tuple(read)
