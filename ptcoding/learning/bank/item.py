"""A question with its choices, and how an answer to it is judged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ptcoding.billing.count.allocation import Units, allocate
from ptcoding.billing.visit.session import Session
from ptcoding.errors import InputError, Problem, quoted
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.learning.marking.answer import Verdict


class Kind(StrEnum):
    """What an item asks for."""

    RECALL = "recall"
    MISSING = "missing"
    WORDS = "words"
    CODE = "code"
    PAIR = "pair"
    MEND = "mend"
    TIMES = "times"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of an item.

    Args:
        text: What the learner reads, as it stands: nothing in it is markup.
        right: Whether it is to be chosen.
        why: Feedback on it: which words decide.
        element: The rubric element it names, where the item asks what is missing.
    """

    text: str
    right: bool
    why: str
    element: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the bank.

    Args:
        key: Its name, unique over the bank.
        kind: What it asks for.
        topic: The topic it serves.
        difficulty: 1 easy, 2 middling, 3 hard.
        question: The question, as it stands.
        source: Key of its source.
        written: The day it was written.
        choices: The choices in order, none where units are entered.
        notes: Keys of the notes shown above it.
        many: Whether every right choice must be chosen, be it one or several.
        element: The rubric element it is about, may be empty.
        rule: Key of the counting rule, where units are entered.
        expected: Units by code, where units are entered.
        why: The reasoning, where units are entered.
        edition: From 1; another choice, another order or another right answer is another edition, and the earlier one
            is kept for the answers to it.
    """

    key: str
    kind: Kind
    topic: str
    difficulty: int
    question: str
    source: str
    written: date
    choices: tuple[Choice, ...]
    notes: tuple[str, ...] = ()
    many: bool = False
    element: str = ""
    rule: str = ""
    expected: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    why: str = ""
    edition: int = 1

    @property
    def right(self) -> frozenset[int]:
        """Positions of the right choices, from 0."""
        return frozenset(place for place, choice in enumerate(self.choices) if choice.right)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said on one choice after the answer.

    Args:
        place: Position of the choice, from 0.
        choice: The choice.
        chosen: Whether the learner chose it.
    """

    place: int
    choice: Choice
    chosen: bool

    @property
    def fits(self) -> bool:
        """Whether it was right to choose it, or to leave it."""
        return self.chosen is self.choice.right


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer, judged.

    Args:
        verdict: Unanswered, right or wrong.
        remarks: On every choice in order; none while unanswered.
    """

    verdict: Verdict
    remarks: tuple[Remark, ...] = ()

    @property
    def needed(self) -> tuple[Remark, ...]:
        """What explains the answer: the choices made, and the right ones left out."""
        return tuple(remark for remark in self.remarks if remark.chosen or remark.choice.right)


def grade_choice(item: Item, chosen: Collection[int]) -> Graded:
    """Judge the choices made.

    Args:
        item: An item with choices.
        chosen: Positions of the choices, from 0; none while unanswered.

    Returns:
        The verdict, with a remark on every choice: right when exactly the right ones were chosen.

    Raises:
        InputError: If a position names no choice, or several are given where one is asked.

    >>> from datetime import date
    >>> choices = (Choice("8 to 22", True, "So the table."), Choice("8 to 15", False, "That is a quarter."))
    >>> item = Item("one-unit", Kind.RECALL, "T08", 1, "One unit?", "cpm5-20.2", date(2026, 11, 21), choices)
    >>> [grade_choice(item, chosen).verdict.value for chosen in ((), (0,), (1,))]
    ['unanswered', 'right', 'wrong']
    """
    picked = frozenset(chosen)
    strange = [place for place in chosen if place not in range(len(item.choices))]
    if strange:
        raise InputError([Problem("choice", quoted(strange[0]), f"a position from 0 to {len(item.choices) - 1}")])
    if len(picked) > 1 and not item.many:
        raise InputError([Problem("choice", f"{len(picked)} choices", "one choice")])
    if not picked:
        return Graded(Verdict.UNANSWERED)
    remarks = tuple(Remark(place, choice, place in picked) for place, choice in enumerate(item.choices))
    return Graded(Verdict.RIGHT if picked == item.right else Verdict.WRONG, remarks)


def answers(minutes: Mapping[str, int], rule: str, facts: Facts | None = None) -> tuple[Units, ...]:
    """Give every right answer to an item that asks for units.

    Args:
        minutes: One-on-one minutes by code.
        rule: Key of the counting rule.
        facts: The facts to count by, the project's own where none are handed down.

    Returns:
        Units by code, more than one where leftovers are tied.

    Raises:
        InputError: If a code, a number of minutes or the rule is unknown.
    """
    known = facts or default_facts()
    return allocate(Session.of(minutes, facts=known), known.rule(rule)).alternatives
