"""With which characters the matches of a pattern may begin, so that it is tried only where it may stand.

Most patterns can begin at few of the words of a note. What a pattern may begin with is read from how it is written:
a figure counts as ``0`` and any white space as a blank, so that few beginnings tell all of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

LONGEST = 4
ANY = ""
NAME = re.compile(r"\{([a-z][a-z_]*)\}")
PIECE = re.compile(
    # Letters side by side are read at once, being all that counts.
    r"[a-z]{4}(?![?*+{])|\\x..|\\u....|\\.|\[\^?(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!])|\{[a-z][a-z_]*\}"
    r"|\{\d*,?\d*\}\??|[*+?]\??|\((?!\?)|[^(]",
    re.DOTALL,
)
_MEMBER = re.compile(r"\\x..|\\u....|\\.|.", re.DOTALL)
# Brackets and bars that stand for themselves are no marks.
_MARK = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
FIGURES = re.compile(r"\d-\d")
_RANGE = re.compile(r"[^\\]-.")
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")
LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!", "^", "$", r"\b", r"\B", r"\A", r"\Z"})
CLASSES = {r"\d": "0", r"\s": " ", r"\n": " ", r"\t": " "}
REMEMBERED = 4_096


@dataclass(frozen=True, slots=True)
class Opening:
    """With what the matches of a pattern may begin.

    Args:
        done: Beginnings behind which anything may follow.
        short: Whole matches of fewer characters than count, behind which comes what follows the pattern.
    """

    done: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()

    def __or__(self, other: "Opening") -> "Opening":
        return Opening(self.done | other.done, self.short | other.short)

    @property
    def shortest(self) -> frozenset[str]:
        """The beginnings, without those that begin with another one."""
        every = self.done | self.short
        return frozenset(one for one in every if not any(one[:size] in every for size in range(len(one))))

    def then(self, other: "Opening") -> "Opening":
        """Say with what this pattern begins where another follows it.

        Args:
            other: With what the other one begins.

        Returns:
            With what both of them begin.
        """
        if not self.short or other is NOTHING:
            return self
        if self is NOTHING:
            return other
        done = {one + two for one, two in product(self.short, other.done)}
        both = {one + two for one, two in product(self.short, other.short)}
        short = {whole for whole in both if len(whole) < LONGEST}
        return Opening(self.done | {whole[:LONGEST] for whole in done | (both - short)}, frozenset(short))

    def repeated(self, least: int, most: int) -> "Opening":
        """Say with what this pattern begins where it is said so many times.

        Args:
            least: How many times at least.
            most: How many times at most.

        Returns:
            With what the whole begins.
        """
        # More times say no more: each takes a character, or adds nothing.
        least, whole, found = min(least, LONGEST), NOTHING, Opening()
        for count in range(min(most, LONGEST) + 1):
            if count >= least:
                found |= whole
            whole = whole.then(self)
        return found


NOTHING = Opening(short=frozenset({""}))
ANYTHING = Opening(done=frozenset({ANY}))


def opening(pattern: str, named: Mapping[str, str]) -> Opening:
    r"""Say with what the matches of a pattern may begin.

    Args:
        pattern: A regular expression, in which names in braces stand for others.
        named: The others by name.

    Returns:
        With what they may begin.

    Raises:
        ValueError: If it is written in a way that is not read here.

    >>> sorted(opening(r"(?:\d{1,2}|was )now", {}).done)
    ['00no', '0now', 'was ']
    """
    found, end = _choice(pattern, 0, named)
    if end < len(pattern):
        raise ValueError(f"not read as a pattern: {pattern[end:]!r} in {pattern!r}")
    return found


@cache
def _named(pattern: str) -> Opening:
    return opening(pattern, {})


def _choice(pattern: str, at: int, named: Mapping[str, str]) -> tuple[Opening, int]:
    """Read the alternatives of a pattern up to the bracket that closes them; give the place behind it as well."""
    whole, row, last = Opening(), NOTHING, NOTHING
    while at < len(pattern):
        # What stands behind the first characters is only passed over.
        if not row.short:
            at = _end(pattern, at)
        piece = PIECE.match(pattern, at)
        if piece is None or piece[0] == ")":
            break
        said, at = piece[0], piece.end()
        counts = times(said)
        if said == "|":
            whole, row, last = whole | row.then(last), NOTHING, NOTHING
        elif counts is not None:
            last = last.repeated(*counts)
        elif said[0] == "(":
            row = row.then(last)
            inside, at = _choice(pattern, at, named)
            last = NOTHING if said in LOOKS else inside
            at += 1
        else:
            row, last = row.then(last), _one(said, named)
    return whole | row.then(last), at


def _end(pattern: str, at: int) -> int:
    """Find where a row of pieces ends: at a bar, at the bracket that closes it, or at the end of the pattern."""
    depth = 0
    for mark in _MARK.finditer(pattern, at):
        if mark[0] == "(":
            depth += 1
        elif mark[0] in ("|", ")"):
            if not depth:
                return mark.start()
            depth -= mark[0] == ")"
    return len(pattern)


def _one(piece: str, named: Mapping[str, str]) -> Opening:
    if piece in LOOKS:
        return NOTHING
    name = NAME.fullmatch(piece)
    return _named(named[name[1]]) if name else _characters(piece)


@cache
def _characters(piece: str) -> Opening:
    """Say which characters a piece stands for, which is a few letters, a class or a set of characters."""
    if len(piece) == LONGEST and piece.isalpha():
        return Opening(done=frozenset({piece}))
    known = members(piece)
    return Opening(short=frozenset(map(plain, known))) if known else ANYTHING


def members(piece: str) -> tuple[str, ...]:
    r"""List the characters that a piece of a pattern stands for.

    Args:
        piece: A character, a class, or a set of them in square brackets.

    Returns:
        The characters, one for each class of figures or of white space; none where it stands for more.

    >>> members(r"[xX\s]"), members("[^x]")
    (('x', 'X', ' '), ())
    """
    several = piece[1:-1] if piece[0] == "[" and len(piece) > 1 else piece
    several = FIGURES.sub(r"\\d", several)
    if piece == "." or piece.startswith("[^") or (several != piece and _RANGE.search(several)):
        return ()
    known = [CLASSES.get(member) or _written(member) for member in _MEMBER.findall(several)]
    return tuple(known) if all(known) else ()


def _written(member: str) -> str:
    """Give the character that is written, none for a class of many."""
    if member[0] != "\\":
        return member
    if member[1] in "xu":
        return chr(int(f"0x{member[2:]}", 0))
    return "" if member[1].isalnum() else member[1]


@cache
def times(piece: str) -> tuple[int, int] | None:
    """Say how many times the piece before is met.

    Args:
        piece: A piece of a pattern.

    Returns:
        The least and the most, as far as it matters; None where the piece says nothing of the one before.

    >>> times("{2,3}?"), times("*"), times("a")
    ((2, 3), (0, 4), None)
    """
    counted = _COUNT.match(piece)
    if counted is None:
        return {"*": (0, LONGEST), "+": (1, LONGEST), "?": (0, 1)}.get(piece[0])
    least = int(counted[1] or 0)
    return least, int(counted[3]) if counted[3] else LONGEST if counted[2] else least


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    r"""Write a figure as ``0`` and white space as a blank.

    Args:
        text: A few characters.

    Returns:
        As many.

    >>> plain("٣\n")
    '0 '
    """
    return "".join("0" if letter.isdecimal() else " " if letter.isspace() else letter for letter in text)
