"""Many patterns looked for at once.

Each is tried only where what it begins with stands, and only in a text that has letters which it needs.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ptcoding.notes.needed import needed
from ptcoding.notes.opening import ANY, opening
from ptcoding.notes.starts import HEAD, Place, Starts

NOWHERE: Mapping[str, Sequence[int]] = MappingProxyType({})


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first may hold it: most notes hold few of them."""
    return re.compile(f"{HEAD}(?:{pattern})")


@dataclass(frozen=True, slots=True)
class Sought:
    """Patterns of which any may stand at a place, the first that does being the one that counts.

    Args:
        patterns: The patterns in order.
        needs: Of which letters some must stand in a text, for each pattern; none where nothing is known of it.
        begin: The patterns that may begin with some characters, by their numbers.
        anywhere: The patterns that may begin with anything.
    """

    patterns: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    begin: Mapping[str, tuple[int, ...]]
    anywhere: tuple[int, ...]

    @classmethod
    def of(cls, patterns: Sequence[tuple[str, str]], named: Mapping[str, str]) -> "Sought":
        """Put patterns together.

        Args:
            patterns: Each as it is compiled, and as it is written, with names in braces.
            named: Patterns of the lists and shapes by name.

        Returns:
            All of them.
        """
        begin: dict[str, list[int]] = {}
        for number, (_, written) in enumerate(patterns):
            for beginning in opening(written, named).shortest:
                begin.setdefault(beginning, []).append(number)
        return cls(
            tuple(pattern for pattern, _ in patterns),
            tuple(needed(written, named) for _, written in patterns),
            MappingProxyType({beginning: tuple(numbers) for beginning, numbers in begin.items() if beginning != ANY}),
            tuple(begin.get(ANY, ())),
        )

    def places(self, small: str, starts: Starts, more: Iterable[int] = ()) -> list[Place]:
        """Find where the patterns stand.

        Args:
            small: A text in small letters.
            starts: Where words and figures begin in it, or in a text of which parts were overwritten to make it.
            more: Where these parts end.

        Returns:
            Their places in order, none overlapping another.
        """
        found: list[Place] = []
        end = 0
        for at, number in sorted(self._likely(small, starts, more)):
            if at >= end:
                met = _compiled(self.patterns[number]).match(small, at)
                if met is not None and met.end() > at:
                    end = met.end()
                    found.append((at, end))
        return found

    def stand(self, small: str, starts: Starts, more: Iterable[int] = ()) -> bool:
        """Tell whether any of the patterns stands in a text.

        Args:
            small: A text in small letters.
            starts: Where words and figures begin in it, or in a text of which parts were overwritten to make it.
            more: Where these parts end.

        Returns:
            Whether one does.
        """
        likely = self._likely(small, starts, more)
        return any(_compiled(self.patterns[number]).match(small, at) for at, number in likely)

    def _likely(self, small: str, starts: Starts, more: Iterable[int]) -> list[tuple[int, int]]:
        """Say at which places which patterns may stand."""
        found: list[tuple[int, int]] = []
        for number in self.anywhere:
            if starts.stands(self.needs[number]):
                pattern, at = _compiled(self.patterns[number]), 0
                while met := pattern.search(small, at):
                    found.append((met.start(), number))
                    at = met.start() + 1
        for by in (starts.by, starts.others(small, more) if more else NOWHERE):
            for beginning in self.begin.keys() & by.keys():
                for number in self.begin[beginning]:
                    if starts.stands(self.needs[number]):
                        found += [(at, number) for at in by[beginning]]
        return found
