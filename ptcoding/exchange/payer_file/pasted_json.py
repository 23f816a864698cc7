"""JSON that someone pasted: numbers as decimals, lists and texts checked, everything fit to be shown."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ptcoding.errors import DocumentError, Problem, quoted

LARGEST_PASTE = 200_000
LARGEST_NUMBER = Decimal(10) ** 9
LONGEST_TEXT = 300
MOST_TEXTS = 100


def read_pasted(text: str, expected: str) -> Any:
    """Read what was pasted.

    Args:
        text: The document.
        expected: What it should have been, for the message.

    Returns:
        Whatever JSON it holds; numbers with a point are decimals.

    Raises:
        DocumentError: If it is too large or no JSON.
    """
    if len(text) > LARGEST_PASTE:
        raise DocumentError([Problem("row", f"{len(text)} characters", f"at most {LARGEST_PASTE} characters")])
    try:
        return json.loads(text, parse_float=_decimal, parse_constant=_decimal)
    except (ValueError, RecursionError) as error:
        raise DocumentError([Problem("row", text[:40], expected)]) from error


def _decimal(text: str) -> Decimal:
    """Read a number of the document; one that no decimal can hold is no JSON number either."""
    try:
        return Decimal(text)
    except ArithmeticError as error:
        raise ValueError(text) from error


def value_in_words(value: object) -> str:
    """Name a value of the document in a message.

    >>> value_in_words(Decimal("1.5")), value_in_words({})
    ('1.5', 'a mapping')
    """
    return str(value) if isinstance(value, Decimal) else quoted(value)


def on_a_line(value: object) -> str:
    """Make a text that fits on a line and can be shown, whatever was in it."""
    text = "".join(character if character.isprintable() else " " for character in value_in_words(value))
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def as_number(value: object) -> Decimal | None:
    """Take a number from 0 to a billion, None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return Decimal(value) if 0 <= value <= LARGEST_NUMBER else None


def as_list(value: object, at: str, problems: list[Problem]) -> list[Any]:
    """Take a list, an empty one with a problem where it is none."""
    if isinstance(value, list):
        return value
    problems.append(Problem(at, value_in_words(value), "a list"))
    return []


def as_objects(value: object, at: str, problems: list[Problem]) -> list[Mapping[str, Any]]:
    """Take the objects of a list, with a problem for each thing that is none."""
    found = as_list(value, at, problems)
    strange = [(place, one) for place, one in enumerate(found) if not isinstance(one, Mapping)]
    problems += [Problem(f"{at}[{place}]", value_in_words(one), "an object") for place, one in strange[:MOST_TEXTS]]
    return [one for one in found if isinstance(one, Mapping)]


def as_texts(value: object, at: str, problems: list[Problem]) -> tuple[str, ...]:
    """Take the texts of a list, with a problem where something else is in it."""
    found = as_list(value, at, problems)
    if any(not isinstance(one, str) for one in found):
        problems.append(Problem(at, "a list", "a list of texts"))
    return tuple(on_a_line(one) for one in found[:MOST_TEXTS] if isinstance(one, str))
