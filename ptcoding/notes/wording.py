"""What kinds of words a sentence is made of, each written as one letter.

A sentence of stock words alone says nothing of this patient: nobody can list such sentences, but what they are made of
can be told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ptcoding.facts.table import read_table
from ptcoding.notes.load import listed
from ptcoding.notes.token import Token

OTHER = "c"
ARROW = "a"
FIGURE = "n"
# Capital letters that nobody knows: most are a diagnosis or a test.
SHORTHAND = "D"
SHORTEST, LONGEST = 2, 6
# Lists of the review whose single words are kinds of words as well, in this order.
KINDS = (("b", ("region", "symptom", "side")), ("d", ("deficit",)), ("y", ("occupation", "life", "daily", "place")))
_TIMES = re.compile(r"x\d{1,3}\Z")
_LEVEL = re.compile(r"[ctls]\d{1,2}\Z")
_ARROWS = re.compile("[↑↓→←↔⇒⇑⇓]|->|=>")
_PAST = re.compile(r"[a-z]{2,}ed\Z")
_DOING = re.compile(r"[a-z]{3,}ing\Z")
_THIRD = re.compile(r"[a-z]{2,}[a-rt-z]s\Z")
# How far before a sentence the arrow that opens it may stand.
WIDEST_ARROW = 3
# Whoever may be the subject of a verb, and the letters of a verb that is not told from a noun without one.
_WHO = ("p", "k")
_BARE = (OTHER, "B", "y")
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Lettered:
    """A sentence, its words as letters.

    Args:
        words: Its words.
        letters: A letter for each, and for each arrow between them.
    """

    words: tuple[Token, ...]
    letters: str

    @property
    def own(self) -> int:
        """How many of its words are no small or stock words."""
        return len(self.letters.translate(_small()))


def letters(text: str, words: Sequence[Token]) -> str:
    """Write the words of a sentence as letters, an arrow between two as one more.

    Args:
        text: The note.
        words: The words of a sentence of it.

    Returns:
        A letter for each.

    >>> from ptcoding.notes.token import tokens
    >>> note = "She coughed on two sips."
    >>> letters(note, tokens(note))
    'pvonc'
    """
    written: list[str] = []
    end = max(0, words[0].start - WIDEST_ARROW) if words else 0
    pointed = bool(words) and _ARROWS.search(text, end, words[-1].start) is not None
    for word in words:
        if pointed and text[end : word.start] != " " and _ARROWS.search(text, end, word.start):
            written.append(ARROW)
        kind = letter_of(word.word)
        if word.word == "o" and written and text[word.start - 2 : word.start].lower() == "w/":
            written[-1] = "x"
        elif kind == OTHER and SHORTEST <= len(word.raw) <= LONGEST and text[word.start : word.end].isupper():
            written.append(SHORTHAND)
        elif kind in _BARE and "".join(written[-2:]).rstrip("q")[-1:] in _WHO and _THIRD.match(word.word):
            written.append("s")
        else:
            written.append(kind)
        end = word.end
    return "".join(written)


def stock(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Find the sentences that say nothing that could not be said of anybody.

    Args:
        words: The words of a note.

    Yields:
        Where each begins and ends.

    >>> from ptcoding.notes.token import tokens
    >>> note = "Tolerated treatment well. Coughed on the third sip."
    >>> [note[start:end] for start, end in stock(tokens(note))]
    ['Tolerated treatment well']
    """
    for sentence in sentences(words):
        if _silent().match("".join(letter_of(word.word) for word in sentence)) or _general(sentence):
            yield sentence[0].start, sentence[-1].end


def lettered(text: str, words: Iterable[Token]) -> tuple[Lettered, ...]:
    """Write the sentences of a note as letters, but for those that go on too long.

    Args:
        text: The note.
        words: Its words.

    Returns:
        The sentences that may answer something.

    >>> from ptcoding.notes.token import tokens
    >>> note = "Tolerated well. Coughed on two sips."
    >>> [sentence.letters for sentence in lettered(note, tokens(note))]
    ['fo', 'vonc']
    """
    rule = method()
    written = [
        Lettered(tuple(sentence), letters(text, sentence))
        for sentence in sentences(words)
        if rule["told"] <= len(sentence) <= rule["longest"]
    ]
    return tuple(written)


def sentences(words: Iterable[Token]) -> Iterator[list[Token]]:
    """Put the words of each sentence together.

    Args:
        words: The words of a note.

    Yields:
        The words of each sentence, none empty.
    """
    here: list[Token] = []
    for word in words:
        if here and here[0].sentence != word.sentence:
            yield here
            here = []
        here.append(word)
    if here:
        yield here


@cache
def method() -> Mapping[str, Any]:
    """Read the letters of small words, and the numbers of the method.

    >>> method()["told"] <= method()["longest"]
    True
    """
    found: Mapping[str, Any] = read_table("notes/wording")["method"]
    return found


@cache
def _small() -> Mapping[int, int | None]:
    """Read which letters are small and stock words."""
    return str.maketrans("", "", method()["silent"])


@cache
def _silent() -> re.Pattern[str]:
    """Read which rows of letters say nothing."""
    rule = method()
    return re.compile(rf"[{rule['silent']}]{{{rule['fewest']},}}\Z")


def _general(sentence: Sequence[Token]) -> bool:
    """Tell whether a sentence of some length names nothing of one patient: all its words could be said of anybody."""
    fewest, known, silent = _generals()
    return len(sentence) >= fewest and all(word.word in known or letter_of(word.word) in silent for word in sentence)


@cache
def _generals() -> tuple[int, frozenset[str], frozenset[str]]:
    """Read how many words a general sentence has at least, which words are general, and which letters are silent."""
    rule = read_table("notes/wording")["general"]
    return rule["fewest"], frozenset(rule["words"]), frozenset(method()["silent"])


@cache
def _lists() -> tuple[Mapping[str, str], tuple[tuple[tuple[str, ...], str], ...]]:
    """Read which words are of which kind, and which beginnings of words are."""
    rows = [(letter, words) for letter, words in read_table("notes/wording")["letter"].items()]
    rows += [(letter, listed(name)) for letter, names in KINDS for name in names]
    whole: dict[str, str] = {}
    begun: list[tuple[tuple[str, ...], str]] = []
    for letter, words in rows:
        for word in words:
            if " " not in word and not word.endswith("*"):
                whole.setdefault(word, letter)
        begun.append((tuple(word[:-1] for word in words if word.endswith("*") and " " not in word), letter))
    return whole, tuple(begun)


@lru_cache(maxsize=REMEMBERED)
def letter_of(word: str) -> str:
    """Give the letter of a word, by the lists and else by its form.

    Args:
        word: The word in small letters, or its kind of figure in angle brackets.

    Returns:
        The letter.

    >>> letter_of("knee"), letter_of("when"), letter_of("<dose>")
    ('b', 'w', 'n')
    """
    whole, begun = _lists()
    if word.startswith("<") or word[0].isdigit() or _TIMES.match(word):
        return FIGURE
    kind = whole.get(word) or (whole.get(word[:-1]) if word.endswith("s") else None)
    if kind is None:
        kind = next((letter for stems, letter in begun if stems and word.startswith(stems)), None)
    if kind is None and _LEVEL.match(word):
        kind = "b"
    if kind is None:
        kind = "v" if _PAST.match(word) else "e" if _DOING.match(word) else "o" if len(word) == 1 else OTHER
    return kind
