"""One row of a payer's public machine-readable file, read back field by field.

Plans publish their agreed prices in the shape of CMS's Transparency in Coverage schema. Such a row is data from
outside: every text of it is kept as text, cut to a length that can be shown, and never taken for markup. Groups of
providers are shown by their number and by the tax number they bill under; providers are counted, not repeated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from ptcoding.errors import Problem
from ptcoding.exchange.payer_file.field import Field, field_of, strange_fields, text_field
from ptcoding.exchange.payer_file.json_pieces import whole
from ptcoding.exchange.payer_file.negotiated_price import NegotiatedPrice, read_price
from ptcoding.exchange.payer_file.value import as_list, as_number, as_objects, on_a_line, value_in_words
from ptcoding.facts.words import templates

MOST_PRICES = 200
MOST_READ_BACK = 50
MOST_NUMBERS = 10

_TEXTS = (
    "negotiation_arrangement",
    "name",
    "billing_code_type",
    "billing_code_type_version",
    "billing_code",
    "description",
)
_COUNTED = ("negotiated_rates", "bundled_codes", "covered_services")
_REQUIRED = (*_TEXTS[:5], "negotiated_rates")
_PROVIDERS = ("provider_references", "provider_groups")


@dataclass(frozen=True, slots=True)
class NegotiatedRow:
    """A row read.

    Args:
        code: The billing code, empty where missing.
        prices: The first two hundred prices, in order.
        missing: Names of the fields that the schema asks for and the row does not have.
        read_back: Every field with its meaning, of the first fifty prices.
        left_out: How many prices of the row are not among them.
    """

    code: str
    prices: tuple[NegotiatedPrice, ...]
    missing: tuple[str, ...]
    read_back: tuple[Field, ...]
    left_out: int = 0

    def fields(self) -> tuple[Field, ...]:
        """Read the row back.

        Returns:
            Every field that is there, in the order of the schema, then those that are missing.
        """
        meaning = templates()["negotiated"]["missing"]
        return (*self.read_back, *(Field(name, "", meaning) for name in self.missing))


def read_row(row: Mapping[str, Any], problems: list[Problem], on: Date | None, count: int = 0) -> NegotiatedRow:
    """Read a row of an in-network file.

    Args:
        row: One in-network object.
        problems: Where what is wrong is collected.
        on: The day for which the prices are wanted, None to leave open whether they have expired.
        count: How many prices it had before it was shortened.

    Returns:
        The row.

    >>> row = read_row({"billing_code": "97110", "negotiated_rates": []}, [], None)
    >>> row.code, row.missing[0]
    ('97110', 'negotiation_arrangement')
    """
    head = list(_head(row, problems))
    rates = as_objects(row.get("negotiated_rates", []), "negotiated_rates", problems)
    prices, body, absent = _rates(rates, problems, on)
    return NegotiatedRow(
        code=on_a_line(row.get("billing_code", "")),
        prices=tuple(prices[:MOST_PRICES]),
        missing=(*(name for name in _REQUIRED if name not in row), *absent),
        read_back=(*head, *body),
        left_out=max(len(prices), count) - min(len(prices), MOST_PRICES),
    )


def _rates(
    rates: list[Mapping[str, Any]], problems: list[Problem], on: Date | None
) -> tuple[list[NegotiatedPrice], list[Field], list[str]]:
    """Read every price, its fields and what is missing."""
    prices: list[NegotiatedPrice] = []
    fields: list[Field] = []
    missing: list[str] = []
    for place, rate in enumerate(rates):
        where = f"negotiated_rates[{place}]"
        whom = list(_providers(rate, where, problems))
        held = tuple(said for _, said in whom)
        if len(prices) < MOST_READ_BACK:
            fields += [field_of(f"{where}.{name}", name, said) for name, said in whom]
        if not any(name in rate for name in _PROVIDERS):
            missing.append(f"{where}.provider_references")
        if "negotiated_prices" not in rate:
            missing.append(f"{where}.negotiated_prices")
        listed = f"{where}.negotiated_prices"
        for number, price in enumerate(as_objects(rate.get("negotiated_prices", []), listed, problems)):
            read, said, absent = read_price(price, f"{listed}[{number}]", problems, on, held)
            if len(prices) < MOST_READ_BACK:
                fields += said
                missing += absent
            prices.append(read)
    return prices, fields, missing


def _head(row: Mapping[str, Any], problems: list[Problem]) -> Iterable[Field]:
    """Read what stands above the prices."""
    for name in _TEXTS:
        if name in row:
            yield text_field(name, name, row[name], problems)
    for name in _COUNTED:
        if name in row:
            as_objects(row[name], name, problems if name != _COUNTED[0] else [])
            yield field_of(name, name, str(whole(as_list(row[name], name, []))))
    yield from strange_fields(row, (*_TEXTS, *_COUNTED), "")


def _providers(rate: Mapping[str, Any], where: str, problems: list[Problem]) -> Iterable[tuple[str, str]]:
    """Read who the prices hold for: the first groups by their number or their tax number."""
    if "provider_references" in rate:
        values = as_list(rate["provider_references"], f"{where}.provider_references", problems)
        named = [value for value in values if isinstance(value, str) or as_number(value) is not None]
        if len(named) < len(values):
            problems.append(Problem(f"{where}.provider_references", "a list", "a list of numbers or texts"))
        yield "provider_references", _first(values, [on_a_line(value) for value in named])
    if "provider_groups" in rate:
        groups = as_objects(rate["provider_groups"], f"{where}.provider_groups", problems)
        yield "provider_groups", _first(as_list(rate["provider_groups"], "", []), [_tax_number(one) for one in groups])


def _tax_number(group: Mapping[str, Any]) -> str:
    """Name the tax number of a group, with its kind."""
    tin = group.get("tin")
    if not isinstance(tin, Mapping) or not isinstance(tin.get("value"), str):
        return templates()["rate_remark"]["no_tin"]
    return on_a_line(f"{value_in_words(tin.get('type', ''))} {tin['value']}".strip())


def _first(values: list[Any], said: list[str]) -> str:
    """Join the first ten, with a sign where there are more."""
    more = ["…"] if whole(values) > MOST_NUMBERS else []
    return ", ".join([*said[:MOST_NUMBERS], *more])
