"""A deck: an ordered list of what the course already has, with minutes, presenter notes and prompts for discussion."""

import json
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any

ASKS = ("item", "drill", "belief", "contrast", "scenario", "case", "order", "choice", "visit")
SHOWS = ("note", "figure", "lesson", "text")
# A reference to one of these is looked up; the others have no key of their own.
KEYED = ("item", "drill", "belief", "contrast", "scenario", "case", "note", "figure", "lesson")


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a deck.

    Args:
        kind: What it is: one of ``ASKS``, which are voted on, or of ``SHOWS``, which are looked at.
        key: What is taken from the course; of a case or a figure ``lesson/case``.
        minutes: How long it takes.
        notes: What the presenter reads, on the host's screen alone.
        prompts: What the room may discuss.
        edition: Edition of an item, 0 for the newest.
        series: Series of a drill.
        seed: Number of a drill.
        level: How hard a drill is, 1 to 3.
        rule: Key of the counting rule, where a scenario or a case is counted.
        part: Which purpose of a contrast, or which treatment of a scenario is to be coded, from 1; 0 for its units.
            Of a choice that the deck words itself, which one is right.
        title: Heading of a text.
        text: A text to be shown, the question of an order or of a choice, or what is told of a visit.
        parts: The parts of an order, in the right order; or the choices.
        services: Services of a visit that the deck makes itself, such as ``97110=33``.
        discipline: Whose plan of care that visit is under.
        why: The reason of what the deck words itself.
        source: Key of its source.
    """

    kind: str
    key: str = ""
    minutes: int = 0
    notes: str = ""
    prompts: tuple[str, ...] = ()
    edition: int = 0
    series: int = 0
    seed: int = 0
    level: int = 0
    rule: str = ""
    part: int = 0
    title: str = ""
    text: str = ""
    parts: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    discipline: str = ""
    why: str = ""
    source: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is voted on."""
        return self.kind in ASKS


@dataclass(frozen=True, slots=True)
class Deck:
    """An ordered list of parts.

    Args:
        key: Name of its file.
        title: What a list prints.
        minutes: How long it is planned to take.
        audience: Whom it is for.
        objectives: What people can do afterward.
        steps: Its parts in order.
    """

    key: str
    title: str
    minutes: int
    audience: str
    objectives: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def asks(self) -> tuple[bool, ...]:
        """Of each part, whether it is a question."""
        return tuple(step.asks for step in self.steps)


def plan(deck: Deck) -> str:
    """Write a deck as a room keeps it, so that a change of its file never reaches a room that is running.

    Args:
        deck: The deck, its editions named.

    Returns:
        JSON without what is empty.
    """
    steps = [{name: value for name, value in asdict(step).items() if value not in ("", 0, ())} for step in deck.steps]
    return json.dumps({**asdict(deck), "steps": steps}, separators=(",", ":"))


@lru_cache(maxsize=64)
def planned(text: str) -> Deck:
    """Read what ``plan`` wrote.

    Args:
        text: The JSON.

    Returns:
        The deck.
    """
    kept = json.loads(text)
    lists = {field.name for field in fields(Step)} & {"prompts", "parts", "services"}
    rows: list[dict[str, Any]] = [
        {name: tuple(value) if name in lists else value for name, value in row.items()} for row in kept["steps"]
    ]
    steps = tuple(Step(**row) for row in rows)
    return Deck(**{**kept, "objectives": tuple(kept["objectives"]), "steps": steps})
