"""A remittance (835): what was paid on each line, what was cut, and the codes that say why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ptcoding.exchange.claim_lines.lines import BilledLine
from ptcoding.exchange.day_sheet.value import read_amount, read_payer
from ptcoding.exchange.denial.typed import Denied
from ptcoding.exchange.x12.claims import read_day
from ptcoding.exchange.x12.segments import REMITTANCE, Segment, read_segments

# In a CAS segment a reason, its amount and its quantity follow each other up to six times.
TRIPLE, FIRST, LAST = 3, 2, 17


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One line of a remittance.

    Args:
        claim: Which claim of the file, numbered in order.
        line: The line as the payer read it.
        charged: Its charge.
        paid: What was paid.
        denied: What was cut, each with its reason.
    """

    claim: int
    line: BilledLine
    charged: Decimal
    paid: Decimal
    denied: tuple[Denied, ...]


@dataclass(frozen=True, slots=True)
class Remittance:
    """A remittance, without anything that tells who the patients are.

    Args:
        payer: Key of the payer's card, ``custom`` or empty where there is none.
        lines: Its lines.
        denials: Everything that was cut, of claims as a whole and of their lines.
    """

    payer: str
    lines: tuple[PaidLine, ...]
    denials: tuple[Denied, ...]


def read_remittance(content: bytes) -> Remittance:
    """Read a remittance.

    Args:
        content: The file.

    Returns:
        Its lines and what was cut.

    Raises:
        DocumentError: If it is no such file, or was cut short.
    """
    segments = read_segments(content, REMITTANCE)
    payer = next((read_payer(one[2]) for one in segments if one.name == "N1" and one[1] == "PR"), "")
    lines: list[PaidLine] = []
    denials: list[Denied] = []
    for number, claim in enumerate(_claims(segments), start=1):
        whole, of_lines = _read(claim, number)
        billed = tuple(one.line for one in of_lines)
        denials += [replace(denied, lines=billed) for denied in whole]
        for paid in of_lines:
            beside = tuple(line for line in billed if line is not paid.line)
            known = tuple(replace(denied, lines=(paid.line,), beside=beside) for denied in paid.denied)
            lines.append(replace(paid, denied=known))
            denials += known
    return Remittance(payer, tuple(lines), tuple(denials))


def _claims(segments: list[Segment]) -> Iterator[list[Segment]]:
    claim: list[Segment] = []
    for segment in segments:
        if segment.name in {"CLP", "SE", "PLB", "LX"}:
            if claim:
                yield claim
            claim = [segment] if segment.name == "CLP" else []
        elif claim:
            claim.append(segment)
    if claim:
        yield claim


def _read(claim: list[Segment], number: int) -> tuple[list[Denied], list[PaidLine]]:
    """Read a claim: what was cut of it as a whole, and its lines."""
    whole: list[Denied] = []
    remarks: list[str] = []
    lines: list[PaidLine] = []
    for segment in claim:
        if segment.name == "SVC":
            lines.append(_line(segment, number))
        elif segment.name == "CAS":
            cut = list(_cut(segment))
            if lines:
                lines[-1] = replace(lines[-1], denied=(*lines[-1].denied, *cut))
            else:
                whole += cut
        elif segment.name == "LQ" and segment[1] == "HE" and lines:
            told = [replace(one, remarks=(*one.remarks, segment[2])) for one in lines[-1].denied]
            lines[-1] = replace(lines[-1], denied=tuple(told))
        elif segment.name == "MOA":
            remarks += [segment[place] for place in range(3, 8) if segment[place]]
    dated = _dated(claim)
    lines = [
        replace(one, denied=tuple(_of_claim(cut, remarks, dated.get(place)) for cut in one.denied))
        for place, one in enumerate(lines)
    ]
    return [_of_claim(cut, remarks, dated.get(0)) for cut in whole], lines


def _dated(claim: list[Segment]) -> dict[int, str]:
    """Give the date of each line, by its place; it may stand before or after what was cut."""
    dated: dict[int, str] = {}
    place = -1
    for segment in claim:
        place += segment.name == "SVC"
        if segment.name == "DTM" and segment[1] in {"472", "150", "232"}:
            dated.setdefault(max(place, 0), segment[2])
    return dated


def _of_claim(cut: Denied, remarks: list[str], day: str | None) -> Denied:
    """Add the remarks on the claim as a whole, and the day."""
    on = cut.on or (read_day(day) if day else None)
    return replace(cut, remarks=tuple(dict.fromkeys((*cut.remarks, *remarks))), on=on)


def _line(segment: Segment, claim: int) -> PaidLine:
    _, code, *rest = [*segment.parts(1), "", ""]
    modifiers = tuple(part for part in rest[:4] if re.fullmatch(r"[A-Z0-9]{2}", part))
    # What was billed stands seventh where the payer has changed it.
    said = segment[7] or segment[5] or "1"
    units = int(said.partition(".")[0]) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", said) else 1
    charged = read_amount(segment[2])
    line = BilledLine(code[:10].upper(), modifiers, units, charged)
    return PaidLine(claim, line, charged or Decimal(0), read_amount(segment[3]) or Decimal(0), ())


def _cut(segment: Segment) -> Iterator[Denied]:
    for place in range(FIRST, LAST + 1, TRIPLE):
        reason = segment[place].strip()
        if reason:
            amount = re.sub(r"[^0-9.\-]", "", segment[place + 1])[:12]
            yield Denied(segment[1][:2], reason[:4].lstrip("0"), amount=amount)
