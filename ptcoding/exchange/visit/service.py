"""One service of a plain record, read and written."""

from collections.abc import Mapping
from typing import Any

from ptcoding.billing.visit.clock import Interval, format_time, parse_intervals
from ptcoding.billing.visit.session import WHOLE_MINUTES, Contact, Giver, Service
from ptcoding.errors import Problem, quoted
from ptcoding.exchange.visit.value import as_code, read_text, read_word, unknown_field

_FIELDS = ("code", "minutes", "start", "end", "times", "by", "contact", "one_on_one", "group", "region")


def read_service(row: object, where: str, problems: list[Problem]) -> Service:
    """Read one service, noting what is wrong; what cannot be read is replaced by a harmless value.

    Args:
        row: Mapping of the fields of a service, as JSON gives it.
        where: How a message calls it (``services[0]``).
        problems: Where what is wrong is collected.

    Returns:
        The service.
    """
    if not isinstance(row, Mapping):
        problems.append(Problem(where, quoted(row), "a service with a code and minutes"))
        return Service("", 0)
    problems += [unknown_field(f"{where}.", key, _FIELDS) for key in row if key not in _FIELDS]
    intervals = _intervals(row, where, problems)
    minutes = sum(interval.minutes for interval in intervals)
    if not intervals or row.get("minutes") is not None:
        minutes = _minutes(row, where, problems)
    return Service(
        code=as_code(row.get("code", "")),
        minutes=minutes,
        by=read_word(Giver, row.get("by", "therapist"), f"{where}.by", problems),
        contact=_contact(row, where, problems),
        region=read_text(row.get("region", ""), f"{where}.region", problems),
        intervals=intervals,
    )


def _intervals(row: Mapping[str, Any], where: str, problems: list[Problem]) -> tuple[Interval, ...]:
    text = read_text(row.get("times", ""), f"{where}.times", problems)
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
        return read_word(Contact, row["contact"], f"{where}.contact", problems)
    if row.get("group") is True:
        return Contact.GROUP
    return Contact.ALONE if row.get("one_on_one") is False else Contact.ONE_ON_ONE


def write_service(service: Service) -> dict[str, Any]:
    """Write one service.

    Args:
        service: The service.

    Returns:
        Its fields; what is as usual is left out.
    """
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
