"""Patterns that name lists of words, and the very words of a note that they find."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ptcoding.notes.opening import NAME
from ptcoding.notes.sought import Sought
from ptcoding.notes.starts import Place, Starts

# A phrase is met with any blank or hyphen between its words; what follows it may be a plural, never more letters.
GAP = r"[\s-]{1,3}"
ENDING = r"(?:'?s|es)?"
BEFORE = r"(?<![a-z])"
AFTER = r"(?![a-z])"
# What is set aside is overwritten with this, so that every position of the note stays where it was.
ASIDE = "\0"
# A pattern that begins with a figure, whatever must not stand before it.
FIGURE = re.compile(r"(?:\(\?<[!=][^()]*\))*\\d")
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a note and their place.

    Args:
        start: Position of the first character, from 0.
        end: Position after the last one.
        text: The words as they stand there.
    """

    start: int
    end: int
    text: str


def lowered(text: str) -> str:
    """Write a text in small letters, every character in its place.

    Args:
        text: Any text.

    Returns:
        Text of the same length; the few letters that would become two stay as they are.

    >>> lowered("R Knee"), len(lowered("İ"))
    ('r knee', 1)
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def phrases(listed: Iterable[str]) -> str:
    """Write a list of phrases as one pattern, a tree of their letters.

    Args:
        listed: Phrases in small letters; a star at the end of one stands for any further letters.

    Returns:
        A pattern that meets each phrase alone or in the plural, with blanks or hyphens between words.

    >>> bool(re.fullmatch(phrases(["heel slide", "mobili*"]), "heel-slides"))
    True
    >>> bool(re.fullmatch(phrases(["heel slide", "mobili*"]), "mobilization"))
    True
    """
    tree: Tree = {}
    for phrase in listed:
        branch = tree
        for letter in phrase:
            branch = branch.setdefault(_token(letter), {})
        branch[""] = {}
    return f"{BEFORE}{_written(tree)}{ENDING}{AFTER}"


def _token(letter: str) -> str:
    return {" ": GAP, "*": "[a-z]*"}.get(letter) or re.escape(letter)


def _written(tree: Tree) -> str:
    """Write a tree of letters, the longer of two phrases tried first."""
    branches = [letter + _written(rest) for letter, rest in tree.items() if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")


def names(pattern: str) -> set[str]:
    """List what a pattern names in braces."""
    return set(NAME.findall(pattern))


def expand(pattern: str, named: Mapping[str, str]) -> str:
    r"""Put lists and shapes into the places of a pattern that name them.

    Args:
        pattern: A regular expression with names in braces, as in ``{cue} for``. A blank stands for up to three
            characters of white space, ``~`` for as many or none.
        named: Patterns by name.

    Returns:
        The whole regular expression.

    Raises:
        KeyError: If it names what is not there.

    >>> expand("{side} knee", {"side": "(?:left|right)"})
    '(?:left|right)\\s{1,3}knee'
    """
    return _filled(_spaced(pattern), named)


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s{1,3}").replace("~", r"\s{0,3}")


def _filled(pattern: str, named: Mapping[str, str]) -> str:
    return NAME.sub(lambda name: named[name[1]], pattern)


@dataclass(frozen=True, slots=True)
class Finder:
    """What shows one thing in a note.

    Args:
        show: The words that show it, None where nothing does.
        aside: Words that only look like it; they are set aside first.
        unless: Words with which nothing in the note shows it.
        hears: The voices of the guard in which it may be said as well.
    """

    show: Sought | None
    aside: Sought | None
    unless: Sought | None
    hears: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: Mapping[str, Sequence[str]], named: Mapping[str, str]) -> "Finder":
        """Make a finder from a row of patterns.

        Args:
            row: Lists of patterns under ``show``, ``aside`` and ``unless``, and of voices under ``hears``, each of
                which may be missing.
            named: Patterns of the lists and shapes by name.

        Returns:
            The finder.
        """
        show, aside, unless = (_joined(row.get(field, ()), named) for field in ("show", "aside", "unless"))
        return cls(show, aside, unless, frozenset(row.get("hears", ())))

    def spans(
        self, text: str, small: str | None = None, starts: Starts | None = None, more: Sequence[int] = ()
    ) -> tuple[Span, ...]:
        """Find the words that show it.

        Args:
            text: The note.
            small: The note in small letters where that is at hand.
            starts: Where words and figures begin in it, or in a text of which parts were overwritten to make it.
            more: Where these parts end.

        Returns:
            Their places in order, none overlapping another.
        """
        small = lowered(text) if small is None else small
        return tuple(Span(*place, text[slice(*place)]) for place in self.places(small, starts, more))

    def places(self, small: str, starts: Starts | None = None, more: Sequence[int] = ()) -> Sequence[Place]:
        """Find where the words stand that show it.

        Args:
            small: The note in small letters.
            starts: Where words and figures begin in it, or in a text of which parts were overwritten to make it.
            more: Where these parts end.

        Returns:
            Their places in order, none overlapping another.
        """
        if self.show is None:
            return ()
        starts = starts or Starts(small)
        if self.unless is not None and self.unless.stand(small, starts, more):
            return ()
        if self.aside is not None:
            aside = self.aside.places(small, starts, more)
            small = blanked(small, aside, ASIDE)
            more = [*more, *(end for _, end in aside)]
        return self.show.places(small, starts, more)


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
    return "".join([*pieces, text[at:]]) if pieces else text


def _joined(patterns: Sequence[str], named: Mapping[str, str]) -> Sought | None:
    """Join patterns into one; those that begin alike, or with a figure, are entered together or not at all."""
    if not patterns:
        return None
    opened: dict[str, list[str]] = {}
    figures: list[str] = []
    others: list[str] = []
    for pattern in patterns:
        first = NAME.match(pattern)
        if first:
            opened.setdefault(first[0], []).append(pattern.removeprefix(first[0]))
        else:
            (figures if FIGURE.match(pattern) else others).append(pattern)
    alike = [f"{name}(?:{'|'.join(f'(?:{rest})' for rest in rests)})" for name, rests in opened.items()]
    whole = [_spaced(pattern) for pattern in (*others, *alike, *figures)]
    return Sought.of([(_filled(pattern, named).removeprefix(BEFORE), pattern) for pattern in whole], named)
