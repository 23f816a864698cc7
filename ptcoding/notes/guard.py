"""What of a note was said of this patient today, and what only looks like it.

One guard stands before every element: a question, an unfilled slot, a plan, a goal, another patient, history, a note
about notes and a denial are found once, and each element says which of them it may still be read in.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from ptcoding.facts.table import read_table, rows_of
from ptcoding.notes.load import named_patterns
from ptcoding.notes.pattern import ASIDE, Finder, lowered
from ptcoding.notes.plain import repeated, shortening_periods, without_runs
from ptcoding.notes.token import Token, tokens
from ptcoding.notes.wording import stock

LONGEST_LABEL = 60
# An unchecked box reaches no further than this: whoever ticks by hand writes a new line.
LONGEST_BOX = 120
# A question in quotation marks was put to the patient: it is no question about the note.
_QUESTION = re.compile(r"(?<=[\w)\]'\"”])\?(?=\s|$|\))")
_HEADING = re.compile(
    r"(?<![a-z])(?:s|o|a|subjective|objective|assessment|treatments?|interventions?|billing|charges|minutes|time|total"
    r"|timed|signed|signature)\s?:|\n\s*\n|total (?:timed|treatment|tx|time|minutes)"
    r"|timed (?:code )?(?:minutes|min\b|time|\d)|time in\b|(?:electronically |e-?)signed"
)
_END = re.compile(r"(?<!\d)\.|\.(?!\d)|[!?;\n]")
_FIELD = re.compile(r"(?<!\d)\.(?!\d)|\.(?=\s|$)|[;,\n\]]")
_LABEL = re.compile(r"(?<![a-z])[a-z][a-z0-9/ -]{0,40}:\s{0,3}$")
_LINE = re.compile(r"\n")
_BOX = re.compile(r"[\[(]\s{0,3}[x✓✔]?\s{0,3}[\])]|[☐□◻▢☑☒]|[\n;]|\.(?=\s|$)")
# Voices that the reading of intent weighs by itself.
WEIGHED = frozenset({"aimed", "denied", "planned", "stock"})

Place = tuple[int, int]


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
    """

    text: str
    small: str
    words: tuple[Token, ...]
    places: Mapping[str, tuple[Place, ...]]
    _without: dict[frozenset[str], str] = field(default_factory=dict, compare=False, repr=False)

    def said(self, hears: frozenset[str]) -> str:
        """Give the note in small letters as an element reads it.

        Args:
            hears: The voices that it may be read in.

        Returns:
            Text of the same length; what other voices say is overwritten.
        """
        if hears not in self._without:
            deaf = (place for key, found in self.places.items() if key not in hears for place in found)
            self._without[hears] = blanked(self.small, deaf, ASIDE)
        return self._without[hears]

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


def blanked(text: str, places: Iterable[Place], sign: str) -> str:
    """Overwrite places of a text.

    Args:
        text: The text.
        places: The places, in any order.
        sign: One character.

    Returns:
        Text of the same length.

    >>> blanked("no squats", [(3, 9)], "-")
    'no ------'
    """
    pieces, at = [], 0
    for start, end in sorted(places):
        begin = max(start, at)
        if end > begin:
            pieces += [text[at:begin], sign * (end - begin)]
            at = end
    return "".join([*pieces, text[at:]])


def read(text: str) -> Reading:
    """Read a note once for all elements.

    Args:
        text: The note.

    Returns:
        The note and where each voice speaks.

    >>> found = read("Next visit: squats. Was the knee bent? Bridges 3x10.")
    >>> [key for key, places in found.places.items() if places]
    ['asked', 'planned', 'stock']
    """
    again = repeated(text)
    small = blanked(blanked(without_runs(lowered(text)), shortening_periods(text), " "), again, ASIDE)
    words = tokens(blanked(text, again, " ") if again else text)
    lines = _Lines(small, words)
    places: dict[str, list[Place]] = {voice.key: [] for voice in voices()}
    places["asked"] += [lines.sentence(met.start()) for met in _QUESTION.finditer(small)]
    for voice in voices():
        if not voice.hints or any(hint in small for hint in voice.hints):
            places[voice.key] += [lines.reached(voice.reach, *span) for span in voice.finder.places(small)]
    places["stock"] = [*stock(words)]
    return Reading(text, small, words, MappingProxyType({key: _merged(found) for key, found in places.items()}))


class _Lines:
    """Where sentences, parts, fields and boxes of a note begin and end."""

    def __init__(self, small: str, words: Sequence[Token]) -> None:
        self._small = small
        self._words = words
        self._starts = [word.start for word in words]
        self._ends = [met.end() for met in _END.finditer(small)]
        self._fields = [met.end() for met in _FIELD.finditer(small)]
        self._headings = [met.start() for met in _HEADING.finditer(small)]
        self._lines = [met.start() for met in _LINE.finditer(small)]
        self._reaches: Mapping[str, Callable[[int, int], Place]] = {
            "self": lambda start, end: (start, end),
            "near": lambda _, end: (end, max(end, self._near(end))),
            "slot": self._slot,
            "part": self._part,
            "field": self._field,
            "box": self._box,
            "onward": self._onward,
            "sentence": self._sentence,
            "section": self._section,
            "line": self._line,
            "rest": lambda start, _: (start, len(small)),
        }

    def sentence(self, at: int) -> Place:
        """Give the sentence, up to a semicolon, that a place belongs to."""
        return self._between(self._ends, at, at)

    def reached(self, reach: str, start: int, end: int) -> Place:
        """Say how far words go that stand at a place."""
        return self._reaches[reach](start, end)

    def _slot(self, start: int, end: int) -> Place:
        label = _LABEL.search(self._small[max(0, start - LONGEST_LABEL) : start])
        return (start - len(label[0]) if label else start), end

    def _part(self, start: int, end: int) -> Place:
        return self._between(self._fields, start, end)

    def _field(self, start: int, end: int) -> Place:
        before, after = self._between(self._fields, start, end)
        return max(before, start - LONGEST_LABEL), after

    def _sentence(self, start: int, end: int) -> Place:
        return self._between(self._ends, start, end)

    def _onward(self, start: int, end: int) -> Place:
        return start, self._between(self._ends, start, end)[1]

    def _box(self, start: int, end: int) -> Place:
        met = _BOX.search(self._small, end, end + LONGEST_BOX)
        return start, met.start() if met else min(len(self._small), end + LONGEST_BOX)

    def _section(self, start: int, end: int) -> Place:
        return start, self._up_to(self._headings, end)

    def _line(self, start: int, end: int) -> Place:
        return start, self._up_to(self._lines, end)

    def _up_to(self, marks: Sequence[int], end: int) -> int:
        after = bisect_left(marks, end)
        return marks[after] if after < len(marks) else len(self._small)

    def _between(self, marks: Sequence[int], start: int, end: int) -> Place:
        before, after = bisect_right(marks, start), bisect_left(marks, max(end, start + 1))
        return (marks[before - 1] if before else 0), (marks[after] if after < len(marks) else len(self._small))

    def _near(self, at: int) -> int:
        """Go on for a few words, never past a comma."""
        first = bisect_left(self._starts, at)
        if first == len(self._words):
            return at
        begun = self._words[first]
        # A comma between the denial and the next word ends it at once.
        if first and self._words[first - 1].part != begun.part:
            return at
        last = at
        for word in self._words[first : first + near()]:
            if word.part != begun.part:
                break
            last = word.end
        return last


def _merged(places: Iterable[Place]) -> tuple[Place, ...]:
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return tuple(joined)


@cache
def near() -> int:
    """Say how many words after a denial are denied."""
    return int(read_table("notes/guard")["method"]["near"])


@cache
def voices() -> tuple[Voice, ...]:
    """Read the voices from the data file."""
    rows = rows_of(read_table("notes/guard"), "voice")
    return tuple(
        Voice(row["key"], row["reach"], Finder.of(row, named_patterns()), tuple(row.get("hint", ()))) for row in rows
    )
