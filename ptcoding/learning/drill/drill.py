"""A drill: one visit to be counted, and the table of traps it may be drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Session
from ptcoding.errors import Problem, UnknownKeyError, quoted
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.table import DATA, read_table
from ptcoding.learning.drill.tally import Numbers, Units

# Links of before there were series, and answers kept then, are of this one.
FIRST = 1
_FILES = "drills/series_"


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
class Corrected:
    """Drills whose right answer is no longer what it was when they were handed out.

    Args:
        trap: The family they were drawn from.
        since: The day of the correction.
        text: What was corrected and why, one sentence or two.
        source: Key of the source of what is right.
    """

    trap: str
    since: date
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Drill:
    """A visit to be counted; the engine's trace is its key.

    Args:
        series: The series it was drawn in.
        seed: What it was drawn from.
        difficulty: 1 easy, 2 middling, 3 hard.
        trap: The family it was drawn from.
        visit: The visit.
        rule: Key of the counting rule that is asked for.
        circumstances: What the note gives grounds for beyond the minutes.
        modifiers: Whether the modifiers of the lines are asked for too.
        scene: A number that chooses the words around the visit, nothing else.
        first: Every right answer in units as its series counted when the drill was set; compared, never marked by.
    """

    series: int
    seed: str
    difficulty: int
    trap: Trap
    visit: Session
    rule: str
    circumstances: Circumstances
    modifiers: bool
    scene: int
    first: tuple[Units, ...]

    @property
    def counting(self) -> CountingRule:
        """The counting rule that is asked for."""
        return self.visit.facts.rule(self.rule)

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
    def has_changed(self) -> bool:
        """Whether other units are right today than when the drill was set."""
        today = list(self.alternatives)
        return len(today) != len(self.first) or any(units not in today for units in self.first)

    @property
    def claim(self) -> Claim:
        """The right claim lines, with their findings."""
        return claim_of(self.allocation, self.circumstances)


@dataclass(frozen=True, slots=True)
class DrillTable:
    """The traps of a series, and what else decides which visit a seed gives.

    Args:
        series: Number of the series.
        traps: The traps by key.
        timed: Timed codes.
        modalities: Untimed modalities.
        evaluations: Evaluations by discipline.
        payers: Key of the payer by the rule that is asked for; a rule without one is a contract's own.
        numbers: What its visits are weighed by.
        corrected: What was corrected since, by key of the trap.
    """

    series: int
    traps: Mapping[str, Trap]
    timed: tuple[str, ...]
    modalities: tuple[str, ...]
    evaluations: Mapping[Discipline, tuple[str, ...]]
    payers: Mapping[str, str]
    numbers: Numbers
    corrected: Mapping[str, Corrected]

    @property
    def subjects(self) -> tuple[str, ...]:
        """What a drill may be about: every trap, then every topic that one serves."""
        return (*self.traps, *sorted({topic for trap in self.traps.values() for topic in trap.topics}))


@cache
def all_series() -> tuple[int, ...]:
    """Give the numbers of the series there are, oldest first.

    >>> all_series()[0]
    1
    """
    files = (DATA / _FILES).parent.glob("series_*.toml")
    return tuple(sorted(int(file.stem.removeprefix("series_")) for file in files))


@cache
def drill_table(series: int = FIRST) -> DrillTable:
    """Read a series: the traps of the series before it, then its own.

    Args:
        series: Number of the series.

    Returns:
        Its table.

    Raises:
        UnknownKeyError: If there is no such series.

    >>> drill_table().traps["tie"].topics
    ('T09',)
    """
    if series not in all_series():
        known = " or ".join(str(number) for number in all_series())
        raise UnknownKeyError([Problem("series", quoted(series), known)])
    return table_of(series, read_table(f"{_FILES}{series}"), drill_table(series - 1) if series > FIRST else None)


def table_of(series: int, document: Mapping[str, Any], before: DrillTable | None = None) -> DrillTable:
    """Make the table of a series from its file.

    Args:
        series: Number of the series.
        document: The file as it stands.
        before: The series that it goes on from, None for the first.

    Returns:
        The table: what the file leaves out is as in the series before.
    """
    own = {row["key"]: _trap(row) for row in document["trap"]}
    corrected = {row["trap"]: Corrected(**row) for row in document.get("corrected", [])}
    if before is not None:
        return replace(
            before,
            series=series,
            traps=MappingProxyType({**before.traps, **own}),
            corrected=MappingProxyType({**before.corrected, **corrected}),
        )
    evaluations = {Discipline(name): tuple(codes) for name, codes in document["evaluations"].items()}
    modalities = tuple(document["modalities"])
    weighed = document["weighed"]
    untimed = frozenset({*modalities, *weighed["untimed"], *(code for codes in evaluations.values() for code in codes)})
    least, most, both_least, both_most = weighed["pair"]
    return DrillTable(
        series,
        MappingProxyType(own),
        tuple(document["timed"]),
        modalities,
        MappingProxyType(evaluations),
        MappingProxyType(document["payers"]),
        Numbers(
            weighed["threshold"],
            weighed["quarter"],
            tuple(weighed["pooled"]),
            untimed,
            (least, most, both_least, both_most),
        ),
        MappingProxyType(corrected),
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
