"""A visit in a web address: short, readable, and safe against nonsense.

``97110.33~97140.7.assistant`` is 33 minutes of 97110 and 7 minutes of 97140 by an assistant;
``97110.0900-0920+0940-0950`` gives clock times. The fields of a service stand between dots:
code, minutes or times, then who and how when they are not as usual, and ``@region`` last.
The other fields of its record have a short parameter each.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Service
from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.visit.value import as_amount, as_code, as_number
from ptcoding.exchange.visit.visit import Visit, read_visit, write_visit
from ptcoding.facts import Facts

# Forty services, each with its longest region in percent signs, take about eight thousand characters.
LONGEST_LINK = 10_000
# Twelve codes with all their modifiers take about three hundred characters.
LONGEST_LIST = 2_000
MOST_PARAMETERS = 100
VISIT, RULE = "visit", "rule"
# Each parameter and the field of the record that it holds, in the order of a link.
PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        VISIT: "services",
        "date": "date",
        "discipline": "discipline",
        "payer": "payer",
        "ytd": "year_to_date",
        RULE: "rule",
        "tie": "tie",
        "own": "owners",
        "pos": "place",
        "setting": "setting",
        "dx": "diagnoses",
        "mod": "modifiers",
        "charge": "charges",
    }
)
_TIMES = re.compile(r"[0-9]{4}-[0-9]{4}(?:\+[0-9]{4}-[0-9]{4})*")
# What separates fields and services is written with another sign inside a region.
_HIDDEN = {"%": "%25", "~": "%7E"}


def write_link(visit: Visit) -> dict[str, str]:
    """Write a visit as query parameters.

    Args:
        visit: The visit.

    Returns:
        Parameters that read back as the same visit.

    >>> from ptcoding import Session
    >>> write_link(Visit(Session.of({"97110": 33, "97140": 7}), tie=("97140",)))
    {'visit': '97110.33~97140.7', 'tie': '97140'}
    """
    record, around = write_visit(visit), visit.circumstances
    if visit.session.discipline is Discipline.PT:
        del record["discipline"]
    packed = {
        "services": "~".join(_service(service) for service in visit.session.services),
        "year_to_date": str(visit.session.year_to_date).removesuffix(".0"),
        "tie": "~".join(visit.tie),
        "owners": "~".join(visit.owners),
        "diagnoses": "~".join(around.diagnoses),
        "modifiers": "~".join(".".join([code, *stated]) for code, stated in around.stated.items()),
        "charges": "~".join(f"{code}-{charge.normalize():f}" for code, charge in around.charges.items()),
    }
    return {name: packed.get(field) or record[field] for name, field in PARAMETERS.items() if field in record}


def read_link(parameters: Mapping[str, str], facts: Facts | None = None) -> Visit:
    """Read a visit from query parameters.

    Args:
        parameters: Query parameters; those that are not of a visit are left alone.
        facts: The facts that it is read and billed by, the project's own where none are handed down.

    Returns:
        The visit.

    Raises:
        DocumentError: If the link is too long.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_link({"visit": "97110.33~97140.7", "mod": "97110.59"}).circumstances.stated["97110"]
    ('59',)
    """
    given = {name: parameters[name] for name in PARAMETERS if name in parameters}
    longest = {name: LONGEST_LINK if name == VISIT else LONGEST_LIST for name in given}
    long = [name for name, text in given.items() if len(text) > longest[name]]
    if long:
        raise DocumentError([Problem(name, given[name], f"at most {longest[name]} characters") for name in long])
    record = {PARAMETERS[name]: text for name, text in given.items()}
    unpacked = {field: _UNPACKED.get(field, str)(text) for field, text in record.items()}
    tie, codes = unpacked.get("tie", []), {as_code(row["code"]) for row in unpacked.get("services", [])}
    # A link always opened with a choice that fits nothing, and left the tie open.
    unfit = [field for field in ("tie", "owners") if not set(map(as_code, unpacked.get(field, []))) <= codes]
    unfit += ["tie"] if len(set(tie)) < len(tie) else []
    for field in unfit:
        unpacked.pop(field, None)
    return read_visit(unpacked, facts)


def read_address(address: str) -> Visit:
    """Read a visit from a share link as a whole.

    Args:
        address: The link, as it stands in the address line of a browser.

    Returns:
        The visit.

    Raises:
        DocumentError: If it is no link to a visit, or too long.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_address("http://localhost:8501/claim?visit=97110.33&payer=medicare").session.payer
    'medicare'
    """
    try:
        parameters = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
    except ValueError:
        parameters = {}
    if VISIT not in parameters:
        raise DocumentError([Problem("link", address, f"a share link with ?{VISIT}=")])
    return read_link(parameters)


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


def _services(text: str) -> list[dict[str, Any]]:
    return [_row(part) for part in text.split("~")] if text else []


def _list(text: str) -> list[str]:
    return text.split("~") if text else []


def _stated(text: str) -> dict[str, list[str]]:
    stated: dict[str, list[str]] = {}
    for code, *words in (part.split(".") for part in _list(text)):
        stated.setdefault(code, []).extend(words)
    return stated


def _charges(text: str) -> dict[str, str]:
    charges: dict[str, list[str]] = {}
    for code, _, charge in (part.partition("-") for part in _list(text)):
        charges.setdefault(code, []).append(charge)
    # Two charges for one code contradict each other: together they are no amount, and are refused.
    return {code: " and ".join(said) for code, said in charges.items()}


_UNPACKED: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "services": _services,
        "year_to_date": as_amount,
        "tie": _list,
        "owners": _list,
        "diagnoses": _list,
        "modifiers": _stated,
        "charges": _charges,
    }
)
