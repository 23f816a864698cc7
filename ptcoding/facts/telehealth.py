"""Telehealth by therapists under Medicare: the days on which it may be billed, and the codes that were on the list."""

from dataclasses import dataclass
from datetime import date

from ptcoding.facts.source import DatedFact, Fact, is_in_force


@dataclass(frozen=True, slots=True)
class Permission(DatedFact):
    """Days on which therapists may bill telehealth.

    Args:
        text: Who may, and how the days came about.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Listed(Fact):
    """Codes that stood on the list of telehealth services.

    Args:
        codes: The codes.
        as_of: The day of the list that was read.
    """

    codes: frozenset[str]
    as_of: date


@dataclass(frozen=True, slots=True)
class TelehealthTable:
    """What was read of telehealth by therapists.

    Args:
        permissions: The days on which it may be billed, the first ones first.
        lists: Codes of the list, as it was read.
    """

    permissions: tuple[Permission, ...]
    lists: tuple[Listed, ...]

    def on(self, day: date) -> Permission | None:
        """Give the permission of a day, None where none was read.

        >>> from ptcoding.facts import facts
        >>> facts().telehealth.on(date(2027, 12, 31)) is None, facts().telehealth.on(date(2028, 1, 1)) is None
        (False, True)
        """
        return next((row for row in self.permissions if is_in_force(row, day)), None)

    def listed(self, code: str) -> Listed | None:
        """Give the list on which a code stood, None where it stood on none that was read.

        >>> from ptcoding.facts import facts
        >>> facts().telehealth.listed("97140") is None
        True
        """
        return next((row for row in self.lists if code in row.codes), None)
