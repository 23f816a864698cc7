"""What a claim needs beyond the session, within the record of a visit: read and written."""

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from ptcoding.billing.visit.circumstances import MOST_DIAGNOSES, MOST_MODIFIERS, Circumstances
from ptcoding.errors import Problem, quoted
from ptcoding.exchange.visit.value import as_code
from ptcoding.facts import Facts

FIELDS = ("place", "setting", "diagnoses", "modifiers", "charges")
MOST_CHARGE = 100_000
CENTS = 2
LONGEST_DIAGNOSIS = 12


def read_circumstances(record: Mapping[str, Any], problems: list[Problem], facts: Facts) -> Circumstances:
    """Read what a claim needs from the record of a visit, noting what is wrong.

    Args:
        record: The record; fields of the visit itself are left alone.
        problems: Where what is wrong is collected.
        facts: The codes, modifiers and settings that there are.

    Returns:
        The circumstances, as usual where nothing is said or nothing can be read.

    >>> from ptcoding.facts import facts
    >>> read_circumstances({"modifiers": {"97530": ["59"]}}, [], facts()).stated["97530"]
    ('59',)
    """
    usual = Circumstances()
    settings = facts.supervision
    place = _matching(record.get("place", usual.place), r"[0-9]{2}", "place", "two digits, for example 11", problems)
    setting = record.get("setting", usual.setting)
    if not isinstance(setting, str) or setting not in settings:
        problems.append(Problem("setting", quoted(setting), f"one of {', '.join(settings)}"))
    return Circumstances(
        place,
        setting if isinstance(setting, str) else usual.setting,
        _diagnoses(record.get("diagnoses", []), problems),
        _stated(record.get("modifiers", {}), problems, facts),
        _charges(record.get("charges", {}), problems, facts),
    )


def write_circumstances(around: Circumstances) -> dict[str, Any]:
    """Write circumstances as fields of a record; what is as usual is left out.

    Args:
        around: The circumstances.

    Returns:
        Fields that read back as the same circumstances.

    >>> write_circumstances(Circumstances(diagnoses=("M25.561",)))
    {'diagnoses': ['M25.561']}
    """
    usual = Circumstances()
    said: dict[str, Any] = {}
    if around.place != usual.place:
        said["place"] = around.place
    if around.setting != usual.setting:
        said["setting"] = around.setting
    if around.diagnoses:
        said["diagnoses"] = list(around.diagnoses)
    if around.stated:
        said["modifiers"] = {code: list(stated) for code, stated in around.stated.items()}
    if around.charges:
        said["charges"] = {code: str(charge) for code, charge in around.charges.items()}
    return said


def _matching(given: object, pattern: str, field: str, expected: str, problems: list[Problem]) -> str:
    if isinstance(given, str) and re.fullmatch(pattern, given):
        return given
    problems.append(Problem(field, quoted(given), expected))
    return ""


def _diagnoses(given: object, problems: list[Problem]) -> tuple[str, ...]:
    if not isinstance(given, list) or len(given) > MOST_DIAGNOSES:
        shown = quoted(given) if not isinstance(given, list) else f"{len(given)} codes"
        problems.append(Problem("diagnoses", shown, f"a list of at most {MOST_DIAGNOSES} ICD-10-CM codes"))
        return ()
    expected = "an ICD-10-CM code, for example M25.561"
    # A letter second has a digit third (QA0). With a letter there too, "www.example" would pass, and be a link wherever
    # it is shown.
    pattern = rf"[A-Za-z]([0-9]|[A-Za-z][0-9])[A-Za-z0-9.]{{0,{LONGEST_DIAGNOSIS - 1}}}"
    return tuple(
        _matching(code, pattern, f"diagnoses[{place}]", expected, problems).upper() for place, code in enumerate(given)
    )


def _by_code(given: Mapping[Any, Any], field: str, problems: list[Problem]) -> list[tuple[str, Any]]:
    """Take what is said by code, each code once, however it is written."""
    read = [(as_code(code), said) for code, said in given.items()]
    twice = [code for code, times in Counter(code for code, _ in read).items() if times > 1]
    problems += [Problem(f"{field}.{code}"[:40], code, "each code once") for code in twice]
    return read


def _stated(given: object, problems: list[Problem], facts: Facts) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        problems.append(Problem("modifiers", quoted(given), "modifiers by code, for example 97530: 59"))
        return MappingProxyType({})
    read: dict[str, tuple[str, ...]] = {}
    for code, stated in _by_code(given, "modifiers", problems):
        field = f"modifiers.{code}"[:40]
        if code not in facts.codes:
            problems.append(Problem(field, code, facts.codes.expected(code)))
        if not isinstance(stated, list) or len(stated) > MOST_MODIFIERS:
            shown = quoted(stated) if not isinstance(stated, list) else f"{len(stated)} modifiers"
            problems.append(Problem(field, shown, f"at most {MOST_MODIFIERS} modifiers"))
            continue
        words = [word.upper() if isinstance(word, str) else quoted(word) for word in stated]
        # One that is not described here stays on its line and is spoken of: payers have modifiers of their own.
        malformed = [word for word in words if not re.fullmatch(r"[A-Z0-9]{2}", word)]
        problems += [Problem(field, word, "two letters or digits, for example 59") for word in malformed]
        read[code] = tuple(words)
    return MappingProxyType(read)


def _charges(given: object, problems: list[Problem], facts: Facts) -> Mapping[str, Decimal]:
    if not isinstance(given, Mapping):
        problems.append(Problem("charges", quoted(given), "dollars per unit by code, for example 97110: 60"))
        return MappingProxyType({})
    read: dict[str, Decimal] = {}
    for code, charge in _by_code(given, "charges", problems):
        field = f"charges.{code}"[:40]
        if code not in facts.codes:
            problems.append(Problem(field, code, facts.codes.expected(code)))
        try:
            amount = Decimal(quoted(charge))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or not 0 <= amount <= MOST_CHARGE or amount != round(amount, CENTS):
            problems.append(Problem(field, quoted(charge), f"dollars and cents from 0 to {MOST_CHARGE}"))
        else:
            read[code] = abs(amount).quantize(Decimal("0.01"))
    return MappingProxyType(read)
