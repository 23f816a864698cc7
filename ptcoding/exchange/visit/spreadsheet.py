"""A visit as CSV for a spreadsheet, in and out, with no cell that a spreadsheet would run.

Every service is a row. What is said of a code, its modifiers and the charge for a unit, stands in a row of that code;
``97112=59 GX`` says it of a code that has no row. What is said of the visit stands in every row.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ptcoding.billing.visit.session import MOST_SERVICES
from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.visit.document import LARGEST_DOCUMENT
from ptcoding.exchange.visit.value import as_amount, as_number
from ptcoding.exchange.visit.visit import Visit, read_visit, write_visit
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts

_SERVICE = ("code", "minutes", "times", "by", "contact", "region", "start", "end")
_VISIT = ("date", "discipline", "payer", "year_to_date", "rule", "tie", "owners", "place", "setting", "diagnoses")
_BY_CODE = ("modifiers", "charges")
COLUMNS = (*_SERVICE[:6], *_VISIT[:4])
# Written only where something is said in them, so that a plain visit stays a plain table.
_RARE = (*_VISIT[4:], *_BY_CODE)
_LISTS = ("tie", "owners", "diagnoses")
# A spreadsheet runs a cell that begins with one of these, wide or not, blanks before it or not; a quote mark in front
# makes it text.
# Which sign parts two cells, a comma, a semicolon or a tab, is settled by the language of whoever opens the file.
_BEGIN = r"(?:^|(?<=[;,\t\r\n]))( *)"
_SIGN = r"(?=[=+\-@\uff1d\uff0b\uff0d\uff20\t\r'])"
_RUNS, _MADE_INERT = re.compile(_BEGIN + _SIGN), re.compile(f"{_BEGIN}'{_SIGN}")
_COMMENT, _OF, _NEXT = "#", "=", ";"


def write_csv(visit: Visit, units: Mapping[str, Mapping[str, int]], notice: str) -> str:
    """Write a visit as CSV, one service a row.

    Args:
        visit: The visit.
        units: Units per code under each rule, by the name of the column; shown at the first row of a code.
        notice: One line on the source of the codes, written below the rows.

    Returns:
        The table as text.

    >>> from ptcoding import Session
    >>> print(write_csv(Visit(Session.of({"97110": 20})), {"units_cms": {"97110": 1}}, "Numbers only."), end="")
    code,minutes,times,by,contact,region,date,discipline,payer,year_to_date,units_cms
    97110,20,,therapist,one-on-one,,,PT,,,1
    # Numbers only.
    """
    record = write_visit(visit)
    columns = [*COLUMNS, *(column for column in _RARE if column in record)]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([*columns, *units])
    head = {column: record.get(column, "") for column in _VISIT}
    head |= {column: " ".join(record.get(column, ())) for column in _LISTS}
    said = {column: _said(record.get(column, {}), visit) for column in _BY_CODE}
    shown: set[str] = set()
    for service in visit.session.services:
        row: dict[str, object] = {
            "code": service.code,
            "minutes": service.minutes,
            "times": ", ".join(str(interval) for interval in service.intervals),
            "by": service.by.value,
            "contact": service.contact.value,
            "region": service.region,
            **head,
            **{column: cells.pop(service.code, "") for column, cells in said.items()},
        }
        results = ["" if service.code in shown else counts[service.code] for counts in units.values()]
        shown.add(service.code)
        writer.writerow([*(inert(str(row[column])) for column in columns), *results])
    writer.writerow([f"{_COMMENT} {notice}"])
    return table.getvalue()


def read_csv(text: str, facts: Facts | None = None) -> Visit:
    r"""Read a visit from CSV.

    Args:
        text: A table separated by commas, semicolons or tabs. Its header needs ``code`` and ``minutes`` or
            ``times``; other columns may be missing. Without a header the first two columns are code and minutes.
        facts: The facts that it is read and billed by, the project's own where none are handed down.

    Returns:
        The visit.

    Raises:
        DocumentError: If it is too large, has no such header or too many rows.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_csv("code,minutes\n97110,20\n") == read_csv("97110\t20")
    True
    """
    if len(text) > LARGEST_DOCUMENT:
        expected = f"at most {LARGEST_DOCUMENT} characters"
        raise DocumentError([Problem("table", f"{len(text)} characters", expected)])
    facts = facts or default_facts()
    rows = _cells(text)
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if header and header[0] in facts.codes:
        # Rows copied out of the middle of a sheet come without a header.
        header, rows = list(COLUMNS[:2]), [[], *rows]
    if "code" not in header or not {"minutes", "times", "start"} & set(header):
        raise DocumentError([Problem("header", ", ".join(header), "the columns code and minutes, or code and times")])
    if len(set(header)) < len(header):
        raise DocumentError([Problem("header", ", ".join(header), "each column once")])
    # Our own notice stands alone in its row; a service whose first cell begins with its sign does not.
    body = [row for row in rows[1:] if not (row[0].startswith(_COMMENT) and not any(row[1:]))]
    if len(body) > MOST_SERVICES:
        raise DocumentError([Problem("table", f"{len(body)} rows", f"at most {MOST_SERVICES} services in a visit")])
    return read_visit(_record(header, body), facts)


def _said(by_code: Mapping[str, Any], visit: Visit) -> dict[str, str]:
    """Write what is said of each code for its first row; what has no row, or is an empty list, names its code."""
    given = {code: " ".join(said) if isinstance(said, list) else said for code, said in by_code.items()}
    first = visit.session.services[0].code
    with_row = {service.code for service in visit.session.services}
    named = [f"{code}{_OF}{said}" for code, said in given.items() if code not in with_row or not said]
    cells = {code: said for code, said in given.items() if code in with_row}
    return cells | {first: f"{_NEXT} ".join(filter(None, [cells.get(first, ""), *named]))}


def _cells(text: str) -> list[list[str]]:
    """Split a table, as a file has it or as a spreadsheet puts it on the clipboard."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = next((sign for sign in "\t;," if sign in first), ",")
    try:
        reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), strict=True, delimiter=delimiter)
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise DocumentError([Problem("table", text[:40], "a table with one service a row")]) from error


def _record(header: list[str], body: list[list[str]]) -> dict[str, Any]:
    """Turn cells into the record of one visit, collecting what does not fit."""
    problems = [
        Problem(f"row {place}", ", ".join(row), f"at most {len(header)} cells")
        for place, row in enumerate(body, start=1)
        if any(row[len(header) :])
    ]
    rows = [{column: _as_said(column, cell) for column, cell in zip(header, row, strict=False)} for row in body]
    record: dict[str, Any] = {}
    for column in _VISIT:
        said = list(dict.fromkeys(row[column] for row in rows if row.get(column)))
        if len(said) > 1:
            problems.append(Problem(column, ", ".join(said), "the same in every row: a table holds one visit"))
        elif said:
            record[column] = _value(column, said[0])
    if problems:
        raise DocumentError(problems)
    record["modifiers"], record["charges"] = _stated(rows), _charges(rows)
    record["services"] = [_service(row) for row in rows]
    return record


def _stated(rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Collect modifiers by code; a second row of a code adds those that the first has not."""
    stated: dict[str, list[str]] = {}
    for code, said in (part for row in rows for part in _parts(row, "modifiers")):
        before = stated.get(code, [])
        stated[code] = [*before, *(word for word in _words(said) if word not in before)]
    return stated


def _charges(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    charges: dict[str, str] = {}
    for code, charge in dict.fromkeys(part for row in rows for part in _parts(row, "charges")):
        # Two charges for one code contradict each other: together they are no amount, and are refused.
        charges[code] = f"{charges[code]} and {charge}" if code in charges else charge
    return charges


def _parts(row: Mapping[str, str], column: str) -> Iterable[tuple[str, str]]:
    """Take a cell apart into what it says of the code of its row, and of codes that it names."""
    for part in row.get(column, "").split(_NEXT):
        code, named, said = part.partition(_OF)
        if part.strip():
            yield (code.strip(), said.strip()) if named else (row.get("code", ""), part.strip())


def _words(cell: str) -> list[str]:
    return cell.replace(",", " ").replace(_NEXT, " ").split()


def _value(column: str, cell: str) -> object:
    if column == "year_to_date":
        return as_amount(cell)
    if column in _LISTS:
        return _words(cell)
    # A spreadsheet takes 02 for a number and drops its zero.
    return cell.zfill(2) if column == "place" else cell


def _service(row: Mapping[str, str]) -> dict[str, Any]:
    service: dict[str, Any] = {column: row[column] for column in _SERVICE if row.get(column)}
    if "minutes" in service:
        service["minutes"] = as_number(service["minutes"])
    return service


def inert(cell: str) -> str:
    """Put a quote mark before what a spreadsheet would run.

    Args:
        cell: What is to stand in a cell.

    Returns:
        The same as text.

    >>> inert("=2+3"), inert("97110")
    ("'=2+3", '97110')
    """
    return _RUNS.sub(r"\1'", cell)


def _as_said(column: str, cell: str) -> str:
    """Undo the quote marks before what would have run; only in free text do spaces at the ends count."""
    return _MADE_INERT.sub(r"\1", cell if column == "region" else cell.strip())
