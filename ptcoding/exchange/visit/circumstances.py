"""What a claim needs beyond the visit, read from and written to plain records and links."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from ptcoding.billing.claim.claim import POINTERS
from ptcoding.billing.claim.draft import Circumstances
from ptcoding.billing.claim.finders import MOST_MODIFIERS
from ptcoding.errors import DocumentError, Problem, VisitError, quoted
from ptcoding.facts import facts

FIELDS = ("place", "setting", "diagnoses", "modifiers", "charges")
MOST_CHARGE = 100_000
CENTS = 2
LONGEST_DIAGNOSIS = 12
# Twelve codes with all their modifiers take about three hundred characters.
LONGEST_LIST = 2_000


def read_circumstances(record: Mapping[str, Any]) -> Circumstances:
    """Read what a claim needs from the record of a visit.

    Args:
        record: The record; fields of the visit itself are left alone.

    Returns:
        The circumstances, as usual where nothing is said.

    Raises:
        VisitError: If a value is malformed; carries every problem.

    >>> read_circumstances({"diagnoses": ["M25.561"], "modifiers": {"97530": ["59"]}}).stated["97530"]
    ('59',)
    """
    problems: list[Problem] = []
    usual = Circumstances()
    settings = facts().supervision
    place = _matching(record.get("place", usual.place), r"[0-9]{2}", "place", "two digits, for example 11", problems)
    setting = record.get("setting", usual.setting)
    if not isinstance(setting, str) or setting not in settings:
        problems.append(Problem("setting", quoted(setting), f"one of {', '.join(settings)}"))
    read = Circumstances(
        place,
        setting if isinstance(setting, str) else usual.setting,
        _diagnoses(record.get("diagnoses", []), problems),
        _stated(record.get("modifiers", {}), problems),
        _charges(record.get("charges", {}), problems),
    )
    if problems:
        raise VisitError(problems)
    return read


def write_circumstances(around: Circumstances) -> dict[str, Any]:
    """Write circumstances as fields of a record; what is as usual is left out.

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


def write_link(around: Circumstances) -> dict[str, str]:
    """Write circumstances as query parameters.

    >>> write_link(Circumstances(diagnoses=("M25.561", "M25.661"), stated={"97530": ("59",)}))
    {'dx': 'M25.561~M25.661', 'mod': '97530.59'}
    """
    said = write_circumstances(around)
    parameters = {"pos": said.get("place", ""), "setting": said.get("setting", "")}
    parameters["dx"] = "~".join(around.diagnoses)
    parameters["mod"] = "~".join(".".join([code, *stated]) for code, stated in around.stated.items())
    parameters["charge"] = "~".join(f"{code}-{charge.normalize():f}" for code, charge in around.charges.items())
    return {name: value for name, value in parameters.items() if value}


def from_link(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Turn query parameters into the fields of a record, to be read as one.

    Args:
        parameters: Query parameters; those that are not of a claim are left alone.

    Returns:
        The fields.

    Raises:
        DocumentError: If one of them is too long.

    >>> from_link({"dx": "M25.561", "mod": "97530.59", "charge": "97110-60"})["modifiers"]
    {'97530': ['59']}
    """
    long = [name for name in ("dx", "mod", "charge") if len(parameters.get(name, "")) > LONGEST_LIST]
    if long:
        expected = f"at most {LONGEST_LIST:,} characters"
        raise DocumentError([Problem(name, parameters[name], expected) for name in long])
    record: dict[str, Any] = {}
    for field, name in (("place", "pos"), ("setting", "setting")):
        if name in parameters:
            record[field] = parameters[name]
    if parameters.get("dx"):
        record["diagnoses"] = parameters["dx"].split("~")
    if parameters.get("mod"):
        stated: dict[str, list[str]] = {}
        for code, *words in (part.split(".") for part in parameters["mod"].split("~")):
            stated.setdefault(code, []).extend(words)
        record["modifiers"] = stated
    if parameters.get("charge"):
        charges: dict[str, list[str]] = {}
        for code, _, charge in (part.partition("-") for part in parameters["charge"].split("~")):
            charges.setdefault(code, []).append(charge)
        # Two charges for one code contradict each other: together they are no amount, and are refused.
        record["charges"] = {code: " and ".join(said) for code, said in charges.items()}
    return record


def _matching(given: object, pattern: str, field: str, expected: str, problems: list[Problem]) -> str:
    if isinstance(given, str) and re.fullmatch(pattern, given):
        return given
    problems.append(Problem(field, quoted(given), expected))
    return ""


def _diagnoses(given: object, problems: list[Problem]) -> tuple[str, ...]:
    if not isinstance(given, list) or len(given) > len(POINTERS):
        shown = quoted(given) if not isinstance(given, list) else f"{len(given)} codes"
        problems.append(Problem("diagnoses", shown, f"a list of at most {len(POINTERS)} ICD-10-CM codes"))
        return ()
    expected = "an ICD-10-CM code, for example M25.561"
    # Every code has a digit second. With a letter there, "www.example" would pass, and be a link wherever it is shown.
    pattern = rf"[A-Za-z][0-9][A-Za-z0-9.]{{0,{LONGEST_DIAGNOSIS - 1}}}"
    return tuple(
        _matching(code, pattern, f"diagnoses[{place}]", expected, problems).upper() for place, code in enumerate(given)
    )


def _stated(given: object, problems: list[Problem]) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(given, Mapping):
        problems.append(Problem("modifiers", quoted(given), "modifiers by code, for example 97530: 59"))
        return MappingProxyType({})
    read: dict[str, tuple[str, ...]] = {}
    for code, stated in given.items():
        field = f"modifiers.{quoted(code)}"[:40]
        if code not in facts().codes:
            problems.append(Problem(field, quoted(code), facts().codes.expected(quoted(code))))
        if not isinstance(stated, list) or len(stated) > MOST_MODIFIERS:
            shown = quoted(stated) if not isinstance(stated, list) else f"{len(stated)} modifiers"
            problems.append(Problem(field, shown, f"at most {MOST_MODIFIERS} modifiers"))
            continue
        words = [word.upper() if isinstance(word, str) else quoted(word) for word in stated]
        unknown = [word for word in words if word not in facts().modifiers]
        problems += [Problem(field, word, f"one of {', '.join(facts().modifiers)}") for word in unknown]
        read[str(code)] = tuple(words)
    return MappingProxyType(read)


def _charges(given: object, problems: list[Problem]) -> Mapping[str, Decimal]:
    if not isinstance(given, Mapping):
        problems.append(Problem("charges", quoted(given), "dollars per unit by code, for example 97110: 60"))
        return MappingProxyType({})
    read: dict[str, Decimal] = {}
    for code, charge in given.items():
        field = f"charges.{quoted(code)}"[:40]
        if code not in facts().codes:
            problems.append(Problem(field, quoted(code), facts().codes.expected(quoted(code))))
        try:
            amount = Decimal(quoted(charge))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or not 0 <= amount <= MOST_CHARGE or amount != round(amount, CENTS):
            problems.append(Problem(field, quoted(charge), f"dollars and cents from 0 to {MOST_CHARGE}"))
        else:
            read[str(code)] = abs(amount).quantize(Decimal("0.01"))
    return MappingProxyType(read)
