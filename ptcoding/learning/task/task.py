"""A task of the trade: a scene out of a clinic's day, and the parts of its answer, each graded by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ptcoding.billing.claim.claim import Claim


class Kind(StrEnum):
    """What is to be done."""

    REWORK = "rework"
    AUDIT = "audit"
    SPLIT = "split"
    ORDER = "order"
    HIGHLIGHT = "highlight"
    ERROR = "error"
    WRITE = "write"


class Form(StrEnum):
    """How a part is answered."""

    ONE = "one"
    MANY = "many"
    ORDER = "order"
    NUMBER = "number"
    MODIFIERS = "modifiers"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, or one step to put in order.

    Args:
        text: What it says.
        right: Whether it belongs to the answer; of steps all do, and stand in their order.
        why: Why, or why not.
    """

    text: str
    right: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the answer.

    Args:
        key: Its name in the task.
        ask: What is asked.
        form: How it is answered.
        why: Why the right answer is right.
        options: What can be chosen or put in order.
        number: The right number.
        code: The code whose modifiers are asked for, or that the words are for.
        elements: What the words have to show, as the note coach names it.
    """

    key: str
    ask: str
    form: Form
    why: str = ""
    options: tuple[Option, ...] = ()
    number: int = 0
    code: str = ""
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A task.

    Args:
        key: Its name; of one that is drawn, its kind.
        kind: What is to be done.
        title: What a list prints.
        scene: What is given, as it stands on paper.
        parts: The parts of the answer.
        sources: Keys of the sources.
        topic: The topic it serves.
        seed: What it was drawn from, 0 where it was written.
        claim: The right claim, None where no part asks for it.
    """

    key: str
    kind: Kind
    title: str
    scene: str
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    topic: str
    seed: int = 0
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was given to a part; each form reads its own.

    Args:
        chosen: Positions of options, from 0; for an order the place given to each option, from 1, None where none was.
        number: A number.
        text: Modifiers or words as they were typed.
    """

    chosen: tuple[int | None, ...] = ()
    number: int | None = None
    text: str = ""


Answers = Mapping[str, Said]
