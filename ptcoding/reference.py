"""The one place where the data files are read."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ptcoding.billing.codes import Code, CodeTable, NotModelled
from ptcoding.billing.payer import Payer
from ptcoding.billing.rule import QUARTER, Authority, CountingRule, Scope, custom_rule
from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.source import Source, Standing

if TYPE_CHECKING:
    # What a claim needs is read only when one is written: counting alone should import quickly.
    from ptcoding.billing.modifiers import Modifier, Threshold

Row = dict[str, Any]
DATA = Path(__file__).parent / "data"


def _document(table: str) -> dict[str, Any]:
    """Read one data file."""
    return tomllib.loads((DATA / f"{table}.toml").read_text(encoding="utf-8"))


def _documents(folder: str) -> list[dict[str, Any]]:
    """Read every data file of a folder, in the order of their names."""
    return [_document(f"{folder}/{file.stem}") for file in sorted((DATA / folder).glob("*.toml"))]


def _rows(document: dict[str, Any], name: str) -> list[Row]:
    """Take the rows of one kind from a data file."""
    rows: list[Row] = document.get(name, [])
    for row in rows:
        if "source" in row:
            row["sources"] = tuple(row.pop("source"))
        if "standing" in row:
            row["standing"] = Standing(row["standing"])
    return rows


@cache
def sources() -> Mapping[str, Source]:
    """Read every source by its key.

    >>> sources()["cpm5-20.2"].publisher
    'CMS'
    """
    rows = [row for document in _documents("sources") for row in _rows(document, "source")]
    return MappingProxyType({row["key"]: Source(**row) for row in rows})


@cache
def codes() -> CodeTable:
    """Read every procedure code.

    >>> codes()["97110"].timed, codes()["97150"].timed
    (True, False)
    """
    document = _document("codes")
    rows = [
        Code(**{**row, "disciplines": tuple(row["disciplines"]), "shows": tuple(row.get("shows", ()))})
        for row in _rows(document, "code")
    ]
    return CodeTable(rows, [NotModelled(**row) for row in _rows(document, "not_modelled")])


@cache
def rules() -> Mapping[str, CountingRule]:
    """Read every counting rule by its key.

    >>> list(rules())
    ['cms', 'ama', 'ceiling', 'full15']
    """
    return MappingProxyType({row["key"]: _rule(row) for row in _rows(_document("rules"), "rule")})


def _rule(row: Row) -> CountingRule:
    return CountingRule(
        **{
            "since": None,
            "until": None,
            **row,
            "scope": Scope(row["scope"]),
            "authority": Authority(row["authority"]),
            "also_called": tuple(row["also_called"]),
        }
    )


@cache
def payers() -> Mapping[str, Payer]:
    """Read every payer card by its key.

    >>> payers()["medicare"].rule
    'cms'
    """
    rows = _rows(_document("payers"), "payer")
    return MappingProxyType({row["key"]: Payer(**{"since": None, "until": None, **row}) for row in rows})


@cache
def modifiers() -> "Mapping[str, Modifier]":
    """Read every modifier by its code.

    >>> modifiers()["KX"].group
    'threshold'
    """
    from ptcoding.billing.modifiers import Modifier

    rows = _rows(_document("modifiers"), "modifier")
    return MappingProxyType({row["code"]: Modifier(**{"since": None, "until": None, **row}) for row in rows})


@cache
def thresholds() -> "Mapping[int, Threshold]":
    """Read the yearly thresholds by year.

    >>> thresholds()[2026].amount
    2480
    """
    from ptcoding.billing.modifiers import Threshold

    return MappingProxyType({row["year"]: Threshold(**row) for row in _rows(_document("thresholds"), "threshold")})


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """Read the sentences of the explanations, by group and key."""
    groups: dict[str, dict[str, str]] = {}
    for document in _documents("words"):
        for group, rows in document.items():
            if isinstance(rows, dict):
                groups.setdefault(group, {}).update(rows)
    return MappingProxyType({group: MappingProxyType(rows) for group, rows in groups.items()})


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


@cache
def citations() -> Mapping[str, tuple[str, ...]]:
    """Collect what rests on each source, in words, by key of the source.

    >>> citations()["cpm5-20.2"][0]
    "rule “Medicare: the day's total”"
    """
    cited: dict[str, list[str]] = {}
    for rule in rules().values():
        for key in rule.sources:
            cited.setdefault(key, []).append(f"rule “{rule.name}”")
    for payer in payers().values():
        for key in payer.sources:
            cited.setdefault(key, []).append(f"payer {payer.name}")
    for code in (*codes().values(), *codes().not_modelled):
        for key in code.sources:
            cited.setdefault(key, []).append(f"code {code.code}")
    for modifier in modifiers().values():
        for key in modifier.sources:
            cited.setdefault(key, []).append(f"modifier {modifier.code}")
    for threshold in thresholds().values():
        for key in threshold.sources:
            cited.setdefault(key, []).append(f"threshold of {threshold.year}")
    for reasoning in (row for document in _documents("words") for row in _rows(document, "cited")):
        for key in reasoning["sources"]:
            cited.setdefault(key, []).append(reasoning["what"])
    return MappingProxyType({key: tuple(said) for key, said in cited.items()})
