"""Service lines of a claim as segments of the electronic professional claim (837P)."""

from ptcoding.billing.claim.claim import POINTERS, Claim
from ptcoding.billing.claim.draft import ClaimLine

SOURCE = "x12-sv1"
ELEMENT, COMPONENT, END = "*", ":", "~"


def segments(claim: Claim) -> tuple[str, ...]:
    """Write the service-line segments of a claim.

    Each line is three segments: its number (LX), the service (SV1) and its date (DTP). A claim around them, with
    its sender, patient and provider, is not written: nothing here could be sent.

    Args:
        claim: The claim.

    Returns:
        The segments with their terminators, in order.

    Source: published reference of the X12 segment SV1.

    >>> from datetime import date
    >>> from ptcoding import CMS, Session
    >>> from ptcoding.billing.claim.claim import claim as write
    >>> segments(write(Session.of({"97110": 33}, date(2026, 3, 2)), CMS))
    ('LX*1~', 'SV1*HC:97110:GP*0*UN*2*11~', 'DTP*472*D8*20260302~')
    """
    written: list[str] = []
    for number, line in enumerate(claim.lines, start=1):
        written += [
            f"LX*{number}{END}",
            _service(line, claim.circumstances.place),
            f"DTP*472*D8*{claim.on:%Y%m%d}{END}",
        ]
    return tuple(written)


def _service(line: ClaimLine, place: str) -> str:
    procedure = COMPONENT.join(["HC", line.code, *line.modifiers[:4]])
    # The charge is required; a claim without one entered shows 0.
    charge = f"{line.charge:f}" if line.charge is not None else "0"
    pointers = COMPONENT.join(str(POINTERS.index(letter) + 1) for letter in line.pointers)
    elements = ["SV1", procedure, charge, "UN", str(line.units), place, "", pointers]
    return ELEMENT.join(elements).rstrip(ELEMENT) + END
