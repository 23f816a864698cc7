"""A sentence with its source, and the small words that every sentence is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# What a sentence is filled from: the key of its template, and the values.
Filled = tuple[str, Mapping[str, object]]
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reasoning.

    Args:
        text: Markdown with bold marks only.
        source: Key of the source, empty where there is none.
    """

    text: str
    source: str

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace("**", "")


def counted(number: object, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "unit"), counted(3, "minute")
    ('1 unit', '3 minutes')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def spelled(number: int) -> str:
    """Write a small number as a word, one beyond twelve in digits.

    >>> spelled(0), spelled(3), spelled(13)
    ('no', 'three', '13')
    """
    return _SMALL[number] if number < len(_SMALL) else str(number)


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence does.

    >>> listed(["97110", "97140", "97116"])
    '97110, 97140 and 97116'
    """
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def in_order(units: Mapping[str, int]) -> str:
    """Write the units of a visit, codes that get none last.

    >>> in_order({"97140": 0, "97110": 2, "97530": 1})
    '97110 × 2, 97530 × 1 and 97140 × 0'
    """
    return listed(f"{code} × {count}" for code, count in sorted(units.items(), key=lambda row: not row[1]))


def plus(parts: Sequence[object]) -> str:
    """Write a sum.

    >>> plus((33, 7))
    '33 + 7'
    """
    return " + ".join(str(part) for part in parts)
