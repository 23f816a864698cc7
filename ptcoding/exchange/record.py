"""A visit as a plain record: the shape of its JSON, and the one way into a session."""

import json
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ptcoding.billing.clock import Interval, format_time, parse_intervals
from ptcoding.billing.session import (
    AMOUNT,
    MOST_SERVICES,
    WHOLE_MINUTES,
    Contact,
    Discipline,
    Giver,
    Service,
    Session,
)
from ptcoding.errors import DocumentError, Problem, VisitError, quoted
from ptcoding.reference import payers

LARGEST_DOCUMENT = 200_000
CUSTOM_PAYER = "custom"

_VISIT_FIELDS = ("date", "discipline", "payer", "year_to_date", "services")
_SERVICE_FIELDS = ("code", "minutes", "start", "end", "times", "by", "contact", "one_on_one", "group", "region")
# What our own exports add for the reader; taken as said, never read back.
_IGNORED_FIELDS = ("notice", "results")
# What a claim needs beyond the visit is read by its own reader.
_CLAIM_FIELDS = ("place", "setting", "diagnoses", "modifiers", "charges")
_TAKEN = (*_VISIT_FIELDS, *_CLAIM_FIELDS, *_IGNORED_FIELDS)

Word = TypeVar("Word", bound=StrEnum)


def read_json(text: str) -> Session:
    """Read a visit from JSON.

    Args:
        text: The document.

    Returns:
        The session.

    Raises:
        DocumentError: If it is too large or no JSON object.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_json('{"services": [{"code": "97110", "start": "9:00", "end": "9:20"}]}').services[0].minutes
    20
    """
    return read(parse_json(text))


def parse_json(text: str) -> Any:
    """Parse the JSON of a visit without reading its fields.

    Args:
        text: The document.

    Returns:
        What it holds.

    Raises:
        DocumentError: If it is too large or no JSON.
    """
    if len(text) > LARGEST_DOCUMENT:
        expected = f"at most {LARGEST_DOCUMENT} characters"
        raise DocumentError([Problem("visit", f"{len(text)} characters", expected)])
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError([Problem("visit", text[:40], "a visit in JSON")]) from error


def read(record: object) -> Session:
    """Read a visit from a plain record.

    Args:
        record: Mapping of the fields of a visit, as JSON gives it.

    Returns:
        The session.

    Raises:
        DocumentError: If it is no mapping.
        VisitError: If a value in it is malformed; carries every problem.
    """
    if not isinstance(record, Mapping):
        raise DocumentError([Problem("visit", quoted(record), "a visit: a mapping with a list of services")])
    problems = [_unknown("", key, _VISIT_FIELDS) for key in record if key not in _TAKEN]
    rows = record.get("services", [])
    if not isinstance(rows, list):
        problems.append(Problem("services", quoted(rows), "a list of services"))
        rows = []
    if len(rows) > MOST_SERVICES:
        problems.append(Problem("services", str(len(rows)), f"at most {MOST_SERVICES} services in a visit"))
        rows = []
    services = [_service(row, f"services[{position}]", problems) for position, row in enumerate(rows)]
    head = {
        "date": _date(record.get("date"), problems),
        "discipline": _word(Discipline, record.get("discipline", "PT"), "discipline", problems),
        "payer": _payer(record.get("payer", ""), problems),
        "year_to_date": _amount(record.get("year_to_date", 0), problems),
    }
    try:
        session = Session(tuple(services), **head)
    except VisitError as error:
        # A placeholder that stands for an unreadable value must not be reported a second time.
        known = {problem.field for problem in problems}
        raise VisitError([*problems, *(p for p in error.problems if p.field not in known)]) from error
    if problems:
        raise VisitError(problems)
    return session


def write(session: Session) -> dict[str, Any]:
    """Write a visit as a plain record that reads back as the same visit.

    Args:
        session: The visit.

    Returns:
        A record ready for JSON; what is as usual is left out.

    >>> write(Session.of({"97110": 20}))
    {'discipline': 'PT', 'services': [{'code': '97110', 'minutes': 20}]}
    """
    record: dict[str, Any] = {}
    if session.date:
        record["date"] = session.date.isoformat()
    record["discipline"] = session.discipline.value
    if session.payer:
        record["payer"] = session.payer
    if session.year_to_date:
        record["year_to_date"] = session.year_to_date
    record["services"] = [_row(service) for service in session.services]
    return record


def as_amount(text: str) -> object:
    """Read an amount from text where there is one, else hand the text on to be refused at its field.

    >>> as_amount("2480.5"), as_amount("1e3"), as_amount("lots")
    (2480.5, 1000.0, 'lots')
    """
    return float(text) if re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,3})?", text) else text


def as_number(text: str) -> object:
    """Read a number from text where there is one, else hand the text on to be refused at its field.

    >>> as_number("33"), as_number("7.5"), as_number("many")
    (33, 7.5, 'many')
    """
    if re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,4}", text) else text


def _row(service: Service) -> dict[str, Any]:
    row: dict[str, Any] = {"code": service.code}
    if len(service.intervals) == 1:
        row |= {"start": format_time(service.intervals[0].start), "end": format_time(service.intervals[0].end)}
    elif service.intervals:
        row["times"] = ", ".join(str(interval) for interval in service.intervals)
    else:
        row["minutes"] = service.minutes
    if service.by is not Giver.THERAPIST:
        row["by"] = service.by.value
    if service.contact is not Contact.ONE_ON_ONE:
        row["contact"] = service.contact.value
    if service.region:
        row["region"] = service.region
    return row


def _service(row: object, where: str, problems: list[Problem]) -> Service:
    """Read one service, noting what is wrong; what cannot be read is replaced by a harmless value."""
    if not isinstance(row, Mapping):
        problems.append(Problem(where, quoted(row), "a service with a code and minutes"))
        return Service("", 0)
    problems += [_unknown(f"{where}.", key, _SERVICE_FIELDS) for key in row if key not in _SERVICE_FIELDS]
    intervals = _intervals(row, where, problems)
    minutes = sum(interval.minutes for interval in intervals)
    if not intervals or row.get("minutes") is not None:
        minutes = _minutes(row, where, problems)
    return Service(
        code=quoted(row.get("code", "")),
        minutes=minutes,
        by=_word(Giver, row.get("by", "therapist"), f"{where}.by", problems),
        contact=_contact(row, where, problems),
        region=_text(row.get("region", ""), f"{where}.region", problems),
        intervals=intervals,
    )


def _intervals(row: Mapping[str, Any], where: str, problems: list[Problem]) -> tuple[Interval, ...]:
    text = _text(row.get("times", ""), f"{where}.times", problems)
    field = f"{where}.times"
    if row.get("start") is not None or row.get("end") is not None:
        start, end = (quoted(row.get(name) or "") for name in ("start", "end"))
        field = f"{where}.end" if start else f"{where}.start"
        if not start or not end:
            problems.append(Problem(field, "", "a start and an end, for example 9:00 and 9:20"))
            return ()
        text = f"{start}-{end}"
    try:
        return parse_intervals(text)
    except ValueError as error:
        problems.append(Problem(field, text, str(error)))
        return ()


def _minutes(row: Mapping[str, Any], where: str, problems: list[Problem]) -> int:
    given = row.get("minutes")
    if any(problem.field.startswith((f"{where}.times", f"{where}.start", f"{where}.end")) for problem in problems):
        return 0
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int):
        shown = "" if given is None else quoted(given)
        problems.append(Problem(f"{where}.minutes", shown, WHOLE_MINUTES))
        return 0
    return given


def _contact(row: Mapping[str, Any], where: str, problems: list[Problem]) -> Contact:
    problems += [
        Problem(f"{where}.{flag}", quoted(row[flag]), "true or false")
        for flag in ("group", "one_on_one")
        if not isinstance(row.get(flag, False), bool)
    ]
    if row.get("contact") is not None:
        return _word(Contact, row["contact"], f"{where}.contact", problems)
    if row.get("group") is True:
        return Contact.GROUP
    return Contact.ALONE if row.get("one_on_one") is False else Contact.ONE_ON_ONE


def _word(kind: type[Word], given: object, field: str, problems: list[Problem]) -> Word:
    for word in kind:
        if isinstance(given, str) and given.strip().lower() == word.value.lower():
            return word
    problems.append(Problem(field, quoted(given), f"one of {', '.join(word.value for word in kind)}"))
    return next(iter(kind))


def _text(given: object, field: str, problems: list[Problem]) -> str:
    if isinstance(given, str):
        return given
    problems.append(Problem(field, quoted(given), "text"))
    return ""


def _date(given: object, problems: list[Problem]) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        with suppress(ValueError):
            return date.fromisoformat(given)
    problems.append(Problem("date", quoted(given), "a date such as 2026-03-02"))
    return None


def _payer(given: object, problems: list[Problem]) -> str:
    if isinstance(given, str) and (given in ("", CUSTOM_PAYER) or given in payers()):
        return given
    problems.append(Problem("payer", quoted(given), f"one of {', '.join(payers())}"))
    return ""


def _amount(given: object, problems: list[Problem]) -> float:
    if isinstance(given, (int, float)) and not isinstance(given, bool) and 0 <= given <= sys.float_info.max:
        return given
    problems.append(Problem("year_to_date", quoted(given), AMOUNT))
    return 0


def _unknown(where: str, key: object, known: tuple[str, ...]) -> Problem:
    return Problem(f"{where}{key}"[:80], "", f"no such field; known are {', '.join(known)}")
