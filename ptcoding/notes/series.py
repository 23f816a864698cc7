"""Many notes of one patient at once: a row of visits, with what moved in each and what never did."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ptcoding.errors import DocumentError, Problem
from ptcoding.notes.clone import Change, Likeness, compare
from ptcoding.notes.cut import day_of
from ptcoding.notes.figures import Word, words
from ptcoding.notes.guard import read
from ptcoding.notes.repeat import is_kept_by_right

LONGEST_SERIES = 200_000
MOST_VISITS = 40
# Sentences shorter than this are headings and stock words, which may stand in every note.
LEAST_WORDS = 5
# A sentence that stands in this share of the visits, and in three at least, never moved.
SHARE, LEAST_VISITS = 0.6, 3
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d))+")


@dataclass(frozen=True, slots=True)
class VisitNote:
    """One note of a row.

    Args:
        number: Its place, from 1.
        day: The date that heads it, as it stands; empty where there is none.
        text: The note.
        minutes: The figures of minutes that it gives, in order.
        since: How it compares with the one before; None for the first.
        moved: Doses, measures, levels and minutes that moved since the one before.
    """

    number: int
    day: str
    text: str
    minutes: tuple[str, ...]
    since: Likeness | None
    moved: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The notes of one patient in order.

    Args:
        visits: The notes.
        never: Sentences that stand in most of them, with the number of visits that have each, dates left out.
    """

    visits: tuple[VisitNote, ...]
    never: Mapping[str, int]


def series(notes: Sequence[str]) -> Series:
    """Put notes in a row and say what moved from each to the next, and what never did.

    Args:
        notes: The notes in the order of the visits.

    Returns:
        The row.

    Raises:
        DocumentError: If there are too many notes or too much text.

    >>> row = series(["3/2/26 SLR 3x10, knee 95 degrees.", "3/4/26 SLR 3x12, knee 95 degrees."])
    >>> [(change.before, change.after) for change in row.visits[1].moved]
    [('3x10', '3x12')]
    """
    problems = []
    if len(notes) > MOST_VISITS:
        problems.append(Problem("notes", f"{len(notes)} notes", f"at most {MOST_VISITS}"))
    if sum(map(len, notes)) > LONGEST_SERIES:
        problems.append(Problem("notes", f"{sum(map(len, notes)):,} characters", f"at most {LONGEST_SERIES:,}"))
    if problems:
        raise DocumentError(problems)
    visits = [_visit(number, text, notes[number - 2] if number > 1 else None) for number, text in enumerate(notes, 1)]
    return Series(tuple(visits), _never(notes))


def _visit(number: int, text: str, before: str | None) -> VisitNote:
    said = words(text)
    since = compare(before, text) if before is not None else None
    moved = tuple(change for change in since.changes if change.kind not in ("date", "number")) if since else ()
    day = day_of(text)[0]
    minutes = tuple(word.text for word in said if word.kind == "minutes")
    return VisitNote(number, day, text, minutes, since, moved)


def _never(notes: Sequence[str]) -> dict[str, int]:
    """Count the sentences that stand in most of the notes; goals and plans may stay, and are left out."""
    told: dict[tuple[str, ...], str] = {}
    counted: Counter[tuple[str, ...]] = Counter()
    for text in notes:
        reading = read(text)
        here: set[tuple[str, ...]] = set()
        for found in _SENTENCE.finditer(text):
            said = words(found[0])
            key = _key(said)
            begin = found.end() - len(found[0].lstrip())
            stays = any(reading.within(begin, found.end(), voice) for voice in ("aimed", "planned"))
            if len(key) >= LEAST_WORDS and not stays and not is_kept_by_right(said):
                here.add(key)
                told.setdefault(key, " ".join(found[0].split()))
        counted.update(here)
    least = max(LEAST_VISITS, SHARE * len(notes))
    return {told[key]: count for key, count in counted.most_common() if count >= least}


def _key(said: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in said if word.kind != "date")
