"""Who must watch over whom, as dated rows."""

from dataclasses import dataclass
from enum import StrEnum

from ptcoding.facts.source import DatedFact, Fact


class Level(StrEnum):
    """How closely an assistant must be supervised."""

    DIRECT = "direct"
    GENERAL = "general"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Supervision(DatedFact):
    """What Medicare asks in one setting.

    Args:
        setting: Key of the setting.
        name: What a page prints.
        level: How closely; ``none`` where no supervision makes the service payable.
        note: What it means and how far it was read.
    """

    setting: str
    name: str
    level: Level
    note: str


@dataclass(frozen=True, slots=True)
class Person(Fact):
    """What a person in the room beside or in place of the therapist changes.

    Args:
        key: Which person, in the words of ``Giver``.
        text: What it changes.
    """

    key: str
    text: str
