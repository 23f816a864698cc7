"""One price of a payer's published row."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ptcoding.errors import Problem
from ptcoding.exchange.payer_file.field import Field, field_of, strange_fields, text_field
from ptcoding.exchange.payer_file.pasted_json import LARGEST_NUMBER, as_number, as_texts, on_a_line, value_in_words

_TEXTS = ("negotiated_type", "expiration_date", "billing_class", "setting", "additional_information")
_LISTS = ("service_code", "billing_code_modifier")
_FIELDS = (
    "negotiated_type",
    "negotiated_rate",
    "expiration_date",
    "billing_class",
    "setting",
    *_LISTS,
    "additional_information",
)
# What every version of the schema asks for; the newer ones ask for more.
_REQUIRED = _FIELDS[:4]


@dataclass(frozen=True, slots=True)
class NegotiatedPrice:
    """One price of the row.

    Args:
        kind: ``negotiated``, ``derived``, ``fee schedule``, ``percentage`` or ``per diem``; empty where missing.
        rate: The figure, None where missing.
        modifiers: Modifiers it depends on.
        places: Place of service codes it holds for.
    """

    kind: str
    rate: Decimal | None
    modifiers: tuple[str, ...]
    places: tuple[str, ...]


def read_price(
    price: Mapping[str, Any], where: str, problems: list[Problem]
) -> tuple[NegotiatedPrice, list[Field], list[str]]:
    """Read one price.

    Args:
        price: The object as pasted.
        where: Where it stands.
        problems: Where what is wrong is collected.

    Returns:
        The price, its fields read back, and the names of those that it lacks.
    """
    fields = [_field(price, name, f"{where}.{name}", problems) for name in _FIELDS if name in price]
    # What is wrong with a list was noted when it was read back.
    places, modifiers = (as_texts(price.get(name, []), where, []) for name in _LISTS)
    read = NegotiatedPrice(
        on_a_line(price.get("negotiated_type", "")),
        as_number(price.get("negotiated_rate")),
        modifiers,
        places,
    )
    missing = [f"{where}.{name}" for name in _REQUIRED if name not in price]
    return read, [*fields, *strange_fields(price, _FIELDS, f"{where}.")], missing


def _field(price: Mapping[str, Any], name: str, at: str, problems: list[Problem]) -> Field:
    """Read one field back, by its kind: the rate, a text, or a list of texts."""
    if name == "negotiated_rate":
        return field_of(at, name, _rate(price, at, problems))
    if name in _TEXTS:
        return text_field(at, name, price[name], problems)
    listed = as_texts(price[name], at, problems)
    return field_of(at, name, ", ".join(listed), listed[0] if len(listed) == 1 else "")


def _rate(price: Mapping[str, Any], at: str, problems: list[Problem]) -> str:
    rate = price["negotiated_rate"]
    if as_number(rate) is None:
        problems.append(Problem(at, value_in_words(rate), f"a number from 0 to {LARGEST_NUMBER:,}"))
        return ""
    kind = price.get("negotiated_type")
    return f"{rate} %" if kind == "percentage" else f"${rate}"
