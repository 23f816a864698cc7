"""What a question of a room is made of, whatever its kind."""

from dataclasses import dataclass

from ptcoding.room.refusal import RefusedError

CHOICE, SEVERAL, UNITS, CODE, MODIFIERS, WORDS, ORDER = (
    "choice",
    "several",
    "units",
    "code",
    "modifiers",
    "words",
    "order",
)
LETTERS = "abcdefghijklmnop"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, to order or to fill in.

    Args:
        key: What an answer calls it: a letter, or a code.
        text: What is read.
        right: Whether it is to be chosen.
        why: What is said on it with the results.
    """

    key: str
    text: str
    right: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer, marked.

    Args:
        given: The answer as it is kept.
        right: Whether it is right.
        diagnosis: Key of the named wrong rule behind it, empty where none is known.
    """

    given: str
    right: bool
    diagnosis: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a question is and shows, whatever its kind.

    Args:
        item: Name of the item, the drill or what else it was taken from.
        edition: Its edition, or the series of a drill.
        text: The question.
        story: Paragraphs above it.
        notes: Invented notes above it, as they stand.
        bars: Minutes by code, to be drawn; none where the question shows no visit.
        why: The reason, told with the results.
        source: Key of its source.
    """

    item: str
    edition: int
    text: str
    story: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    bars: tuple[tuple[str, int], ...] = ()
    why: tuple[str, ...] = ()
    source: str = ""


def no_answer(expected: str) -> RefusedError:
    """Say what an answer should have been.

    Args:
        expected: What was expected.

    Returns:
        The refusal.
    """
    return RefusedError("answer", said=f"expected {expected}.")
