"""Payers: how each is known to count and what its claims obey, and how well that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ptcoding.facts.source import DatedFact

# Whose rules on modifiers, assistants and thresholds a card may say that its payer follows.
MEDICARE = "medicare"


class Span(StrEnum):
    """What a payer's limit of a day adds up."""

    CODE = "code"
    DISCIPLINE = "discipline"
    DAY = "day"


class Edits(StrEnum):
    """Whose edits between codes a payer applies."""

    MEDICARE = "medicare"
    OWN = "own"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """The most that a payer pays for on one day.

    Args:
        units: Units of the codes together.
        sources: Keys of the sources.
        per: Whether the units of one code, of one discipline or of the whole day are added up.
        codes: The codes it holds for, all timed ones where none is named.
        minutes: The same limit in minutes where the source says it in minutes too, else 0.
        since: First day, None where no source gives one.
        until: Last day, None while it holds.
    """

    units: int
    sources: tuple[str, ...]
    per: Span = Span.DAY
    codes: tuple[str, ...] = ()
    minutes: int = 0
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Payer(DatedFact):
    """What is known of one payer: its count, and what its claims obey beyond it.

    Args:
        key: Short name for visits and links.
        name: What a page prints.
        rule: Key of the counting rule, empty when not known or not a pure rule.
        known: What was found.
        unknown: What was not found, may be empty.
        verify: What to look for in the contract.
        follows: ``medicare`` where Medicare's rules hold for the whole claim, not for the count alone; else empty.
        says: Who says so: the payer, a law, a trade body; empty where nothing was found.
        assistants: ``medicare`` where CQ or CO is asked for as Medicare asks, empty where it is not known.
        assistants_since: First day of service for which it is.
        assistants_sources: Keys of the sources of that.
        plan: ``medicare`` where GP, GO or GN is asked for, empty where it is not known.
        plan_sources: Keys of the sources of that.
        plan_except: Codes for which it is not.
        edits: Whose edits between codes apply, empty where it is not known.
        telehealth: What was found about telehealth, may be empty.
        limits: The most units or minutes of a day.
    """

    key: str
    name: str
    rule: str
    known: str
    unknown: str
    verify: str
    follows: str = ""
    says: str = ""
    assistants: str = ""
    assistants_since: date | None = None
    assistants_sources: tuple[str, ...] = ()
    plan: str = ""
    plan_sources: tuple[str, ...] = ()
    plan_except: tuple[str, ...] = ()
    edits: Edits = Edits.UNKNOWN
    telehealth: str = ""
    limits: tuple[DailyLimit, ...] = ()

    def asks_for_assistants(self, on: date) -> bool:
        """Tell whether the payer asks for the assistant's modifier on a day of service."""
        return self.assistants == MEDICARE and (self.assistants_since is None or self.assistants_since <= on)


def follows_medicare(key: str, payers: Mapping[str, Payer]) -> bool:
    """Tell whether Medicare's rules hold for the whole claim of a payer.

    Args:
        key: Key of the payer; a visit without one is taken as Medicare's.
        payers: The cards by key.

    Returns:
        What its card says, False where there is no card.

    >>> from ptcoding.facts import facts
    >>> tuple(follows_medicare(payer, facts().payers) for payer in ("", "medicare", "uhc"))
    (True, True, False)
    """
    return not key or (key in payers and payers[key].follows == MEDICARE)
