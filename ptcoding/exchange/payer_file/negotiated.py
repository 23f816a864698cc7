"""One row of a payer's public machine-readable file, read back field by field.

Plans publish their agreed prices in the shape of CMS's Transparency in Coverage schema. A row pasted from such a file
is data from outside: every text of it is kept as text, cut to a length that can be shown, and never taken for markup.
Tax and provider numbers are counted, not repeated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.payer_file.field import Field, field_of, strange_fields, text_field
from ptcoding.exchange.payer_file.negotiated_price import NegotiatedPrice, read_price
from ptcoding.exchange.payer_file.pasted_json import (
    as_list,
    as_number,
    as_objects,
    on_a_line,
    read_pasted,
    value_in_words,
)
from ptcoding.facts.words import templates

MOST_PRICES = 200
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
_EXPECTED_ROW = "one row of a payer's in-network file in JSON, with billing_code and negotiated_rates"


@dataclass(frozen=True, slots=True)
class NegotiatedRow:
    """A row read.

    Args:
        code: The billing code, empty where missing.
        prices: Every price, in order.
        missing: Names of the fields that the schema asks for and the row does not have.
        read_back: Every field with its meaning.
    """

    code: str
    prices: tuple[NegotiatedPrice, ...]
    missing: tuple[str, ...]
    read_back: tuple[Field, ...]

    def fields(self) -> tuple[Field, ...]:
        """Read the row back.

        Returns:
            Every field that is there, in the order of the schema, then those that are missing.
        """
        meaning = templates()["negotiated"]["missing"]
        return (*self.read_back, *(Field(name, "", meaning) for name in self.missing))


def read_negotiated(text: str) -> NegotiatedRow:
    """Read a row of an in-network file.

    Args:
        text: The row as JSON: one in-network object, alone or as the only one in its file.

    Returns:
        The row.

    Raises:
        DocumentError: If it is too large, no JSON or no such row.
        InputError: If values are of the wrong kind; carries every problem.

    >>> row = read_negotiated('{"billing_code": "97110", "negotiated_rates": []}')
    >>> row.code, row.missing[0]
    ('97110', 'negotiation_arrangement')
    """
    row = _row(read_pasted(text, _EXPECTED_ROW))
    problems: list[Problem] = []
    head = list(_head(row, problems))
    rates = as_objects(row.get("negotiated_rates", []), "negotiated_rates", problems)
    prices, body, absent = _rates(rates, problems)
    if problems:
        raise InputError(problems)
    return NegotiatedRow(
        code=on_a_line(row.get("billing_code", "")),
        prices=tuple(prices),
        missing=(*(name for name in _REQUIRED if name not in row), *absent),
        read_back=(*head, *body),
    )


def _rates(
    rates: list[Mapping[str, Any]], problems: list[Problem]
) -> tuple[list[NegotiatedPrice], list[Field], list[str]]:
    """Read every price, its fields and what is missing."""
    if len(rates) > MOST_PRICES:
        raise DocumentError([Problem("negotiated_rates", f"{len(rates)} entries", f"at most {MOST_PRICES} entries")])
    prices: list[NegotiatedPrice] = []
    fields: list[Field] = []
    missing: list[str] = []
    for place, rate in enumerate(rates):
        where = f"negotiated_rates[{place}]"
        fields += _providers(rate, where, problems)
        if not any(name in rate for name in _PROVIDERS):
            missing.append(f"{where}.provider_references")
        if "negotiated_prices" not in rate:
            missing.append(f"{where}.negotiated_prices")
        listed = f"{where}.negotiated_prices"
        for number, price in enumerate(as_objects(rate.get("negotiated_prices", []), listed, problems)):
            read, said, absent = read_price(price, f"{listed}[{number}]", problems)
            prices.append(read)
            fields += said
            missing += absent
            if len(prices) > MOST_PRICES:
                raise DocumentError([Problem(listed, f"over {MOST_PRICES} prices", f"at most {MOST_PRICES} prices")])
    return prices, fields, missing


def _row(document: object) -> Mapping[str, Any]:
    """Take the one in-network object out of what was pasted."""
    if isinstance(document, Mapping) and isinstance(document.get("in_network"), list):
        document = document["in_network"]
    if isinstance(document, list):
        if len(document) != 1:
            raise DocumentError([Problem("row", f"{len(document)} rows", "one row")])
        document = document[0]
    if not isinstance(document, Mapping) or not {"billing_code", "negotiated_rates"} & set(document):
        raise DocumentError([Problem("row", value_in_words(document), _EXPECTED_ROW)])
    return document


def _head(row: Mapping[str, Any], problems: list[Problem]) -> Iterable[Field]:
    """Read what stands above the prices."""
    for name in _TEXTS:
        if name in row:
            yield text_field(name, name, row[name], problems)
    for name in _COUNTED:
        if name in row:
            yield field_of(name, name, str(len(as_objects(row[name], name, problems if name != _COUNTED[0] else []))))
    yield from strange_fields(row, (*_TEXTS, *_COUNTED), "")


def _providers(rate: Mapping[str, Any], where: str, problems: list[Problem]) -> Iterable[Field]:
    """Read who the prices hold for: the first references by number, the rest counted."""
    for name in _PROVIDERS:
        if name not in rate:
            continue
        values = as_list(rate[name], f"{where}.{name}", problems)
        said = str(len(values))
        if name == "provider_references" and all(as_number(value) is not None for value in values):
            more = ["…"] if len(values) > MOST_NUMBERS else []
            said = ", ".join([*(on_a_line(value) for value in values[:MOST_NUMBERS]), *more])
        yield field_of(f"{where}.{name}", name, said)
