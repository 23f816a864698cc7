"""Payers: which rule each is known to follow, and how well that is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from ptcoding.facts.source import DatedFact

# Whose rules on modifiers, assistants and thresholds a card may say that its payer follows.
MEDICARE = "medicare"


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
        follows: ``medicare`` where Medicare's rules hold for the whole claim, not for the count alone; else empty.
    """

    key: str
    name: str
    rule: str
    known: str
    unknown: str
    verify: str
    follows: str = ""


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
