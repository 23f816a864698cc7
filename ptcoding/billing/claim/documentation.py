"""What the note of a visit must contain for exactly the lines on its claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.claim.modifiers import BYPASS, PAIRED

GROUP_CODE = "97150"


@dataclass(frozen=True, slots=True)
class Demand:
    """A need of one visit, in words.

    Args:
        text: The demand.
        source: Key of the source.
        code: The code it belongs to, empty for the visit as a whole.
    """

    text: str
    source: str
    code: str = ""


def demands(claim: Claim) -> tuple[Demand, ...]:
    """List what the note must contain for the lines of a claim.

    Args:
        claim: The claim.

    Returns:
        What the visit as a whole needs, then what each code must show.

    >>> from ptcoding import CMS, Session
    >>> from ptcoding.billing.claim.claim import claim
    >>> [demand.code for demand in demands(claim(Session.of({"97110": 20}), CMS))][-1]
    '97110'
    """
    numbers = {
        "timed_minutes": claim.allocation.timed_minutes,
        "total_minutes": claim.allocation.total_minutes,
    }
    present = _conditions(claim)
    general = [
        Demand(need.text.format_map(numbers), need.sources[0])
        for need in claim.allocation.session.facts.documentation
        if need.when in present
    ]
    return (*general, *_of_codes(claim))


def _conditions(claim: Claim) -> set[str]:
    """Name what on the claim calls for more in the note."""
    modifiers = {modifier for line in claim.lines for modifier in line.modifiers}
    present = {"always"}
    present |= {"timed"} if claim.allocation.timed_minutes else set()
    present |= {"assistant"} if modifiers & set(PAIRED) else set()
    present |= {"bypass"} if modifiers & set(BYPASS) else set()
    present |= {"kx"} if "KX" in modifiers else set()
    present |= {"group"} if any(line.code == GROUP_CODE for line in claim.lines) else set()
    return present


def _of_codes(claim: Claim) -> Iterable[Demand]:
    table = claim.allocation.session.facts.codes
    for code in dict.fromkeys(line.code for line in claim.lines):
        for shown in table[code].shows:
            yield Demand(shown, table[code].shows_source or table[code].sources[0], code)
