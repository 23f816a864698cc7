"""Where the words and figures of a text begin: found once, so that no pattern has to look at every letter."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ptcoding.notes.opening import LONGEST, plain

# Where a word or a figure may begin; asked once for all patterns, it spares most places a closer look.
# The check that fails inside a word stands first: most places are inside one. Behind an x only a figure may begin.
HEAD = r"(?<![a-wyz])(?=[^\s.,;\0])(?:(?<![x\d])|(?<=x)(?=\d)|(?<=\d)(?=\D))"
_HEAD = re.compile(HEAD)
Place = tuple[int, int]
THREE = 3


class Starts:
    """Where the words and figures of a text begin, by the characters that they begin with.

    Args:
        small: The text in small letters.
    """

    def __init__(self, small: str) -> None:
        self._small = small
        self._every = frozenset(met.start() for met in _HEAD.finditer(small))
        # Three letters that stand nowhere spare a search of the whole text.
        self._threes = set(map("".join, zip(small, small[1:], small[2:], strict=False)))
        self._stands: dict[frozenset[str], bool] = {}
        by: dict[str, list[int]] = {}
        for at in sorted(self._every):
            by.setdefault(small[at : at + LONGEST], []).append(at)
        self.by: dict[str, list[int]] = {}
        for beginning, places in by.items():
            whole = plain(beginning)
            for size in range(1, len(whole) + 1):
                self.by.setdefault(whole[:size], []).extend(places)

    def stands(self, letters: frozenset[str]) -> bool:
        """Tell whether any of some letters stand in the text.

        Args:
            letters: The letters.

        Returns:
            Whether any do; true for none.
        """
        if letters not in self._stands:
            self._stands[letters] = not letters or any(map(self._has, letters))
        return self._stands[letters]

    def _has(self, letters: str) -> bool:
        return (len(letters) < THREE or letters[:THREE] in self._threes) and letters in self._small

    def others(self, small: str, places: Iterable[int]) -> Mapping[str, Sequence[int]]:
        """Find where something begins that begins in no word of the text, because what stood before is overwritten.

        Args:
            small: The text, parts of it overwritten.
            places: Where these parts end.

        Returns:
            The further places by what stands there.
        """
        found: dict[str, list[int]] = {}
        for at in sorted({*places} - self._every):
            if _HEAD.match(small, at):
                whole = plain(small[at : at + LONGEST])
                for size in range(1, len(whole) + 1):
                    found.setdefault(whole[:size], []).append(at)
        return found
