"""One price of a payer's published row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from decimal import Decimal
from typing import Any

from ptcoding.errors import Problem
from ptcoding.exchange.payer_file.field import Field, field_of, strange_fields, text_field
from ptcoding.exchange.payer_file.value import LARGEST_NUMBER, as_number, as_texts, on_a_line, value_in_words
from ptcoding.facts.words import filled, templates

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
# A share of charges is a whole percentage: 40.5, never .405.
_FRACTION = Decimal(1)
PERCENTAGE = "percentage"
CENTS = 2


@dataclass(frozen=True, slots=True)
class NegotiatedPrice:
    """One price of the row.

    Args:
        kind: ``negotiated``, ``derived``, ``fee schedule``, ``percentage``, ``per diem`` or, in a hospital's file,
            ``algorithm``; empty where missing.
        rate: The figure, None where missing.
        modifiers: Modifiers it depends on.
        places: Place of service codes it holds for.
        whom: Who it holds for: numbers of provider groups and tax numbers, or payer and plan.
        remarks: What must be known before the figure is used: expired, zero, a share of charges.
        expired: Whether the agreement had ended on the day for which the price is wanted.
    """

    kind: str
    rate: Decimal | None
    modifiers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    expired: bool = False

    def figure(self) -> str:
        """Write the figure.

        Returns:
            Dollars or a percentage, empty where there is none.

        >>> NegotiatedPrice("percentage", Decimal(65)).figure(), NegotiatedPrice("per diem", Decimal("40.5")).figure()
        ('65 %', '$40.50')
        """
        if self.rate is None:
            return ""
        if self.kind == PERCENTAGE:
            return f"{self.rate} %"
        # What is published beyond the cent is part of the price.
        return f"${self.rate:,}" if self.rate != round(self.rate, CENTS) else f"${self.rate:,.2f}"


def read_price(
    price: Mapping[str, Any], where: str, problems: list[Problem], on: Date | None, whom: tuple[str, ...]
) -> tuple[NegotiatedPrice, list[Field], list[str]]:
    """Read one price.

    Args:
        price: The object as published.
        where: Where it stands.
        problems: Where what is wrong is collected.
        on: The day for which the price is wanted, None to leave open whether it has expired.
        whom: Who it holds for.

    Returns:
        The price, its fields read back, and the names of those that it lacks.
    """
    # What is wrong with a list is noted when it is read back.
    places, modifiers = (_listed(price, name, where, []) for name in _LISTS)
    kind, rate = on_a_line(price.get("negotiated_type", "")), as_number(price.get("negotiated_rate"))
    (ended, expired), odd = _ended(price.get("expiration_date"), on), remark_on(kind, rate)
    remarks = tuple(said for said in (ended, odd) if said)
    read = NegotiatedPrice(kind, rate, modifiers, places, whom, remarks, expired)
    said = {"expiration_date": ended, "negotiated_rate": odd}
    fields = []
    for name in _FIELDS:
        if name in price:
            field = _field(price, name, f"{where}.{name}", problems, read)
            fields.append(Field(field.name, field.value, said[name]) if said.get(name) else field)
    missing = [f"{where}.{name}" for name in _REQUIRED if name not in price]
    return read, [*fields, *strange_fields(price, _FIELDS, f"{where}.")], missing


def remark_on(kind: str, rate: Decimal | None) -> str:
    """Say what must be known of a figure before it is used.

    Args:
        kind: Its kind.
        rate: The figure.

    Returns:
        A sentence, empty where nothing has to be said.

    >>> remark_on("percentage", Decimal(65))
    'A share of what the provider charges, not a dollar amount: 65 percent.'
    >>> remark_on("negotiated", Decimal("28.50"))
    ''
    """
    remarks = templates()["rate_remark"]
    if rate is None:
        return ""
    if not rate:
        return remarks["zero"]
    if kind == PERCENTAGE:
        return filled("rate_remark", "fraction" if rate < _FRACTION else "percentage", {"rate": rate})
    return ""


def _ended(said: object, on: Date | None) -> tuple[str, bool]:
    """Say that an agreement has ended, or that its end is no date; and whether it has ended."""
    if not isinstance(said, str):
        return "", False
    try:
        until = Date.fromisoformat(said.strip())
    except ValueError:
        return templates()["rate_remark"]["no_date"], False
    if on is None or on <= until:
        return "", False
    return filled("rate_remark", "expired", {"day": f"{until:%B} {until.day}, {until.year}"}), True


def _listed(price: Mapping[str, Any], name: str, at: str, problems: list[Problem]) -> tuple[str, ...]:
    """Read a list; a place of service has two digits, also where it was published as a number."""
    return as_texts(price.get(name, []), at, problems, digits=2)


def _field(price: Mapping[str, Any], name: str, at: str, problems: list[Problem], read: NegotiatedPrice) -> Field:
    """Read one field back, by its kind: the rate, a text, or a list of texts."""
    if name == "negotiated_rate":
        if read.rate is None:
            problems.append(Problem(at, value_in_words(price[name]), f"a number from 0 to {LARGEST_NUMBER:,}"))
        return field_of(at, name, read.figure())
    if name in _TEXTS:
        return text_field(at, name, price[name], problems)
    listed = _listed(price, name, at, problems)
    return field_of(at, name, ", ".join(listed), listed[0] if len(listed) == 1 else "")
