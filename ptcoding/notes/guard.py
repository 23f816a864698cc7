"""What of a note was said of this patient today, and what only looks like it.

One guard stands before every element: a question, an unfilled slot, a plan, a goal, another patient, history, a note
about notes and a denial are found once, and each element says which of them it may still be read in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from ptcoding.facts.table import read_table, rows_of
from ptcoding.notes.load import named_patterns
from ptcoding.notes.pattern import ASIDE, Finder, Span, blanked, lowered
from ptcoding.notes.plain import repeated, shortening_periods, without_runs
from ptcoding.notes.reach import Lines
from ptcoding.notes.starts import Place, Starts
from ptcoding.notes.token import Token, tokens
from ptcoding.notes.wording import stock

# A question in quotation marks was put to the patient: it is no question about the note.
_QUESTION = re.compile(r"(?<=[\w)\]'\"”])\?(?=\s|$|\))")
# Voices that the reading of intent weighs by itself.
WEIGHED = frozenset({"aimed", "denied", "planned", "stock"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A way of saying something without saying that it was done.

    Args:
        key: ``asked``, ``template``, ``planned``, ``aimed``, ``other``, ``history``, ``about``, ``denied`` or
            ``undone``; sentences of stock words speak as ``stock``.
        reach: How far it goes from the words that announce it.
        finder: Finds those words.
        hints: One of these must be in the text, in small letters, or they need not be looked for.
    """

    key: str
    reach: str
    finder: Finder
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A note, with the places at which each voice speaks.

    Args:
        text: The note.
        small: The same in small letters, every character in its place.
        words: Its words and figures.
        places: Where each voice speaks, in order and not overlapping.
        starts: Where its words and figures begin.
    """

    text: str
    small: str
    words: tuple[Token, ...]
    places: Mapping[str, tuple[Place, ...]]
    starts: Starts = field(compare=False, repr=False)
    _without: dict[frozenset[str], tuple[str, tuple[int, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def said(self, hears: frozenset[str]) -> str:
        """Give the note in small letters as an element reads it.

        Args:
            hears: The voices that it may be read in.

        Returns:
            Text of the same length; what other voices say is overwritten.
        """
        return self._heard(hears)[0]

    def _heard(self, hears: frozenset[str]) -> tuple[str, tuple[int, ...]]:
        """Give the note as an element reads it, with the places at which something overwritten ends."""
        if hears not in self._without:
            deaf = [place for key, found in self.places.items() if key not in hears for place in found]
            self._without[hears] = blanked(self.small, deaf, ASIDE), tuple(end for _, end in deaf)
        return self._without[hears]

    def spans(self, finder: Finder, hears: frozenset[str] | None = None, until: int | None = None) -> tuple[Span, ...]:
        """Find what shows one thing in the note.

        Args:
            finder: What shows it.
            hears: The voices that it may be read in, None for the finder's own.
            until: How far it is looked for, None for the whole note.

        Returns:
            The very words, in order.
        """
        small, more = self._heard(finder.hears if hears is None else hears)
        return finder.spans(self.text, small[:until], self.starts, more)

    def own(self) -> str:
        """Give the note as it stands, without what it does not say of this patient.

        Returns:
            Text of the same length; aims, plans and denials stay, because the reading of intent weighs them itself.
        """
        deaf = (place for key, found in self.places.items() if key not in WEIGHED for place in found)
        return blanked(self.text, deaf, " ")

    def within(self, start: int, end: int, voice: str) -> bool:
        """Tell whether words stand where a voice speaks.

        Args:
            start: Where they begin.
            end: Where they end.
            voice: The voice.

        Returns:
            Whether all of them do.
        """
        places = self.places[voice]
        last = bisect_right(places, start, key=lambda place: place[0]) - 1
        return last >= 0 and end <= places[last][1]


def read(text: str, known: tuple[Token, ...] | None = None) -> Reading:
    """Read a note once for all elements.

    Args:
        text: The note.
        known: Its words and figures where they are at hand.

    Returns:
        The note and where each voice speaks.

    >>> found = read("Next visit: squats. Was the knee bent? Bridges 3x10.")
    >>> [key for key, places in found.places.items() if places]
    ['asked', 'planned', 'stock']
    """
    again = repeated(text)
    small = blanked(blanked(without_runs(lowered(text)), shortening_periods(text), " "), again, ASIDE)
    words = tokens(blanked(text, again, " ")) if again or known is None else known
    lines, starts = Lines(small, words), Starts(small)
    places: dict[str, list[Place]] = {voice.key: [] for voice in voices()}
    places["asked"] += [lines.sentence(met.start()) for met in _QUESTION.finditer(small)]
    for voice in voices():
        if not voice.hints or any(hint in small for hint in voice.hints):
            places[voice.key] += [lines.reached(voice.reach, *span) for span in voice.finder.places(small, starts)]
    places["stock"] = [*stock(words)]
    merged = {key: _merged(found) for key, found in places.items()}
    return Reading(text, small, words, MappingProxyType(merged), starts)


def _merged(places: Iterable[Place]) -> tuple[Place, ...]:
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return tuple(joined)


@cache
def voices() -> tuple[Voice, ...]:
    """Read the voices from the data file."""
    rows = rows_of(read_table("notes/guard"), "voice")
    return tuple(
        Voice(row["key"], row["reach"], Finder.of(row, named_patterns()), tuple(row.get("hint", ()))) for row in rows
    )
