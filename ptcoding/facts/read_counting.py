"""What counting rests on: codes, rules and payers."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.facts.code import Code, CodeTable, NotModelled
from ptcoding.facts.payer import Payer
from ptcoding.facts.rule import QUARTER, CountingRule, Scope, custom_rule
from ptcoding.facts.table import read_row, read_table, rows_of


@cache
def codes() -> CodeTable:
    """Read every procedure code.

    >>> codes()["97110"].timed, codes()["97150"].timed
    (True, False)
    """
    document = read_table("codes")
    rows = [read_row(Code, row, "codes") for row in rows_of(document, "code")]
    return CodeTable(rows, [read_row(NotModelled, row, "codes") for row in rows_of(document, "not_modelled")])


@cache
def rules() -> Mapping[str, CountingRule]:
    """Read every counting rule by its key.

    >>> list(rules())
    ['cms', 'ama', 'ceiling', 'full15']
    """
    return MappingProxyType(
        {row["key"]: read_row(CountingRule, row, "rules") for row in rows_of(read_table("rules"), "rule")}
    )


@cache
def payers() -> Mapping[str, Payer]:
    """Read every payer card by its key.

    >>> payers()["medicare"].rule
    'cms'
    """
    rows = rows_of(read_table("payers"), "payer")
    return MappingProxyType({row["key"]: read_row(Payer, row, "payers") for row in rows})


def find_rule(key: str) -> CountingRule:
    """Look a counting rule up.

    Args:
        key: Its key, in any case; ``total-8`` or ``each-10`` name a rule by its scope and threshold.

    Returns:
        The rule.

    Raises:
        UnknownKeyError: If there is none of that key.

    >>> find_rule("CMS").threshold, find_rule("each-10").threshold
    (8, 10)
    """
    found = rules().get(key.lower())
    if found is not None:
        return found
    worded = re.fullmatch(r"(total|each)-(\d{1,2})", key.lower())
    if worded is None or not 1 <= int(worded[2]) <= QUARTER:
        expected = f"one of {', '.join(rules())}, or a contract's own such as total-8 or each-10"
        raise UnknownKeyError([Problem("rule", key, expected)])
    return custom_rule(Scope(worded[1]), int(worded[2]), rules()["cms"].checked)
