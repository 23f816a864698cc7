"""One file with an invented note into a value."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from ptcoding.billing.visit.session import Session
from ptcoding.errors import InputError, Problem
from ptcoding.facts import Facts
from ptcoding.learning.bank.fields import KEY, LONGEST_KEY, Fields, code_numbers
from ptcoding.learning.bank.note_bank import DISCIPLINES, QUALITIES, STYLES, Note
from ptcoding.notes.load import rubric
from ptcoding.notes.rubric import Of

LONGEST_TITLE = 60
LONGEST_NOTE = 4_000
LONGEST_WHY = 800
LONGEST_SERIES = 20


def read_note(
    name: str,
    key: str,
    document: Mapping[str, Any],
    topics: Collection[str],
    problems: list[Problem],
    facts: Facts | None = None,
) -> Note:
    """Read a note.

    Args:
        name: How messages call the file.
        key: Its key: the name of the file without the ending.
        document: The file as it stands.
        topics: The topics that it may serve.
        problems: Where what is wrong is collected.
        facts: What it may refer to, the project's own where none are handed down.

    Returns:
        The note; what is wrong stands in its place as something harmless.
    """
    fields = Fields(name, document, problems, facts)
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        fields.wrong("name", key, f"small letters, digits, hyphens and underscores, at most {LONGEST_KEY} characters")
    codes = code_numbers(fields.facts)
    elements = fields.mapping("elements", lambda value: isinstance(value, bool), "true or false for each element")
    minutes = fields.mapping("minutes", lambda value: type(value) is int, "whole minutes by code")
    note = Note(
        key=key,
        title=fields.text("title", LONGEST_TITLE),
        discipline=fields.one_of("discipline", DISCIPLINES),
        style=fields.one_of("style", STYLES),
        quality=fields.one_of("quality", QUALITIES),
        code=fields.one_of("code", codes, default=""),
        supports=fields.one_of("supports", codes, default=""),
        topics=fields.some_of("topics", topics),
        sources=fields.some_of("sources", fields.facts.sources),
        written=fields.day("written"),
        text=fields.text("text", LONGEST_NOTE),
        why=fields.text("why", LONGEST_WHY),
        uncertain=fields.some_of("uncertain", rubric(), default=()),
        elements=MappingProxyType(elements),
        minutes=MappingProxyType(minutes),
        series=fields.text("series", LONGEST_KEY, default=""),
        visit=fields.whole("visit", 1, LONGEST_SERIES, default=0),
    )
    fields.close()
    _check(note, fields)
    return note


def _check(note: Note, fields: Fields) -> None:
    # A note may judge the day's record too; one written before that was asked, or about one service, need not.
    asked = {key for key, element in rubric().items() if element.of is Of.SERVICE}
    for element in (asked - note.elements.keys()) | (note.elements.keys() - rubric().keys()):
        expected = "true or false" if element in rubric() else f"one of {', '.join(rubric())}"
        fields.wrong(f"elements.{element}", note.elements.get(element), expected)
    if bool(note.series) != bool(note.visit):
        fields.wrong("visit", note.visit or None, "a place in the series where there is one, and none where not")
    if note.minutes:
        try:
            Session.of(note.minutes, facts=fields.facts)
        except InputError as error:
            for problem in error.problems:
                fields.wrong(f"minutes: {problem.field}", problem.value, problem.expected)
