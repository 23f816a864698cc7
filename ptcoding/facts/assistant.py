"""The rule on assistants, as dated rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ptcoding.facts.source import DatedFact, Fact, is_in_force


@dataclass(frozen=True, slots=True)
class AssistantTerm(DatedFact):
    """One number of the rule on assistants.

    Args:
        key: Its name.
        unit: What it counts: minutes or percent.
        value: The number.
        text: What it says.
    """

    key: str
    unit: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Barred(Fact):
    """Codes that no assistant may furnish.

    Args:
        key: Name of the group.
        codes: The codes.
        text: The reason.
    """

    key: str
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class AssistantTable:
    """The rule on assistants: its numbers and the codes that are not theirs.

    Args:
        terms: The dated numbers.
        barred: Codes that no assistant may furnish.
    """

    terms: tuple[AssistantTerm, ...]
    barred: tuple[Barred, ...]

    def on(self, day: date | None) -> Mapping[str, AssistantTerm]:
        """Give the numbers in force on a day, by key.

        Args:
            day: Date of service, None for the numbers in force when they were last checked.

        Returns:
            The terms; empty before the modifiers were required.
        """
        return MappingProxyType({row.key: row for row in self.terms if is_in_force(row, day or row.checked)})
