"""Service lines of a claim as segments of the electronic professional claim (837P)."""

from ptcoding.billing.claim.claim import POINTERS, Claim
from ptcoding.billing.claim.draft import ClaimLine

SOURCE = "x12-sv1"
ELEMENT, COMPONENT, END = "*", ":", "~"


def segments(claim: Claim) -> tuple[str, ...]:
    """Write the service-line segments of a claim.

    Each line is three segments: its number (LX), the service (SV1) and its date (DTP). A claim around them, with
    its sender, patient and provider, is not written: nothing here could be sent. What was not entered is not made up:
    without a charge its element stays empty, without a date there is no date segment; ``lacking`` names both.

    Args:
        claim: The claim.

    Returns:
        The segments with their terminators, in order.

    Source: published reference of the X12 segment SV1.

    >>> from datetime import date
    >>> from ptcoding import CMS, Session
    >>> from ptcoding.billing.claim.claim import claim as write
    >>> segments(write(Session.of({"97110": 33}, date(2026, 3, 2)), CMS))
    ('LX*1~', 'SV1*HC:97110:GP**UN*2*11~', 'DTP*472*D8*20260302~')
    """
    day = claim.allocation.session.date
    written: list[str] = []
    for number, line in enumerate(claim.lines, start=1):
        written += [f"LX*{number}{END}", _service(line, claim.circumstances.place)]
        written += [f"DTP*472*D8*{day:%Y%m%d}{END}"] if day else []
    return tuple(written)


def lacking(claim: Claim) -> tuple[str, ...]:
    """Name what the segments need and the visit does not say.

    Args:
        claim: The claim.

    Returns:
        The date of service and the charge of each code, where they were not entered.

    >>> from ptcoding import CMS, Session
    >>> from ptcoding.billing.claim.claim import claim as write
    >>> lacking(write(Session.of({"97110": 33}), CMS))
    ('the date of service', 'the charge of 97110')
    """
    if not claim.lines:
        return ()
    codes = dict.fromkeys(line.code for line in claim.lines if line.charge is None)
    day = () if claim.allocation.session.date else ("the date of service",)
    return (*day, *(f"the charge of {code}" for code in codes))


def _service(line: ClaimLine, place: str) -> str:
    procedure = COMPONENT.join(["HC", line.code, *line.modifiers[:4]])
    # A payer would take 0 for the price of the service.
    charge = f"{line.charge:f}" if line.charge is not None else ""
    pointers = COMPONENT.join(str(POINTERS.index(letter) + 1) for letter in line.pointers)
    elements = ["SV1", procedure, charge, "UN", str(line.units), place, "", pointers]
    return ELEMENT.join(elements).rstrip(ELEMENT) + END
