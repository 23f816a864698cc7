"""Which list of diagnosis codes is read, and which codes a rule treats alike."""

from dataclasses import dataclass
from datetime import date

from ptcoding.facts.source import Fact


@dataclass(frozen=True, slots=True)
class Release(Fact):
    """Which list of codes is read.

    Args:
        name: The release in words.
        package: The version of the package that carries it.
        since: First day of service it holds for.
        until: Last day.
    """

    name: str
    package: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Group(Fact):
    """Codes that a rule treats alike.

    Args:
        key: ``aftercare``, ``injury``, ``vague``, ``sign`` or ``status``.
        first: The first category or code.
        last: The last one, included.
    """

    key: str
    first: str
    last: str

    def holds(self, code: str) -> bool:
        """Tell whether a code belongs to it."""
        return self.first <= code[: len(self.first)] <= self.last
