"""Who must watch over an assistant, by setting and date, and what other people in the room change."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from ptcoding.billing.visit.session import Discipline, Giver, Session
from ptcoding.errors import Problem, UnknownKeyError, quoted
from ptcoding.facts.setting import Level, Supervision
from ptcoding.facts.source import is_in_force
from ptcoding.finding import Finding, Severity

Settings = Mapping[str, tuple[Supervision, ...]]
_SEVERITY = {Giver.TOGETHER: Severity.NOTE, Giver.STUDENT: Severity.NOTE, Giver.AIDE: Severity.WARNING}


def supervision(setting: str, on: date | None, settings: Settings) -> Supervision:
    """Look up what Medicare asks in a setting on a day.

    Args:
        setting: Key of the setting: ``private``, ``institution`` or ``physician``.
        on: Date of service, None for what held when the rows were last checked.
        settings: The rows.

    Returns:
        The row in force. A stricter state law comes before it.

    Raises:
        UnknownKeyError: If there is no such setting, or nothing is known of it on that day.

    >>> from ptcoding.facts import facts
    >>> days = date(2024, 12, 31), date(2025, 1, 1)
    >>> tuple(supervision("private", day, facts().supervision).level for day in days)
    (<Level.DIRECT: 'direct'>, <Level.GENERAL: 'general'>)
    """
    if setting not in settings:
        raise UnknownKeyError([Problem("setting", quoted(setting), f"one of {', '.join(settings)}")])
    found = next((row for row in settings[setting] if is_in_force(row, on or row.checked)), None)
    if found is None:
        raise UnknownKeyError([Problem("date", str(on), f"a day on which the supervision of {setting} is known")])
    return found


def supervision_findings(session: Session, setting: str, on: date | None) -> tuple[Finding, ...]:
    """Say what supervision the people of a visit call for.

    Args:
        session: The visit.
        setting: Key of the setting.
        on: Date of service, None for what held when the rows were last checked.

    Returns:
        One finding where an assistant treats alone, and one for each code that an assistant together with the
        therapist, a student or an aide took part in.

    Raises:
        UnknownKeyError: If there is no such setting.
    """
    row = supervision(setting, on, session.facts.supervision)
    return (*_of_assistant(session, row), *_of_others(session))


def _of_assistant(session: Session, row: Supervision) -> Iterable[Finding]:
    """Say how closely the assistant of a visit must be supervised, once for the visit."""
    lines = tuple(line for line, service in enumerate(session.services) if service.by is Giver.ASSISTANT)
    # Medicare knows assistants in physical and occupational therapy only.
    if lines and session.discipline is not Discipline.SLP:
        codes = tuple(dict.fromkeys(session.services[line].code for line in lines))
        severity = Severity.ERROR if row.level is Level.NONE else Severity.NOTE
        values = MappingProxyType({"name": row.name, "note": row.note})
        yield Finding(f"supervision_{row.level.value}", severity, codes, lines, row.sources[0], values)


def _of_others(session: Session) -> Iterable[Finding]:
    """Say what minutes together, a student or an aide change, once for each code."""
    for person in session.facts.people:
        giver = Giver(person.key)
        minutes: dict[str, int] = {}
        for service in session.services:
            if service.by is giver:
                minutes[service.code] = minutes.get(service.code, 0) + service.minutes
        for code, spent in minutes.items():
            concerned = enumerate(session.services)
            lines = tuple(line for line, service in concerned if service.code == code and service.by is giver)
            values = MappingProxyType({"code": code, "minutes": spent})
            yield Finding(f"supervision_{giver.value}", _SEVERITY[giver], (code,), lines, person.sources[0], values)
