"""Payers: which rule each is known to follow, and how well that is known."""

from dataclasses import dataclass

from ptcoding.facts.source import DatedFact


@dataclass(frozen=True, slots=True)
class Payer(DatedFact):
    """What is known of how one payer counts.

    Args:
        key: Short name for visits and links.
        name: What a page prints.
        rule: Key of the counting rule, empty when not known or not a pure rule.
        known: What was found.
        unknown: What was not found, may be empty.
        verify: What to look for in the contract.
    """

    key: str
    name: str
    rule: str
    known: str
    unknown: str
    verify: str
