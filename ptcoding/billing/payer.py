"""Payers: which rule each is known to follow, and how well that is known."""

from dataclasses import dataclass
from datetime import date

from ptcoding.source import Standing


@dataclass(frozen=True, slots=True)
class Payer:
    """What is known of how one payer counts.

    Args:
        key: Short name for visits and links.
        name: What a page prints.
        rule: Key of the counting rule, empty when not known or not a pure rule.
        known: What was found.
        unknown: What was not found, may be empty.
        verify: What to look for in the contract.
        sources: Keys of the sources.
        since: First day on which it is known to hold, None where no source gives one.
        until: Last day, None while it holds.
        checked: The day the card was last checked.
        standing: How the sources were read.
    """

    key: str
    name: str
    rule: str
    known: str
    unknown: str
    verify: str
    sources: tuple[str, ...]
    since: date | None
    until: date | None
    checked: date
    standing: Standing
