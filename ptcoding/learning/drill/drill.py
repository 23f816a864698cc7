"""A drill: one visit to be counted, and the table of traps it may be drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Session
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.table import read_table


@dataclass(frozen=True, slots=True)
class Part:
    """One service of a visit that is still to be drawn.

    Args:
        code: A code, or a letter that stands for one of a pool.
        minutes: Minutes to draw from; empty where the part takes what is left of the drawn total.
        by: Who gives it.
        contact: How the minutes are spent.
    """

    code: str
    minutes: tuple[int, ...]
    by: Giver
    contact: Contact


@dataclass(frozen=True, slots=True)
class Shape:
    """What the visits of a trap look like at one difficulty.

    Args:
        difficulty: 1 easy, 2 middling, 3 hard.
        rules: Keys of the counting rules that may be asked for.
        parts: The services.
        codes: Which codes the letters may stand for, in the order of the letters; empty for the pools.
        total: Timed minutes of the whole visit to draw from, empty where the parts decide.
        tie: Whether the clinician must have a choice or none, None for either.
        against: Wrong rules that must each give a wrong answer.
        any_of: Wrong rules of which at least one must give a wrong answer, empty for no such demand.
        disciplines: Plans of care to draw from.
        dates: Dates of service to draw from, empty for none.
        charges: The year's charges before the visit to draw from, in dollars.
        stated: Modifiers that the note gives grounds for, by letter.
        modifiers: Whether the modifiers of the lines are asked for too.
    """

    difficulty: int
    rules: tuple[str, ...]
    parts: tuple[Part, ...]
    codes: tuple[tuple[str, ...], ...]
    total: tuple[int, ...]
    tie: bool | None
    against: tuple[str, ...]
    any_of: tuple[str, ...]
    disciplines: tuple[Discipline, ...]
    dates: tuple[date, ...]
    charges: tuple[float, ...]
    stated: Mapping[str, tuple[str, ...]]
    modifiers: bool


@dataclass(frozen=True, slots=True)
class Trap:
    """A family of visits on which people err.

    Args:
        key: Its name in links.
        title: What a list prints.
        teaches: What it trains, one sentence.
        topics: Topics of the course.
        shapes: What its visits look like.
    """

    key: str
    title: str
    teaches: str
    topics: tuple[str, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """A visit to be counted; the engine's trace is its key.

    Args:
        seed: What it was drawn from.
        difficulty: 1 easy, 2 middling, 3 hard.
        trap: The family it was drawn from.
        visit: The visit.
        rule: Key of the counting rule that is asked for.
        circumstances: What the note gives grounds for beyond the minutes.
        modifiers: Whether the modifiers of the lines are asked for too.
        scene: A number that chooses the words around the visit, nothing else.
    """

    seed: str
    difficulty: int
    trap: Trap
    visit: Session
    rule: str
    circumstances: Circumstances
    modifiers: bool
    scene: int

    @property
    def counting(self) -> CountingRule:
        """The counting rule that is asked for."""
        return facts().rule(self.rule)

    @property
    def asks(self) -> tuple[str, ...]:
        """The codes whose units are asked for, in the order of the visit."""
        return tuple(dict.fromkeys(service.code for service in self.visit.services))

    @property
    def allocation(self) -> Allocation:
        """The right count, with its steps."""
        return allocate(self.visit, self.counting)

    @property
    def alternatives(self) -> tuple[Mapping[str, int], ...]:
        """Every right answer in units: several where the clinician chooses."""
        return self.allocation.alternatives

    @property
    def claim(self) -> Claim:
        """The right claim lines, with their findings."""
        return claim_of(self.allocation, self.circumstances)


@dataclass(frozen=True, slots=True)
class DrillTable:
    """The traps, and the codes that their letters stand for.

    Args:
        traps: The traps by key.
        timed: Timed codes.
        modalities: Untimed modalities.
        evaluations: Evaluations by discipline.
        payers: Key of the payer by the rule that is asked for; a rule without one is a contract's own.
    """

    traps: Mapping[str, Trap]
    timed: tuple[str, ...]
    modalities: tuple[str, ...]
    evaluations: Mapping[Discipline, tuple[str, ...]]
    payers: Mapping[str, str]


@cache
def drill_table() -> DrillTable:
    """Read the traps.

    >>> drill_table().traps["tie"].topics
    ('T09',)
    """
    document = read_table("drills")
    traps = {row["key"]: _trap(row) for row in document["trap"]}
    evaluations = {Discipline(name): tuple(codes) for name, codes in document["evaluations"].items()}
    return DrillTable(
        MappingProxyType(traps),
        tuple(document["timed"]),
        tuple(document["modalities"]),
        MappingProxyType(evaluations),
        MappingProxyType(document["payers"]),
    )


def _trap(row: dict[str, Any]) -> Trap:
    shapes = tuple(_shape(shape) for shape in row["shape"])
    return Trap(row["key"], row["title"], row["teaches"], tuple(row["topics"]), shapes)


def _shape(row: dict[str, Any]) -> Shape:
    stated = {letter: tuple(modifiers) for letter, modifiers in row.get("stated", {}).items()}
    return Shape(
        difficulty=row["difficulty"],
        rules=tuple(row.get("rules", ["cms"])),
        parts=tuple(_part(part) for part in row["parts"]),
        codes=tuple(tuple(codes) for codes in row.get("codes", [])),
        total=_minutes(row.get("total", "")),
        tie=row.get("tie"),
        against=tuple(row.get("against", [])),
        any_of=tuple(row.get("any_of", [])),
        disciplines=tuple(Discipline(name) for name in row.get("disciplines", ["PT", "OT"])),
        dates=tuple(row.get("dates", [])),
        charges=tuple(row.get("charges", [0.0])),
        stated=MappingProxyType(stated),
        modifiers=row.get("modifiers", False),
    )


def _part(row: dict[str, str]) -> Part:
    by, contact = Giver(row.get("by", "therapist")), Contact(row.get("contact", "one-on-one"))
    return Part(row["code"], _minutes(row.get("minutes", "")), by, contact)


def _minutes(text: str) -> tuple[int, ...]:
    """Read minutes written as numbers and ranges: ``7-9, 22``."""
    spans = [part.split("-") for part in text.split(",") if part.strip()]
    return tuple(minute for span in spans for minute in range(int(span[0]), int(span[-1]) + 1))
