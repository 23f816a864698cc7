"""The session within the record of a visit, read and written."""

from collections.abc import Mapping
from typing import Any

from ptcoding.billing.visit.session import MOST_SERVICES, Discipline, Session
from ptcoding.errors import Problem, VisitError, quoted
from ptcoding.exchange.visit.service import read_service, write_service
from ptcoding.exchange.visit.value import read_amount, read_date, read_word
from ptcoding.facts import Facts

FIELDS = ("date", "discipline", "payer", "year_to_date", "services")
CUSTOM_PAYER = "custom"


def read_session(record: Mapping[str, Any], problems: list[Problem], facts: Facts) -> Session | None:
    """Read the session, noting what is wrong.

    Args:
        record: The record of a visit; fields that are not of the session are left alone.
        problems: Where what is wrong is collected.
        facts: The codes and payers that there are.

    Returns:
        The session, None where it cannot be made.
    """
    services = [
        read_service(row, f"services[{position}]", problems) for position, row in enumerate(_rows(record, problems))
    ]
    head: dict[str, Any] = {
        "date": read_date(record.get("date"), problems),
        "discipline": read_word(Discipline, record.get("discipline", "PT"), "discipline", problems),
        "payer": _payer(record.get("payer", ""), problems, facts),
        "year_to_date": read_amount(record.get("year_to_date", 0), problems),
    }
    try:
        return Session(tuple(services), **head, facts=facts)
    except VisitError as error:
        # A placeholder that stands for an unreadable value must not be reported a second time.
        known = {problem.field for problem in problems}
        problems += [problem for problem in error.problems if problem.field not in known]
        return None


def write_session(session: Session) -> dict[str, Any]:
    """Write a session as fields of a record; what is as usual is left out.

    Args:
        session: The session.

    Returns:
        Fields that read back as the same session.

    >>> write_session(Session.of({"97110": 20}))
    {'discipline': 'PT', 'services': [{'code': '97110', 'minutes': 20}]}
    """
    fields: dict[str, Any] = {}
    if session.date:
        fields["date"] = session.date.isoformat()
    fields["discipline"] = session.discipline.value
    if session.payer:
        fields["payer"] = session.payer
    if session.year_to_date:
        fields["year_to_date"] = session.year_to_date
    fields["services"] = [write_service(service) for service in session.services]
    return fields


def _rows(record: Mapping[str, Any], problems: list[Problem]) -> list[Any]:
    rows = record.get("services", [])
    if not isinstance(rows, list):
        problems.append(Problem("services", quoted(rows), "a list of services"))
        return []
    if len(rows) > MOST_SERVICES:
        problems.append(Problem("services", str(len(rows)), f"at most {MOST_SERVICES} services in a visit"))
        return []
    return rows


def _payer(given: object, problems: list[Problem], facts: Facts) -> str:
    if isinstance(given, str) and (given in ("", CUSTOM_PAYER) or given in facts.payers):
        return given
    problems.append(Problem("payer", quoted(given), f"one of {', '.join(facts.payers)}"))
    return ""
