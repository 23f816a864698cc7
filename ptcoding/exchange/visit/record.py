"""A visit as a plain record: the shape of its JSON, and the one way into a session."""

import json
from collections.abc import Mapping
from typing import Any

from ptcoding.billing.visit.session import MOST_SERVICES, Discipline, Service, Session
from ptcoding.errors import DocumentError, Problem, VisitError, quoted
from ptcoding.exchange.visit.service import read_service, write_service
from ptcoding.exchange.visit.value import read_amount, read_date, read_word, unknown_field
from ptcoding.facts import facts

LARGEST_DOCUMENT = 200_000
CUSTOM_PAYER = "custom"

_VISIT_FIELDS = ("date", "discipline", "payer", "year_to_date", "services")
# What our own exports add for the reader; taken as said, never read back.
_IGNORED_FIELDS = ("notice", "results")
# What a claim needs beyond the visit is read by its own reader.
_CLAIM_FIELDS = ("place", "setting", "diagnoses", "modifiers", "charges")
_TAKEN = (*_VISIT_FIELDS, *_CLAIM_FIELDS, *_IGNORED_FIELDS)


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
    problems = [unknown_field("", key, _VISIT_FIELDS) for key in record if key not in _TAKEN]
    services = [
        read_service(row, f"services[{position}]", problems) for position, row in enumerate(_rows(record, problems))
    ]
    head = {
        "date": read_date(record.get("date"), problems),
        "discipline": read_word(Discipline, record.get("discipline", "PT"), "discipline", problems),
        "payer": _payer(record.get("payer", ""), problems),
        "year_to_date": read_amount(record.get("year_to_date", 0), problems),
    }
    session = _session(tuple(services), head, problems)
    if problems:
        raise VisitError(problems)
    return session


def _rows(record: Mapping[str, Any], problems: list[Problem]) -> list[Any]:
    rows = record.get("services", [])
    if not isinstance(rows, list):
        problems.append(Problem("services", quoted(rows), "a list of services"))
        return []
    if len(rows) > MOST_SERVICES:
        problems.append(Problem("services", str(len(rows)), f"at most {MOST_SERVICES} services in a visit"))
        return []
    return rows


def _session(services: tuple[Service, ...], head: dict[str, Any], problems: list[Problem]) -> Session:
    try:
        return Session(services, **head)
    except VisitError as error:
        # A placeholder that stands for an unreadable value must not be reported a second time.
        known = {problem.field for problem in problems}
        raise VisitError([*problems, *(p for p in error.problems if p.field not in known)]) from error


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
    record["services"] = [write_service(service) for service in session.services]
    return record


def _payer(given: object, problems: list[Problem]) -> str:
    if isinstance(given, str) and (given in ("", CUSTOM_PAYER) or given in facts().payers):
        return given
    problems.append(Problem("payer", quoted(given), f"one of {', '.join(facts().payers)}"))
    return ""
