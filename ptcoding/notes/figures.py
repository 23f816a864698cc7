"""The words and figures of a note, each figure named by what it says: a date, a dose, a measure and so on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ptcoding.facts.table import read_table
from ptcoding.notes.token import tokens

LONGEST_NOTE = 20_000
# A token with its unit, cut into what is compared: the figure and the word.
_PIECE = re.compile(
    r"(?P<sets>\d{1,3}\s?[x×]\s?\d{1,3})|(?P<number>\d{1,9}(?:[.:]\d{1,9})?°?)|(?P<word>[^\W\d_]{1,40}(?:'[^\W\d_]{1,3})?)",
    re.IGNORECASE,
)
_JOINTS = ("/", "-", "'", "\u2019")
_WIDEST = 4
# (what it is, where it begins, where it ends)
_Cut = tuple[str, int, int]


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


def percent(share: float) -> int:
    """Write how alike two texts are as whole percent, downward: what is not the same is never a hundred.

    Args:
        share: From 0 to 1, to three places.

    Returns:
        The percent.

    >>> percent(0.999), percent(0.29), percent(1.0)
    (99, 29, 100)
    """
    return round(1000 * share) // 10


def words(text: str) -> tuple[Word, ...]:
    """Split a note into words and figures, each figure named by what it says.

    Args:
        text: The note.

    Returns:
        Its words.

    >>> [(word.text, word.kind) for word in words("15 min, pain 3/10, red band")]
    [('15', 'minutes'), ('min', 'word'), ('pain', 'word'), ('3/10', 'measure'), ('red', 'dose'), ('band', 'word')]
    """
    small = text[:LONGEST_NOTE]
    cuts = _joined(small, list(_cuts(small)))
    plain = ["".join(small[start:end].lower().replace("\u2019", "'").split()) for _, start, end in cuts]
    return tuple(
        Word(plain[number], _kind(group, plain, number), start, end) for number, (group, start, end) in enumerate(cuts)
    )


def _cuts(text: str) -> Iterable[_Cut]:
    """Cut the tokens of a note further, a figure from its unit."""
    for token in tokens(text):
        if token.word in ("<date>", "<grade>"):
            yield ("date" if token.word == "<date>" else "ratio"), token.start, token.end
            continue
        for piece in _PIECE.finditer(text, token.start, token.end):
            end = piece.end()
            yield (
                str(piece.lastgroup),
                piece.start(),
                end + (piece.lastgroup == "number" and text[end : end + 1] == "%"),
            )


def _joined(text: str, cuts: Sequence[_Cut]) -> list[_Cut]:
    """Put together what a slash, a hyphen or an apostrophe joins: a blood pressure, ``c/o``, ``mod-i``."""
    joined: list[_Cut] = []
    whole = False
    for group, start, end in cuts:
        if joined and not whole:
            before, begun, ended = joined[-1]
            between = text[ended:start].strip(" ") if start - ended <= _WIDEST else ""
            ratio = before == group == "number" and between.strip("+-") == "/"
            if ratio or (before == group == "word" and text[ended:start] in _JOINTS):
                joined[-1] = ("ratio" if ratio else "word", begun, end)
                whole = True
                continue
        joined.append((group, start, end))
        whole = False
    return joined


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
