"""A hospital's public price file in CMS's templates, as rows of one payer each: tall CSV, wide CSV and JSON.

A tall file has a line for each payer, a wide one a group of columns for each, and the JSON a list of payers below each
charge. All become the same fields here, under the names of the templates.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.payer_file.field import Field
from ptcoding.exchange.payer_file.negotiated import NegotiatedRow
from ptcoding.exchange.payer_file.negotiated_price import PERCENTAGE, NegotiatedPrice, remark_on
from ptcoding.exchange.payer_file.value import LARGEST_NUMBER, as_number, on_a_line, value_in_words
from ptcoding.facts.words import templates

SOURCE = "hpt-dictionary"
HEADER_WITHIN = 10
_FIELDS = (
    "code",
    "code_type",
    "description",
    "setting",
    "modifiers",
    "gross",
    "discounted_cash",
    "min",
    "max",
    "payer_name",
    "plan_name",
    "negotiated_dollar",
    "negotiated_percentage",
    "negotiated_algorithm",
    "methodology",
    "notes",
)
_NUMBERS = {"gross", "discounted_cash", "min", "max", "negotiated_dollar", "negotiated_percentage"}
_OF_A_PAYER = ("negotiated_dollar", "negotiated_percentage", "negotiated_algorithm", "methodology")
_BILLED = ("CPT", "HCPCS")
_HEADERS = {
    "description": "description",
    "setting": "setting",
    "modifiers": "modifiers",
    "standard_charge|gross": "gross",
    "standard_charge|discounted_cash": "discounted_cash",
    "standard_charge|min": "min",
    "standard_charge|max": "max",
    "payer_name": "payer_name",
    "plan_name": "plan_name",
    **{f"standard_charge|{name}": name for name in _OF_A_PAYER},
    "additional_generic_notes": "notes",
}
_IN_JSON = {
    "gross_charge": "gross",
    "discounted_cash": "discounted_cash",
    "minimum": "min",
    "maximum": "max",
    "setting": "setting",
    "modifier_code": "modifiers",
    "additional_generic_notes": "notes",
    "payer_name": "payer_name",
    "plan_name": "plan_name",
    "standard_charge_dollar": "negotiated_dollar",
    "standard_charge_percentage": "negotiated_percentage",
    "standard_charge_algorithm": "negotiated_algorithm",
    "methodology": "methodology",
    "additional_payer_notes": "notes",
}
_CODE = re.compile(r"code\|(\d{1,4})")
_PAYER_COLUMN = re.compile(r"standard_charge\|(.+)\|(.+)\|(" + "|".join(_OF_A_PAYER) + ")")


@dataclass(frozen=True, slots=True)
class Charge:
    """What a hospital charges for a service, for one payer or none.

    Args:
        at: Where it stands in the file.
        codes: Every code of the service with its list.
        said: What is said about it, by the names of the templates.
    """

    at: str
    codes: tuple[tuple[str, str], ...]
    said: Mapping[str, Any]

    def code(self, wanted: Collection[str]) -> tuple[str, str]:
        """Choose the code it is known by: one that is wanted, else one that is billed, else the first.

        >>> Charge("line 4", (("420", "RC"), ("97110", "CPT")), {}).code(["97110"])
        ('97110', 'CPT')
        """
        chosen = [pair for pair in self.codes if pair[0] in wanted]
        billed = [pair for pair in self.codes if pair[1].upper() in _BILLED]
        return (*chosen, *billed, *self.codes, ("", ""))[0]


def row_of(charge: Charge, wanted: Collection[str], problems: list[Problem]) -> NegotiatedRow:
    """Read a charge back.

    Args:
        charge: The charge.
        wanted: Codes that are looked for.
        problems: Where what is wrong is collected.

    Returns:
        A row with a price for each way in which the charge is given.
    """
    code, listed = charge.code(wanted)
    said = {"code": code, "code_type": listed, **charge.said}
    for name in _NUMBERS & said.keys():
        if as_number(said[name]) is None:
            expected = f"a number from 0 to {LARGEST_NUMBER:,}"
            problems.append(Problem(f"{charge.at}, {name}", value_in_words(said[name]), expected))
    meanings = templates()["hospital"]
    fields = [Field(name, _shown(said[name]), meanings[name], SOURCE) for name in _FIELDS if name in said]
    return NegotiatedRow(on_a_line(code), tuple(_prices(said)), (), tuple(fields))


def _prices(said: Mapping[str, Any]) -> Iterator[NegotiatedPrice]:
    whom = tuple(on_a_line(said[name]) for name in ("payer_name", "plan_name") if name in said)
    modifiers = (_shown(said["modifiers"]),) if "modifiers" in said else ()
    remarks = templates()["rate_remark"]
    for name, kind in (("negotiated_dollar", "negotiated"), ("negotiated_percentage", PERCENTAGE)):
        if name in said:
            rate = as_number(said[name])
            remark = remarks["of_the_contract"] if rate and kind == PERCENTAGE else remark_on(kind, rate)
            yield NegotiatedPrice(kind, rate, modifiers, (), whom, (remark,) if remark else ())
    if "negotiated_algorithm" in said:
        yield NegotiatedPrice("algorithm", None, modifiers, (), whom, (remarks["algorithm"],))


def _shown(value: object) -> str:
    return ", ".join(map(on_a_line, value)) if isinstance(value, list) else on_a_line(value)


def charges_of(item: Mapping[str, Any], at: str, problems: list[Problem]) -> Iterator[Charge]:
    """Take apart an item of a hospital's file in JSON.

    Args:
        item: One entry of ``standard_charge_information``.
        at: Where it stands.
        problems: Where what is wrong is collected.

    Yields:
        Its charges, one for each payer.
    """
    codes = tuple(
        (on_a_line(one.get("code", "")), on_a_line(one.get("type", "")))
        for one in _objects(item, "code_information", at, problems)
    )
    named = {"description": item["description"]} if "description" in item else {}
    for charge in _objects(item, "standard_charges", at, problems):
        common = {**named, **_known(charge)}
        payers = _objects(charge, "payers_information", at, problems) if "payers_information" in charge else [{}]
        for payer in payers:
            yield Charge(at, codes, {**common, **_known(payer)})


def _known(found: Mapping[str, Any]) -> dict[str, Any]:
    return {ours: found[theirs] for theirs, ours in _IN_JSON.items() if found.get(theirs) not in (None, "")}


def _objects(found: Mapping[str, Any], name: str, at: str, problems: list[Problem]) -> list[Mapping[str, Any]]:
    values = found.get(name)
    if not isinstance(values, list) or any(not isinstance(one, Mapping) for one in values):
        problems.append(Problem(f"{at}.{name}", value_in_words(values), "a list of objects"))
        return []
    return values


def charges_in(lines: Iterable[str]) -> Iterator[Charge]:
    """Read a hospital's file in CSV, tall or wide.

    Args:
        lines: Its lines.

    Yields:
        Its charges: of a tall file one for each line, of a wide file one for each payer of a line.

    Raises:
        DocumentError: If it is no CSV or its headers are not those of the templates.

    >>> header = "description,code|1,code|1|type,payer_name,standard_charge|negotiated_dollar"
    >>> [charge.said["negotiated_dollar"] for charge in charges_in([header, "Exercise,97110,CPT,A,41.5"])]
    ['41.5']
    """
    reader = csv.reader(lines)
    try:
        header = _header(reader)
        for row in reader:
            cells = {name: cell for name, cell in zip(header, row, strict=False) if cell.strip()}
            yield from _charges(f"line {reader.line_num}", cells)
    except csv.Error as error:
        raise DocumentError([Problem(f"line {reader.line_num}", str(error), "comma-separated text")]) from error


def _header(reader: Iterator[list[str]]) -> list[str]:
    """Find the line of column names, which stands below the hospital's own two lines."""
    first: list[str] = []
    for _, row in zip(range(HEADER_WITHIN), reader, strict=False):
        first = first or row
        # Spaces around a bar and capital letters are no mistake in a header.
        header = ["|".join(part.strip() for part in cell.strip("\ufeff \t").split("|")) for cell in row]
        plain = [name.lower() for name in header]
        if "description" in plain and any(_CODE.fullmatch(name) for name in plain):
            return header
    expected = (
        "a payer's in-network file in JSON, or a hospital's price file in CMS's templates, whose CSV has the columns "
        "description, code|1 and code|1|type; ask the hospital for that file"
    )
    raise DocumentError([Problem("file", ",".join(first), expected)])


def _charges(at: str, row: Mapping[str, str]) -> Iterator[Charge]:
    plain = {name.lower(): cell.strip() for name, cell in row.items()}
    numbers = [found[1] for name in plain if (found := _CODE.fullmatch(name))]
    codes = tuple((plain[f"code|{number}"], plain.get(f"code|{number}|type", "")) for number in numbers)
    common = {ours: plain[theirs] for theirs, ours in _HEADERS.items() if theirs in plain}
    payers: dict[tuple[str, str], dict[str, str]] = {}
    for name, cell in row.items():
        if found := re.fullmatch(_PAYER_COLUMN, name):
            payers.setdefault((found[1], found[2]), {})[found[3]] = cell.strip()
    for (payer, plan), said in payers.items():
        notes = plain.get(f"additional_payer_notes|{payer}|{plan}".lower())
        own = {"payer_name": payer, "plan_name": plan, **said, **({"notes": notes} if notes else {})}
        yield Charge(at, codes, {**common, **own})
    if not payers and (codes or common):
        yield Charge(at, codes, common)
