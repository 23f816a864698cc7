"""The words and figures of a note, each figure named by what it says: a date, a dose, a measure and so on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ptcoding.facts.table import read_table

LONGEST_NOTE = 20_000
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WORD = re.compile(
    rf"(?P<date>\b\d{{4}}-\d\d?-\d\d?\b|\b\d\d?/\d\d?/\d{{2,4}}\b|\b{_MONTH}\s\d\d?(?:,\s?\d{{4}})?\b|\b\d\d?\s{_MONTH}\s\d{{4}}\b)"
    r"|(?P<sets>\d{1,3}\s?[x×]\s?\d{1,3})"
    r"|(?P<ratio>\d{1,3}[+-]?\s?/\s?\d{1,3})"
    r"|(?P<number>\d{1,9}(?:[.:]\d{1,4})?(?:%|°)?)"
    r"|(?P<word>[^\W\d_]{1,40}(?:[/'\u2019-][^\W\d_]{1,20})?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or figure of a note.

    Args:
        text: As it is compared: small letters, no blanks.
        kind: What it is: ``word``, ``date``, ``dose``, ``measure``, ``minutes``, ``level`` or ``number``.
        start: Position of its first character.
        end: Position after its last one.
    """

    text: str
    kind: str
    start: int
    end: int


@cache
def likeness_table() -> Mapping[str, Any]:
    """Read the units, the words and the limits of the comparison."""
    return read_table("notes/clone")


def words(text: str) -> tuple[Word, ...]:
    """Split a note into words and figures, each figure named by what it says.

    Args:
        text: The note.

    Returns:
        Its words.

    >>> [(word.text, word.kind) for word in words("15 min, pain 3/10, red band")]
    [('15', 'minutes'), ('min', 'word'), ('pain', 'word'), ('3/10', 'measure'), ('red', 'dose'), ('band', 'word')]
    """
    found = [(match, re.sub(r"\s+", "", match.group().lower())) for match in _WORD.finditer(text[:LONGEST_NOTE])]
    plain = [said for _, said in found]
    return tuple(
        Word(said, _kind(match.lastgroup or "word", plain, number), *match.span())
        for number, (match, said) in enumerate(found)
    )


def _kind(group: str, plain: Sequence[str], at: int) -> str:
    """Say what a word or figure is, by its own shape, by its unit, or by the words before it."""
    table, said = likeness_table(), plain[at]
    if group == "word":
        return _kind_of_word(plain, at)
    if group in ("date", "sets", "ratio"):
        return {"date": "date", "sets": "dose", "ratio": "measure"}[group]
    unit = plain[at + 1] if at + 1 < len(plain) else ""
    for kind, units in table["kind"].items():
        if unit in units:
            return str(kind)
    before = plain[max(0, at - table["near"]["back"]) : at]
    named = said[-1] in "%°" or any(word in table["near"]["measure"] for word in before)
    return "measure" if named else "number"


def _kind_of_word(plain: Sequence[str], at: int) -> str:
    """Tell levels of help and steps of a band from other words; "15 min" is no minimal help."""
    listed, said = likeness_table()["word"], plain[at]
    helped = at + 1 < len(plain) and plain[at + 1] in listed["help"]
    if said in listed["level"] and (helped or at == 0 or not plain[at - 1][0].isdigit() or said != "min"):
        return "level"
    return "dose" if said in listed["dose"] else "word"
