"""What an item claims about its notes, its choices and its units, held against them."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ptcoding.learning.bank.fields import Fields, code_numbers
from ptcoding.learning.bank.item import Item, Kind, answers
from ptcoding.learning.bank.note_bank import Note

NONE_OF_THESE = "None of these"
PAIR = ("The first", "The second")
_FEWEST_NOTES = MappingProxyType({Kind.RECALL: (0, 0), Kind.PAIR: (2, 2), Kind.MEND: (0, 1), Kind.SERIES: (2, 6)})
_ONE_NOTE = (1, 1)
_WORD = re.compile(r"\w+")


def check_meaning(item: Item, notes: Mapping[str, Note], fields: Fields) -> None:
    """Collect what an item says that its notes, its choices or the engine do not bear out.

    Args:
        item: The item, its fields well formed.
        notes: The notes, by key.
        fields: Where what is wrong is collected.
    """
    shown = [notes[key] for key in item.notes]
    fewest, most = _FEWEST_NOTES.get(item.kind, _ONE_NOTE)
    if not fewest <= len(shown) <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        fields.wrong("notes", f"{len(shown)} notes", f"{wanted} for an item of kind {item.kind.value}")
        return
    if item.kind is Kind.TIMES:
        _units(item, shown[0], fields)
        return
    _choices(item, fields)
    claim = _CLAIMS.get(item.kind)
    if claim is not None:
        claim(item, shown, fields)


def _choices(item: Item, fields: Fields) -> None:
    """An item has several choices, each different, and says which are right."""
    if len(item.choices) < len(PAIR):
        fields.wrong("choice", f"{len(item.choices)} choices", "at least two")
    if not item.right:
        fields.wrong("choice", "no right choice", "a right choice")
    if len(item.right) > 1 and not item.many:
        fields.wrong("choice", f"{len(item.right)} right choices", "one right choice, or many = true")
    seen: set[str] = set()
    for choice in item.choices:
        same = " ".join(choice.text.split()).casefold()
        if same in seen:
            fields.wrong("choice", choice.text, "choices that differ")
        seen.add(same)
    for name, given in (("rule", item.rule), ("expected", item.expected), ("why", item.why)):
        if given:
            fields.wrong(name, name, "left out: only an item of kind times has it")


def _missing(item: Item, shown: list[Note], fields: Fields) -> None:
    """Every choice names an element, and a right one is not in the note."""
    for number, choice in enumerate(item.choices, start=1):
        if not choice.element:
            fields.wrong(f"choice {number}: element", "", "the element of the rubric that the choice names")
        elif choice.right and shown[0].elements.get(choice.element):
            fields.wrong(f"choice {number}: right", choice.element, f"an element that {shown[0].key} does not show")


def _words(item: Item, shown: list[Note], fields: Fields) -> None:
    """Every choice stands in the note word for word, and the note shows the element."""
    if not item.element:
        fields.wrong("element", "", "the element of the rubric that the words show")
    elif not shown[0].elements.get(item.element):
        fields.wrong("element", item.element, f"an element that {shown[0].key} shows")
    for number, choice in enumerate(item.choices, start=1):
        if choice.text not in shown[0].text:
            fields.wrong(f"choice {number}: text", choice.text, f"words that stand in {shown[0].key} exactly so")


def _codes(item: Item, _shown: list[Note], fields: Fields) -> None:
    """Every choice begins with a code, or refuses them all."""
    for number, choice in enumerate(item.choices, start=1):
        first = _WORD.match(choice.text)
        if (
            not first or first[0] not in code_numbers(fields.facts)
        ) and choice.text.casefold() != NONE_OF_THESE.casefold():
            fields.wrong(f"choice {number}: text", choice.text, f"a code first, or “{NONE_OF_THESE}”")


def _pair(item: Item, _shown: list[Note], fields: Fields) -> None:
    given = tuple(choice.text for choice in item.choices)
    if given != PAIR:
        fields.wrong("choice", ", ".join(given), f"“{PAIR[0]}” and “{PAIR[1]}”")


def _mend(item: Item, _shown: list[Note], fields: Fields) -> None:
    if not item.element:
        fields.wrong("element", "", "the element of the rubric that the right sentence supplies")


def _series(_item: Item, shown: list[Note], fields: Fields) -> None:
    """The notes are of one series, in the order of its visits."""
    visits = [note.visit for note in shown]
    if not shown[0].series or len({note.series for note in shown}) > 1 or visits != sorted(set(visits)):
        keys = ", ".join(note.key for note in shown)
        fields.wrong("notes", keys, "notes of one series in the order of its visits")


def _units(item: Item, note: Note, fields: Fields) -> None:
    """The units expected are those that the engine gives for the note's minutes."""
    for name, given in (("rule", item.rule), ("why", item.why)):
        if not given:
            fields.wrong(name, given, f"a {name}, as the item asks for units")
    if item.choices:
        fields.wrong("choice", f"{len(item.choices)} choices", "none, as units are entered")
    if not note.minutes:
        fields.wrong("notes", note.key, "a note with minutes by code")
    elif item.rule and dict(item.expected) not in answers(note.minutes, item.rule, fields.facts):
        right = " or ".join(_written(units) for units in answers(note.minutes, item.rule, fields.facts))
        fields.wrong("expected", _written(item.expected), f"{right}, as the rule {item.rule} gives")


def _written(units: Mapping[str, int]) -> str:
    return ", ".join(f"{code} = {count}" for code, count in units.items()) or "nothing"


_CLAIMS: Mapping[Kind, Callable[[Item, list[Note], Fields], None]] = MappingProxyType(
    {
        Kind.MISSING: _missing,
        Kind.WORDS: _words,
        Kind.CODE: _codes,
        Kind.PAIR: _pair,
        Kind.MEND: _mend,
        Kind.SERIES: _series,
    }
)
