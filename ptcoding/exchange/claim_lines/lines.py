"""Lines of a claim as billed: code, modifiers, units. There are no minutes on a claim, so 15 stand for each unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ptcoding.billing.claim.modifiers import PLAN
from ptcoding.exchange.day_sheet.charge import unit_charges
from ptcoding.exchange.day_sheet.sheet import DayVisit
from ptcoding.exchange.visit.visit import Visit, read_visit
from ptcoding.facts import Facts

BLOCK = 15
UNTIMED_MINUTES = 0
_PLAN_OF = {modifier: discipline.value for discipline, modifier in PLAN.items()}
_ASSISTANT = ("CQ", "CO")


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line as billed.

    Args:
        code: The procedure code.
        modifiers: Its modifiers.
        units: Units billed.
        charge: Charge of the line, None where none is told.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    charge: Decimal | None = None


def billed_visit(
    lines: Sequence[BilledLine],
    facts: Facts,
    *,
    day: date | None = None,
    payer: str = "",
    place: str = "",
    diagnoses: Iterable[str] = (),
) -> Visit:
    """Make the visit that stands behind lines as billed.

    Fifteen minutes for each unit of a timed code count to the same units under every rule, so the claim that follows
    has the lines as billed, and its findings are about them.

    Args:
        lines: The lines; their codes have to be known.
        facts: The facts to read it by.
        day: Date of service.
        payer: Key of the payer.
        place: Place of service.
        diagnoses: Diagnoses of the claim.

    Returns:
        The visit.

    Raises:
        VisitError: If a value is malformed or a code is not known.

    >>> from ptcoding.facts import facts
    >>> visit = billed_visit([BilledLine("97110", ("GP",), 2)], facts())
    >>> dict(visit.counted().units), visit.session.services
    ({'97110': 2}, (Service('97110', 30),))
    """
    plans = [_PLAN_OF[modifier] for line in lines for modifier in line.modifiers if modifier in _PLAN_OF]
    record: dict[str, Any] = {
        "services": [_service(line, facts) for line in lines],
        "discipline": plans[0] if plans else "PT",
        "payer": payer,
        "modifiers": {},
        "diagnoses": list(dict.fromkeys(diagnoses)),
        "charges": unit_charges((line.code, line.units, line.charge) for line in lines),
    }
    for line in lines:
        stated = record["modifiers"].setdefault(line.code, [])
        stated += [modifier for modifier in line.modifiers if modifier not in stated]
    if day is not None:
        record["date"] = day.isoformat()
    if re.fullmatch(r"[0-9]{2}", place):
        record["place"] = place
    return read_visit(record, facts)


def _service(line: BilledLine, facts: Facts) -> dict[str, Any]:
    known = facts.codes.get(line.code)
    minutes = BLOCK * line.units if known is not None and known.timed else UNTIMED_MINUTES
    by = "assistant" if any(modifier in _ASSISTANT for modifier in line.modifiers) else "therapist"
    return {"code": line.code, "minutes": minutes, "by": by}


def as_day(visit: Visit, lines: Sequence[BilledLine], row: int, patient: int) -> DayVisit:
    """Put lines as billed beside the visits of a day sheet.

    Args:
        visit: The visit behind them.
        lines: The lines.
        row: Where they begin in the file.
        patient: Which patient of the file.

    Returns:
        The visit of a sheet, its minutes marked as put in.
    """
    billed: dict[str, int] = {}
    for line in lines:
        billed[line.code] = billed.get(line.code, 0) + line.units
    told = tuple((line.code, line.units, line.modifiers) for line in lines)
    remark = "A claim has units and no minutes: 15 stand for each unit, so only the claim is checked."
    return DayVisit(row, (row,), patient, 0, visit, billed, told, True, (remark,), modified=told)
