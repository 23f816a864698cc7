"""Rows put together into visits: one patient, one day, one plan of care."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ptcoding.billing.claim.modifiers import PAIRED, PLAN
from ptcoding.billing.visit.circumstances import MOST_DIAGNOSES
from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.charge import unit_charges
from ptcoding.exchange.day_sheet.line import Line
from ptcoding.exchange.day_sheet.rows import Row
from ptcoding.exchange.day_sheet.sheet import DayVisit, Unread
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import Facts

BLOCK = 15
_PLAN_OF = {modifier: discipline.value for discipline, modifier in PLAN.items()}


def grouped(
    rows: Iterable[Row], facts: Facts, *, has_modifiers: bool = False
) -> tuple[tuple[DayVisit, ...], list[Unread], tuple[str, ...]]:
    """Put rows together into visits.

    Args:
        rows: The rows of a sheet.
        facts: The facts that the visits are read and billed by.
        has_modifiers: Whether the sheet has a place for modifiers, so that one may be missing.

    Returns:
        The visits in the order of their first rows, rows of visits that cannot be read, and what is to be said.
    """
    groups: dict[tuple[object, ...], list[Row]] = {}
    cut: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        if not row.is_whole:
            cut.setdefault((row.visit, row.patient, row.day), []).append(row.number)
        if not row.lines:
            continue
        # The number of a visit tells two of one day apart; a plan of care is billed by itself.
        groups.setdefault((row.visit, row.patient, row.day, _discipline(row)), []).append(row)
    people: dict[str, int] = {"": 0}
    therapists: dict[str, int] = {"": 0}
    visits: list[DayVisit] = []
    unread: list[Unread] = []
    for (*of, _), members in groups.items():
        number = people.setdefault(members[0].patient, len(people))
        named = next((row.therapist for row in members if row.therapist), "")
        therapist = therapists.setdefault(named, len(therapists))
        try:
            visit = _visit(members, number, therapist, facts)
            modified = visit.modified if has_modifiers else ()
            visits.append(replace(visit, modified=modified, lacking=tuple(cut.get(tuple(of), ()))))
        except InputError as error:
            unread.append(Unread(members[0].number, f"the visit of this row: {'; '.join(map(str, error.problems))}"))
    return tuple(visits), unread, ()


def _discipline(row: Row) -> str:
    plans = [_PLAN_OF[modifier] for line in row.lines for modifier in line.modifiers if modifier in _PLAN_OF]
    return row.discipline or (plans[0] if plans else "PT")


def _visit(rows: Sequence[Row], patient: int, therapist: int, facts: Facts) -> DayVisit:
    lines = [line for row in rows for line in row.lines]
    codes = facts.codes
    timed = [line for line in lines if codes[line.code].timed]
    assumed = bool(timed) and all(line.minutes is None for line in timed)
    remarks = ["Minutes are missing: 15 stand for each billed unit, so only the claim is checked."] * assumed
    if not assumed:
        missing = dict.fromkeys(line.code for line in timed if line.minutes is None)
        remarks += [f"{code} has units and no minutes: counted as 0 minutes." for code in missing]
    first = rows[0]
    record: dict[str, Any] = {
        "services": [_service(row, line, assumed, codes[line.code].timed) for row in rows for line in row.lines],
        "discipline": _discipline(first),
        "payer": next((row.payer for row in rows if row.payer), ""),
        "modifiers": _modifiers(lines),
        "diagnoses": list(dict.fromkeys(code for row in rows for code in row.diagnoses))[:MOST_DIAGNOSES],
        "charges": unit_charges((line.code, line.units, line.charge) for line in lines),
    }
    if first.day:
        record["date"] = first.day.isoformat()
    place = next((row.place for row in rows if row.place), "")
    if place:
        record["place"] = place
    year_to_date = next((row.year_to_date for row in rows if row.year_to_date is not None), None)
    if year_to_date is not None:
        record["year_to_date"] = float(year_to_date)
    return DayVisit(
        row=first.number,
        rows=tuple(dict.fromkeys(row.number for row in rows)),
        patient=patient,
        therapist=therapist,
        visit=read_visit(record, facts),
        billed=_billed(lines),
        lines=tuple((line.code, line.units, line.modifiers) for line in lines if line.units is not None),
        modified=tuple((line.code, line.units, line.modifiers) for line in lines),
        assumed=assumed,
        remarks=tuple(remarks),
    )


def _service(row: Row, line: Line, assumed: bool, timed: bool) -> dict[str, Any]:
    # Where no letters tell who gave it, the modifier that says an assistant did is believed.
    by = row.by or ("therapist" if set(PAIRED).isdisjoint(line.modifiers) else "assistant")
    service: dict[str, Any] = {"code": line.code, "by": by, "minutes": line.minutes or 0}
    if assumed and timed:
        service["minutes"] = BLOCK * (line.units or 0)
    if line.spans:
        service["times"] = ", ".join(str(span) for span in line.spans)
        del service["minutes"]
    if line.contact:
        service["contact"] = line.contact
    if line.region:
        service["region"] = line.region
    return service


def _modifiers(lines: Iterable[Line]) -> dict[str, list[str]]:
    stated: dict[str, list[str]] = {}
    for line in lines:
        known = stated.setdefault(line.code, [])
        known += [modifier for modifier in line.modifiers if modifier not in known]
    return {code: modifiers for code, modifiers in stated.items() if modifiers}


def _billed(lines: Iterable[Line]) -> Mapping[str, int]:
    billed: dict[str, int] = {}
    for line in lines:
        if line.units is not None:
            billed[line.code] = billed.get(line.code, 0) + line.units
    return billed
