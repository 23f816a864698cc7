"""What counting rests on: codes, rules and payers."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ptcoding.facts.code import Code, CodeTable, NotModelled, Span
from ptcoding.facts.payer import Payer
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.table import read_row, read_table, rows_of


def read_codes(folder: Path) -> CodeTable:
    """Read every procedure code."""
    document = read_table("codes", folder)
    rows = [read_row(Code, row, "codes") for row in rows_of(document, "code")]
    left_out = [read_row(NotModelled, row, "codes") for row in rows_of(document, "not_modelled")]
    return CodeTable(rows, left_out, [read_row(Span, row, "codes") for row in rows_of(document, "span")])


def read_rules(folder: Path) -> Mapping[str, CountingRule]:
    """Read every counting rule by its key."""
    return MappingProxyType(
        {row["key"]: read_row(CountingRule, row, "rules") for row in rows_of(read_table("rules", folder), "rule")}
    )


def read_payers(folder: Path) -> Mapping[str, Payer]:
    """Read every payer card by its key."""
    rows = rows_of(read_table("payers", folder), "payer")
    return MappingProxyType({row["key"]: read_row(Payer, row, "payers") for row in rows})
