"""The values of a plain record, read one by one: what is wrong is noted, and a harmless value stands in its place."""

import re
import sys
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ptcoding.billing.visit.session import AMOUNT
from ptcoding.errors import Problem, quoted

Word = TypeVar("Word", bound=StrEnum)
_NUMBER = re.compile(r"[A-Z0-9][0-9]{3}[A-Z0-9]")
# What may stand between the words of a name.
_BETWEEN = re.compile(r"[\s/-]")


def as_amount(text: str) -> object:
    """Read an amount from text where there is one, else hand the text on to be refused at its field.

    >>> as_amount("2480.5"), as_amount("1e3"), as_amount("lots")
    (2480.5, 1000.0, 'lots')
    """
    return float(text) if re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,3})?", text) else text


def as_code(given: object) -> str:
    """Write a procedure code in capitals, as the tables have it, also where a clinic's name stands in its place.

    >>> as_code(" g0283"), as_code(97110), as_code("TherEx"), as_code("MT"), as_code("knee")
    ('G0283', '97110', '97110', '97140', 'KNEE')
    """
    said = quoted(given).strip().upper()
    if _NUMBER.fullmatch(said):
        return said
    from ptcoding.exchange.day_sheet.names import names

    return names("code").get(" ".join(_BETWEEN.sub(" ", said.lower()).split()), said)


def as_number(text: str) -> object:
    """Read a number from text where there is one, else hand the text on to be refused at its field.

    >>> as_number("33"), as_number("7.5"), as_number("many")
    (33, 7.5, 'many')
    """
    if re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,4}", text) else text


def read_word(kind: type[Word], given: object, field: str, problems: list[Problem]) -> Word:
    """Read one of the words of a kind, in any case.

    Args:
        kind: The words that are known.
        given: What stands in the record.
        field: Where it stands.
        problems: Where what is wrong is collected.

    Returns:
        The word, the first of its kind where none was given.
    """
    for word in kind:
        if isinstance(given, str) and given.strip().lower() == word.value.lower():
            return word
    problems.append(Problem(field, quoted(given), f"one of {', '.join(word.value for word in kind)}"))
    return next(iter(kind))


def read_text(given: object, field: str, problems: list[Problem]) -> str:
    """Read text.

    Args:
        given: What stands in the record.
        field: Where it stands.
        problems: Where what is wrong is collected.

    Returns:
        The text, empty where it is none.
    """
    if isinstance(given, str):
        return given
    problems.append(Problem(field, quoted(given), "text"))
    return ""


def read_date(given: object, problems: list[Problem]) -> date | None:
    """Read the date of service.

    Args:
        given: What stands in the record.
        problems: Where what is wrong is collected.

    Returns:
        The date, None where none was given or none can be read.
    """
    if given is None or given == "":
        return None
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        with suppress(ValueError):
            return date.fromisoformat(given)
    problems.append(Problem("date", quoted(given), "a date such as 2026-03-02"))
    return None


def read_amount(given: object, problems: list[Problem]) -> float:
    """Read the charges of the year so far.

    Args:
        given: What stands in the record.
        problems: Where what is wrong is collected.

    Returns:
        Dollars, 0 where they cannot be read.
    """
    if isinstance(given, (int, float)) and not isinstance(given, bool) and 0 <= given <= sys.float_info.max:
        return given
    problems.append(Problem("year_to_date", quoted(given), AMOUNT))
    return 0


def unknown_field(where: str, key: object, known: tuple[str, ...]) -> Problem:
    """Name a field that no record has.

    Args:
        where: What it stands in, with its dot; empty at the top.
        key: Its name.
        known: The fields that there are.

    Returns:
        The problem.
    """
    return Problem(f"{where}{key}"[:80], "", f"no such field; known are {', '.join(known)}")
