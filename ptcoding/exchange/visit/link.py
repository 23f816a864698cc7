"""A visit in a web address: short, readable, and safe against nonsense.

``97110.33~97140.7.assistant`` is 33 minutes of 97110 and 7 minutes of 97140 by an assistant;
``97110.0900-0920+0940-0950`` gives clock times. The fields of a service stand between dots:
code, minutes or times, then who and how when they are not as usual, and ``@region`` last.
"""

import re
from collections.abc import Mapping
from typing import Any

from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Giver, Service, Session
from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.visit.record import read
from ptcoding.exchange.visit.value import as_amount, as_number

# Forty services, each with its longest region in percent signs, take about eight thousand characters.
LONGEST_LINK = 10_000
VISIT = "visit"
_PLAIN = ("date", "discipline", "payer")
_TIMES = re.compile(r"[0-9]{4}-[0-9]{4}(?:\+[0-9]{4}-[0-9]{4})*")
# What separates fields and services is written with another sign inside a region.
_HIDDEN = {"%": "%25", "~": "%7E"}


def write(session: Session) -> dict[str, str]:
    """Write a visit as query parameters.

    Args:
        session: The visit.

    Returns:
        Parameters that read back as the same visit.

    >>> write(Session.of({"97110": 33, "97140": 7}))
    {'visit': '97110.33~97140.7'}
    """
    parameters = {VISIT: "~".join(_service(service) for service in session.services)}
    if session.date:
        parameters["date"] = session.date.isoformat()
    if session.discipline.value != "PT":
        parameters["discipline"] = session.discipline.value
    if session.payer:
        parameters["payer"] = session.payer
    if session.year_to_date:
        parameters["ytd"] = str(session.year_to_date).removesuffix(".0")
    return parameters


def read_link(parameters: Mapping[str, str]) -> Session:
    """Read a visit from query parameters.

    Args:
        parameters: Query parameters; those that are not of a visit are left alone.

    Returns:
        The session.

    Raises:
        DocumentError: If the link is too long.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_link({"visit": "97110.33~97140.7"}) == Session.of({"97110": 33, "97140": 7})
    True
    """
    text = parameters.get(VISIT, "")
    if len(text) > LONGEST_LINK:
        raise DocumentError([Problem("link", text, f"at most {LONGEST_LINK} characters")])
    record: dict[str, Any] = {key: parameters[key] for key in _PLAIN if key in parameters}
    if "ytd" in parameters:
        record["year_to_date"] = as_amount(parameters["ytd"])
    record["services"] = [_row(part) for part in text.split("~")] if text else []
    return read(record)


def _service(service: Service) -> str:
    when = "+".join(_compact(interval) for interval in service.intervals) or str(service.minutes)
    fields = [service.code, when]
    fields += [service.by.value] * (service.by is not Giver.THERAPIST)
    fields += [service.contact.value] * (service.contact is not Contact.ONE_ON_ONE)
    fields += ["@" + "".join(_HIDDEN.get(sign, sign) for sign in service.region)] * bool(service.region)
    return ".".join(fields)


def _compact(interval: Interval) -> str:
    return str(interval).replace(":", "")


def _row(part: str) -> dict[str, Any]:
    """Take one service apart; what does not fit stays in the field where it stands, to be refused there."""
    part, _, region = part.partition(".@")
    code, _, rest = part.partition(".")
    when, *said = rest.split(".")
    row: dict[str, Any] = {"code": code}
    if _TIMES.fullmatch(when):
        row["times"] = when.replace("+", ", ")
    else:
        row["minutes"] = as_number(when)
    contacts, givers = ([word for word in said if (word in list(Contact)) is known] for known in (True, False))
    row |= {field: " and ".join(words) for field, words in (("by", givers), ("contact", contacts)) if words}
    if region:
        row["region"] = region.replace("%7E", "~").replace("%25", "%")
    return row
