"""How far words reach that say of others that they were not done: a few words, a part, a sentence, a section."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property

from ptcoding.facts.table import read_table
from ptcoding.notes.starts import Place
from ptcoding.notes.token import Token

LONGEST_LABEL = 60
# An unchecked box reaches no further than this: whoever ticks by hand writes a new line.
LONGEST_BOX = 120
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


class Lines:
    """Where sentences, parts, fields and boxes of a note begin and end.

    Args:
        small: The note in small letters.
        words: Its words and figures.
    """

    def __init__(self, small: str, words: Sequence[Token]) -> None:
        self._small = small
        self._words = words
        self._starts = [word.start for word in words]
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
        """Give the sentence, up to a semicolon, that a place belongs to.

        Args:
            at: The place.

        Returns:
            Where the sentence begins and ends.
        """
        return self._between(self._ends, at, at)

    def reached(self, reach: str, start: int, end: int) -> Place:
        """Say how far words go.

        Args:
            reach: The name of how far.
            start: Where the words begin.
            end: Where they end.

        Returns:
            Where begins and ends what they are said of.
        """
        return self._reaches[reach](start, end)

    # Most notes have no voice that reaches to a heading, and many none that reaches to the end of anything.
    @cached_property
    def _ends(self) -> list[int]:
        return [met.end() for met in _END.finditer(self._small)]

    @cached_property
    def _fields(self) -> list[int]:
        return [met.end() for met in _FIELD.finditer(self._small)]

    @cached_property
    def _headings(self) -> list[int]:
        return [met.start() for met in _HEADING.finditer(self._small)]

    @cached_property
    def _breaks(self) -> list[int]:
        return [met.start() for met in _LINE.finditer(self._small)]

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
        return start, self._up_to(self._breaks, end)

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


@cache
def near() -> int:
    """Say how many words after a denial are denied."""
    return int(read_table("notes/guard")["method"]["near"])
