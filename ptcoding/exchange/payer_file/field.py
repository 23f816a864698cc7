"""One field of a payer's published row, read back with what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ptcoding.errors import Problem
from ptcoding.exchange.payer_file.value import is_whole, on_a_line, value_in_words
from ptcoding.facts.words import templates

MOST_STRANGE = 20
# Texts of the schema that plans also write as numbers.
_NUMBERED = ("billing_code", "billing_code_type_version")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the row.

    Args:
        name: Where it stands (``negotiated_rates[0].negotiated_prices[0].negotiated_rate``).
        value: What it says, as plain text.
        meaning: What that means, in plain words.
        source: Key of the source of the meaning.
    """

    name: str
    value: str
    meaning: str
    source: str = "tic-schema"


def field_of(at: str, name: str, value: str, exact: str = "") -> Field:
    """Read a field back.

    Args:
        at: Where it stands.
        name: Its name in the schema.
        value: What it says, as plain text.
        exact: The value whose own meaning the schema spells out, empty where there is none.

    Returns:
        The field with its meaning.
    """
    meanings = templates()["negotiated"]
    return Field(at, value, meanings.get(f"{name}={exact}", meanings[name]))


def text_field(at: str, name: str, value: object, problems: list[Problem]) -> Field:
    """Read a field of text back, with the meaning of its value where the schema spells that out.

    Args:
        at: Where it stands.
        name: Its name in the schema.
        value: What was given.
        problems: Where what is wrong is collected.

    Returns:
        The field, empty where the value is no text.
    """
    if name in _NUMBERED and is_whole(value):
        value = value_in_words(value)
    if not isinstance(value, str):
        problems.append(Problem(at, value_in_words(value), "text"))
        return field_of(at, name, "")
    return field_of(at, name, on_a_line(value), value)


def strange_fields(found: Mapping[str, Any], known: tuple[str, ...], where: str) -> list[Field]:
    """Name the fields that the schema does not have here.

    Args:
        found: The object as pasted.
        known: The fields that the schema has.
        where: What stands before a name, with its dot.

    Returns:
        A field for each of the first twenty.
    """
    strange = [name for name in found if name not in known]
    return [field_of(where + on_a_line(name), "other", "") for name in strange[:MOST_STRANGE]]
