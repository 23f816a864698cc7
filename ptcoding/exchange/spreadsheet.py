"""A visit as CSV for a spreadsheet, in and out, with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from ptcoding.billing.session import MOST_SERVICES, Session
from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.record import LARGEST_DOCUMENT, as_number, read
from ptcoding.exchange.record import write as write_record

COLUMNS = ("code", "minutes", "times", "by", "contact", "region", "date", "discipline", "payer")
_READ = (*COLUMNS, "start", "end", "year_to_date")
# A spreadsheet runs a cell that begins with one of these; a quote mark in front makes it text.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "'")
_COMMENT = "#"


def write(session: Session, units: Mapping[str, Mapping[str, int]], notice: str) -> str:
    """Write a visit as CSV, one service a row.

    Args:
        session: The visit.
        units: Units per code under each rule, by the name of the column; shown at the first row of a code.
        notice: One line on the source of the codes, written below the rows.

    Returns:
        The table as text.

    >>> print(write(Session.of({"97110": 20}), {"units_cms": {"97110": 1}}, "Numbers only."), end="")
    code,minutes,times,by,contact,region,date,discipline,payer,units_cms
    97110,20,,therapist,one-on-one,,,PT,,1
    # Numbers only.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([*COLUMNS, *units])
    shown: set[str] = set()
    head = write_record(session)
    for service in session.services:
        row: dict[str, object] = {
            "code": service.code,
            "minutes": service.minutes,
            "times": ", ".join(str(interval) for interval in service.intervals),
            "by": service.by.value,
            "contact": service.contact.value,
            "region": service.region,
            **{key: head.get(key, "") for key in ("date", "discipline", "payer")},
        }
        results = ["" if service.code in shown else counts[service.code] for counts in units.values()]
        shown.add(service.code)
        writer.writerow([*(_inert(str(row[column])) for column in COLUMNS), *results])
    writer.writerow([f"{_COMMENT} {notice}"])
    return table.getvalue()


def read_csv(text: str) -> Session:
    """Read a visit from CSV.

    Args:
        text: A table with a header; ``code`` and ``minutes`` or ``times`` are needed, other columns may be missing.

    Returns:
        The session.

    Raises:
        DocumentError: If it is too large, has no such header or too many rows.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_csv("code,minutes\\n97110,20\\n").services[0].minutes
    20
    """
    if len(text) > LARGEST_DOCUMENT:
        expected = f"at most {LARGEST_DOCUMENT} characters"
        raise DocumentError([Problem("table", f"{len(text)} characters", expected)])
    try:
        rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), strict=True) if any(row)]
    except csv.Error as error:
        raise DocumentError([Problem("table", text[:40], "a table of values separated by commas")]) from error
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "code" not in header or not {"minutes", "times", "start"} & set(header):
        raise DocumentError([Problem("header", ", ".join(header), "the columns code and minutes, or code and times")])
    body = [row for row in rows[1:] if not row[0].startswith(_COMMENT)]
    if len(body) > MOST_SERVICES:
        raise DocumentError([Problem("table", f"{len(body)} rows", f"at most {MOST_SERVICES} services in a visit")])
    cells = [{column: _as_said(cell) for column, cell in zip(header, row, strict=False)} for row in body]
    return read(_record(cells))


def _record(rows: list[dict[str, str]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key in ("date", "discipline", "payer"):
        said = [row[key] for row in rows if row.get(key)]
        if said:
            record[key] = said[0]
    services = []
    for row in rows:
        service: dict[str, Any] = {
            key: row[key]
            for key in _READ
            if row.get(key) and key not in ("date", "discipline", "payer", "year_to_date")
        }
        if "minutes" in service:
            service["minutes"] = as_number(service["minutes"])
        services.append(service)
    record["services"] = services
    return record


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _as_said(cell: str) -> str:
    """Undo the quote mark in front of a cell that would have run."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUNS) else cell
