"""Letters of which some must stand in a text before a pattern can be met in it at all."""

from collections.abc import Mapping
from functools import cache

from ptcoding.notes.opening import CLASSES, FIGURES, LOOKS, NAME, PIECE, members, times

# Of more than so many, one is nearly always there.
MOST = 40
Letters = frozenset[str]
UNKNOWN: Letters = frozenset()


def needed(pattern: str, named: Mapping[str, str]) -> Letters:
    r"""Say of which letters some must stand in a text.

    Args:
        pattern: A regular expression, in which names in braces stand for others.
        named: The others by name.

    Returns:
        Letters of which some are a part of every match; none where nothing is known of it.

    >>> sorted(needed(r"\d{1,3}\s(?:steps|sips)(?:\sdaily)?,\sno", {}))
    ['sips', 'steps']
    """
    return _choice(pattern, 0, named)[0]


@cache
def _named(pattern: str) -> Letters:
    return needed(pattern, {})


def _choice(pattern: str, at: int, named: Mapping[str, str]) -> tuple[Letters, int]:
    """Read the alternatives of a pattern up to the bracket that closes them; give the place of the bracket as well."""
    rows = [_Row()]
    while (piece := PIECE.match(pattern, at)) is not None and piece[0] != ")":
        said, at = piece[0], piece.end()
        counts = times(said)
        if said == "|":
            rows.append(_Row())
        elif counts is not None:
            rows[-1].counted(counts[0])
        elif said[0] == "(":
            inside, at = _choice(pattern, at, named)
            rows[-1].add(UNKNOWN if said in LOOKS else inside)
            at += 1
        else:
            name = NAME.fullmatch(said)
            if name:
                rows[-1].add(_named(named[name[1]]))
            else:
                letters = _letters(said)
                rows[-1].add(letters, beside=len(letters) == 1)
    best = [row.best() for row in rows]
    return (frozenset().union(*best) if all(best) else UNKNOWN), at


class _Row:
    """Pieces in a row, of which letters side by side are joined."""

    def __init__(self) -> None:
        self._said: list[Letters] = []
        self._run = ""
        self._last: Letters = UNKNOWN
        self._beside = False

    def add(self, letters: Letters, *, beside: bool = False) -> None:
        """Add the letters of a piece, which stand beside others only where they are all of the piece."""
        self._settle()
        self._last, self._beside = letters, beside

    def counted(self, least: int) -> None:
        """Take the last piece for certain only where it is met at least once; what follows stands not beside it."""
        if not least:
            self._last, self._beside = UNKNOWN, False
        self._settle()
        self._end()
        self._last, self._beside = UNKNOWN, False

    def best(self) -> Letters:
        self._settle()
        self._end()
        return max(self._said, key=_worth, default=UNKNOWN)

    def _settle(self) -> None:
        if self._beside:
            self._run += next(iter(self._last))
        else:
            self._end()
            self._said.append(self._last)

    def _end(self) -> None:
        self._said.append(frozenset({self._run} if self._run else ()))
        self._run = ""


def _worth(letters: Letters) -> tuple[int, int]:
    """Prefer long letters, and few of them."""
    return (min(map(len, letters)), -len(letters)) if 0 < len(letters) <= MOST else (0, 0)


@cache
def _letters(piece: str) -> Letters:
    if piece in LOOKS:
        return UNKNOWN
    if piece.isalpha():
        return frozenset({piece})
    # A class stands for more than the one character that stands for it.
    if any(name in piece for name in CLASSES) or FIGURES.search(piece):
        return UNKNOWN
    return frozenset(members(piece))
