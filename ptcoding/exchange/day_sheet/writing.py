"""The visits of a sheet written out: one row a visit for a spreadsheet, or JSON."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from ptcoding.exchange.day_sheet.counting import CountedVisit
from ptcoding.exchange.day_sheet.sheet import DaySheet
from ptcoding.exchange.visit.spreadsheet import inert

COLUMNS = (
    "row", "date", "patient", "payer", "discipline", "minutes", "services", "modifiers", "diagnoses", "billed",
    "earned_cms", "earned_ama", "difference", "errors", "warnings", "findings",
)  # fmt: skip


def as_record(sheet: DaySheet, counted: Sequence[CountedVisit]) -> dict[str, Any]:
    """Write a sheet as a record ready for JSON: patients are numbers, and nothing else of them is in it.

    Args:
        sheet: The sheet.
        counted: Its visits, counted.

    Returns:
        The record.
    """
    return {
        "visits": [_visit(one) for one in counted],
        "unread": [{"row": one.row, "reason": one.reason} for one in sheet.unread],
        "columns": dict(sheet.columns),
        "notes": list(sheet.notes),
        "kind": sheet.kind,
    }


def _visit(counted: CountedVisit) -> dict[str, Any]:
    day, session, around = counted.day, counted.day.visit.session, counted.day.visit.circumstances
    facts = session.facts
    return {
        "row": day.row,
        "rows": list(day.rows),
        "date": session.date.isoformat() if session.date else "",
        "patient": day.patient,
        "therapist": day.therapist,
        "payer": session.payer,
        "discipline": session.discipline.value,
        "services": [[service.code, service.minutes] for service in session.services],
        "by": [service.by.value for service in session.services],
        "regions": [service.region for service in session.services],
        "modifiers": {code: list(stated) for code, stated in around.stated.items()},
        "diagnoses": list(around.diagnoses),
        "place": around.place,
        "charges": {code: str(charge) for code, charge in around.charges.items()},
        "units": dict(counted.units),
        "units_by_rule": {key: dict(units) for key, units in counted.by_rule.items()},
        "rule": counted.claim.allocation.rule.key,
        "billed": dict(day.billed),
        "lines": [[code, units, list(modifiers)] for code, units, modifiers in day.lines],
        "findings": [
            {
                "kind": one.kind,
                "severity": one.severity.value,
                "codes": list(one.codes),
                "message": one.message,
                "source": facts.sources[one.source].short,
            }
            for one in counted.said
        ],
        "remarks": list(day.remarks),
    }


def as_json(sheet: DaySheet, counted: Sequence[CountedVisit]) -> str:
    """Write a sheet as JSON."""
    return json.dumps(as_record(sheet, counted), indent=2, ensure_ascii=False)


def as_csv(counted: Sequence[CountedVisit], notice: str) -> str:
    """Write visits as a table for a spreadsheet, in which no cell can run.

    Args:
        counted: The visits.
        notice: One line on the source of the codes, written below the rows.

    Returns:
        The table.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in counted:
        writer.writerow([inert(cell) for cell in _cells(one)])
    writer.writerow([f"# {notice}"])
    return table.getvalue()


def _cells(one: CountedVisit) -> list[str]:
    day, session, around = one.day, one.day.visit.session, one.day.visit.circumstances
    severities = [said.severity.value for said in one.said]
    return [
        str(day.row),
        session.date.isoformat() if session.date else "",
        str(day.patient),
        session.payer,
        session.discipline.value,
        "" if day.assumed else str(one.claim.allocation.timed_minutes),
        "; ".join(f"{service.code} {service.minutes}" for service in session.services),
        "; ".join(f"{code} {' '.join(stated)}" for code, stated in around.stated.items()),
        " ".join(around.diagnoses),
        _units(day.billed),
        *(_units(one.by_rule.get(key, {})) for key in ("cms", "ama")),
        "" if one.difference is None else str(one.difference),
        str(severities.count("error")),
        str(severities.count("warning")),
        " ".join(said.message for said in one.said if said.severity.value != "note"),
    ]


def _units(units: Any) -> str:
    return "; ".join(f"{code} x {count}" for code, count in units.items())
