"""A question, what a learner gave, and what is kept of it: an answer is judged once, and the rest is read from that."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Generic, TypeVar

from ptcoding.billing.visit.session import Session
from ptcoding.learning.bank.item import Graded, Item, grade_choice
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.drill.drill import FIRST, Drill, drill_table
from ptcoding.learning.drill.generate import drill
from ptcoding.learning.marking.answer import Line, Verdict, read_modifiers
from ptcoding.learning.marking.grade import Grade, grade, grade_units
from ptcoding.learning.memory.progress import DRILL, Answer, Confidence, Mode, as_given

# The kind of every drill.
COUNTING = "units"
UNITS, MODIFIERS = "units", "modifiers"
Marked_co = TypeVar("Marked_co", bound=Graded | Grade, covariant=True)


@dataclass(frozen=True, slots=True)
class Given:
    """What a learner gave, and nothing that follows from it; a question reads the part that it asks for.

    Args:
        chosen: Positions of the choices, from 0.
        units: Units by code; a code without a number is left out.
        modifiers: Modifiers by code as they were typed, None where none are asked for.
    """

    chosen: tuple[int, ...] = ()
    units: Mapping[str, int] = field(default_factory=dict, hash=False)
    modifiers: Mapping[str, str] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Judged(Generic[Marked_co]):
    """An answer, judged.

    Args:
        asked: The question.
        given: What was given.
        marked: The choices or the units, marked.
        stored: What is kept of it: JSON of numbers and codes, nothing that was typed in words.
    """

    asked: "Question"
    given: Given
    marked: Marked_co
    stored: str

    @property
    def verdict(self) -> Verdict:
        """Unanswered, right or wrong."""
        return self.marked.verdict

    @property
    def diagnosis(self) -> str:
        """Key of the likeliest wrong rule behind it, empty where none explains it."""
        found = self.marked.diagnoses if isinstance(self.marked, Grade) else ()
        return found[0].key if found else ""

    def answer(
        self, key: str, mode: Mode, at: datetime, sitting: str = "", confidence: Confidence = Confidence.UNSAID
    ) -> Answer:
        """Write it as an answer to be kept.

        Args:
            key: UUID of this showing of the question.
            mode: In which way it was asked.
            at: When it was answered, with its time zone.
            sitting: UUID of the exam it belongs to, empty outside one.
            confidence: How sure the learner said to be.

        Returns:
            The answer.

        Raises:
            InputError: If a value is malformed; carries every problem.
        """
        asked = self.asked
        return Answer(
            key=key,
            item=asked.key,
            topic=asked.topic,
            kind=asked.kind,
            mode=mode,
            right=self.verdict is Verdict.RIGHT,
            given=self.stored,
            at=at,
            diagnosis=self.diagnosis,
            seed=asked.seed,
            sitting=sitting,
            edition=asked.edition,
            confidence=confidence,
        )


@dataclass(frozen=True, slots=True)
class ItemQuestion:
    """An item of the bank, with the notes it is about.

    Args:
        item: The item.
        notes: Its notes in order.
    """

    item: Item
    notes: tuple[Note, ...] = ()

    @property
    def key(self) -> str:
        """The item's name."""
        return self.item.key

    @property
    def topic(self) -> str:
        """The topic it serves."""
        return self.item.topic

    @property
    def kind(self) -> str:
        """What it asks for."""
        return str(self.item.kind)

    @property
    def difficulty(self) -> int:
        """1 easy, 2 middling, 3 hard."""
        return self.item.difficulty

    @property
    def edition(self) -> int:
        """Edition of the item."""
        return self.item.edition

    @property
    def seed(self) -> int:
        """0: an item is not drawn."""
        return 0

    @property
    def visit(self) -> Session:
        """The visit to be counted, where units are asked for: the minutes of the first note."""
        return Session.of(self.notes[0].minutes)

    def judge(self, given: Given) -> Judged[Graded | Grade]:
        """Judge an answer.

        Args:
            given: Choices, or units where the item has no choices.

        Returns:
            The answer judged.

        Raises:
            InputError: If a position names no choice, or a number of units is malformed.

        >>> from datetime import date
        >>> from ptcoding.learning.bank.item import Choice, Kind
        >>> choices = (Choice("8 to 22", True, "So the table."), Choice("8 to 15", False, "That is a quarter."))
        >>> item = Item("one-unit", Kind.RECALL, "T08", 1, "One unit?", "cpm5-20.2", date(2026, 11, 21), choices)
        >>> judged = ItemQuestion(item).judge(Given(chosen=(1,)))
        >>> judged.verdict.value, judged.stored
        ('wrong', '[1]')
        """
        if self.item.choices:
            return Judged(self, given, grade_choice(self.item, given.chosen), as_given(given.chosen))
        visit = self.visit
        marked = grade_units(visit, visit.facts.rule(self.item.rule), given.units)
        return Judged(self, given, marked, as_given(dict(given.units)))

    def restore(self, stored: str) -> Given:
        """Read what was given from what is kept of an answer.

        Args:
            stored: A list of positions, or units by code, as JSON.

        Returns:
            What was given.
        """
        kept = json.loads(stored)
        return Given(units=kept) if isinstance(kept, dict) else Given(chosen=tuple(kept))


@dataclass(frozen=True, slots=True)
class DrillQuestion:
    """A drill among the questions, drawn once.

    Args:
        key: ``drill:`` with its trap: answers to all drills of a trap are one memory.
        topic: The trap's first topic.
        difficulty: 1 easy, 2 middling, 3 hard, as it was asked for.
        seed: What the visit was drawn from.
        drill: The visit to be counted.
        kind: The kind of every drill.
    """

    key: str
    topic: str
    difficulty: int
    seed: int
    drill: Drill
    kind: str = COUNTING

    @property
    def edition(self) -> int:
        """The series that it was drawn in."""
        return self.drill.series

    def judge(self, given: Given) -> Judged[Grade]:
        """Judge an answer.

        Args:
            given: Units, and modifiers where the drill asks for them.

        Returns:
            The answer judged.

        Raises:
            AnswerError: If a number or a modifier is malformed; carries every problem.

        >>> asked = drilled(5000, 2, "leftover")
        >>> [(service.code, service.minutes) for service in asked.drill.visit.services]
        [('97140', 5), ('97110', 33)]
        >>> judged = asked.judge(Given(units={"97140": 1, "97110": 3}))
        >>> judged.verdict.value, judged.diagnosis, judged.stored
        ('wrong', 'ceiling_each', '{"units":{"97140":1,"97110":3}}')
        """
        marked = grade(self.drill, given.units, given.modifiers)
        kept: dict[str, Mapping[str, int | list[str | None]]] = {UNITS: dict(given.units)}
        if given.modifiers is not None:
            lines = read_modifiers(self.drill.asks, given.modifiers, self.drill.visit.facts.modifiers)
            kept[MODIFIERS] = {code: _in_a_row(read) for code, read in lines.items() if read is not None}
        return Judged(self, given, marked, as_given(kept))

    def restore(self, stored: str) -> Given:
        """Read what was given from what is kept of an answer.

        Args:
            stored: Units by code, and the modifiers of each code's lines, as JSON.

        Returns:
            What was given; modifiers as they might have been typed.
        """
        kept = json.loads(stored)
        if MODIFIERS not in kept:
            return Given(units=kept[UNITS])
        return Given(units=kept[UNITS], modifiers={code: _typed(row) for code, row in kept[MODIFIERS].items()})


Question = ItemQuestion | DrillQuestion


def drilled(seed: int, difficulty: int, about: str | None = None, series: int = FIRST) -> DrillQuestion:
    """Draw a drill to be asked.

    Args:
        seed: What it is drawn from.
        difficulty: 1 easy, 2 middling, 3 hard.
        about: A trap, None for any.
        series: The series to draw from.

    Returns:
        The drill, with the trap it was drawn from.
    """
    trap = drill(seed, difficulty, None, series).trap if about is None else drill_table(series).traps[about]
    # Links that name no trap have always led to the visit of the trap that was drawn for them.
    visit = drill(seed, difficulty, trap.key, series)
    return DrillQuestion(f"{DRILL}{trap.key}", trap.topics[0], difficulty, seed, visit)


def drill_seed(seed: int, key: str) -> int:
    """Draw a number for a trap from the number of a paper: the same for a whole room.

    Args:
        seed: Number of the paper.
        key: Key of the trap.

    Returns:
        A number from 0 to 999,999.

    >>> drill_seed(43620, "drill:tie")
    365530
    """
    return int.from_bytes(sha256(f"{seed} {key}".encode()).digest()[:8]) % 1_000_000


def _in_a_row(lines: Sequence[Line]) -> list[str | None]:
    """Write lines as one list, so that an answer is nested no deeper than the store takes; None parts two lines."""
    row: list[str | None] = []
    for place, line in enumerate(lines):
        units = [] if line.units is None else [str(line.units)]
        row += [*([None] if place else []), *units, *sorted(line.modifiers)]
    return row


def _typed(row: Sequence[str | None]) -> str:
    """Write lines as somebody types them."""
    lines = " ".join(" / " if word is None else word for word in row).split(" / ")
    return " / ".join(line.strip() or "none" for line in lines)


def order_of(count: int, showing: str) -> tuple[int, ...]:
    """Give the order in which the choices of a question stand in one showing of it.

    The key of an answer names its showing, so that the order a learner met can be told from what is kept.

    Args:
        count: How many choices there are.
        showing: What names the showing.

    Returns:
        Positions of the choices as they are written, in the order they are shown.

    >>> sorted(order_of(4, "one showing")), order_of(4, "one showing") == order_of(4, "another")
    ([0, 1, 2, 3], False)
    """
    return tuple(sorted(range(count), key=lambda place: sha256(f"{showing} {place}".encode()).digest()))
