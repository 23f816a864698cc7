"""Values of a published file: numbers as decimals, lists and texts checked, everything fit to be shown."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ptcoding.errors import Problem, quoted

LARGEST_NUMBER = Decimal(10) ** 9
LONGEST_TEXT = 300
MOST_TEXTS = 100
_WRITTEN = re.compile(r"\$?\s?(\d{1,3}(,\d{3})+|\d{1,30})(\.\d{1,30})?", re.ASCII)


def value_in_words(value: object) -> str:
    """Name a value of the document in a message.

    >>> value_in_words(Decimal("1.5")), value_in_words({})
    ('1.5', 'a group of fields')
    """
    return str(value) if isinstance(value, Decimal) else quoted(value)


def on_a_line(value: object) -> str:
    """Make a text that fits on a line and can be shown, whatever was in it."""
    text = "".join(character if character.isprintable() else " " for character in value_in_words(value))
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def as_number(value: object) -> Decimal | None:
    """Take a number from 0 to a billion, also one that was written as text, None where it is none.

    >>> as_number("$1,028.50"), as_number("28,5")
    (Decimal('1028.50'), None)
    """
    if isinstance(value, str):
        written = value.strip()
        value = Decimal(written.lstrip("$ ").replace(",", "")) if _WRITTEN.fullmatch(written) else None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return Decimal(value) if 0 <= value <= LARGEST_NUMBER else None


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number, which true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


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


def as_texts(value: object, at: str, problems: list[Problem], digits: int = 0) -> tuple[str, ...]:
    """Take the texts of a list, with a problem where something else is in it.

    Args:
        value: The list; a text alone is taken for a list written with commas, a whole number for a text.
        at: Where it stands.
        problems: Where what is wrong is collected.
        digits: How many digits a number has at least.

    Returns:
        The texts.

    >>> as_texts([2, "11"], "places", [], digits=2), as_texts("11, 12", "places", [])
    (('02', '11'), ('11', '12'))
    """
    if is_whole(value):
        value = [value]
    elif isinstance(value, str):
        value = [one.strip() for one in value.split(",") if one.strip()]
    found = as_list(value, at, problems)
    if any(not isinstance(one, str) and not is_whole(one) for one in found):
        problems.append(Problem(at, "a list", "a list of texts"))
    kept = [one for one in found[:MOST_TEXTS] if isinstance(one, str) or is_whole(one)]
    return tuple(on_a_line(one if isinstance(one, str) else on_a_line(one).zfill(digits)) for one in kept)
