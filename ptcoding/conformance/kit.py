"""The conformance kit: visits with every right answer, the arithmetic behind it and where the rule is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

HERE = Path(__file__).parent


class Asks(StrEnum):
    """What a case asks a calculator for."""

    UNITS = "units"
    ASSISTANT = "assistant"
    EDITS = "edits"


@dataclass(frozen=True, slots=True)
class Case:
    """One visit with its right answers.

    Args:
        id: Its name, the same in every edition.
        group: Key of the group it belongs to.
        asks: What is asked.
        visit: The visit, as its schema has it.
        accepted: Every right count, units by code; empty where units are not asked.
        marked: Units that carry the assistant's modifier, by code; a code that is left out has none.
        edits: The edits in force as columns and indicator.
        working: The arithmetic, or what the file of edits shows.
        sources: Keys of the sources.
        standing: How they were read; derived where the answer is our arithmetic.
        checked: The day the sources were read for it.
    """

    id: str
    group: str
    asks: Asks
    visit: Mapping[str, Any]
    accepted: tuple[Mapping[str, int], ...]
    marked: Mapping[str, int]
    edits: frozenset[tuple[str, str, int]]
    working: str
    sources: tuple[str, ...]
    standing: str
    checked: date


@dataclass(frozen=True, slots=True)
class Kit:
    """All cases of an edition.

    Args:
        closed: The day it was closed, which names the edition.
        groups: Names of the groups by key, in order.
        cases: The cases, in order.
    """

    closed: date
    groups: Mapping[str, str]
    cases: tuple[Case, ...]


def kit_text() -> str:
    """Give the kit as it is handed to others.

    Returns:
        A JSON document.

    >>> json.loads(kit_text())["name"]
    'ptcoding-conformance'
    """
    return (HERE / "cases.json").read_text(encoding="utf-8")


def schema_text() -> str:
    """Give the JSON schema of the kit.

    Returns:
        A JSON document.

    >>> json.loads(schema_text())["title"]
    'Conformance kit for therapy units'
    """
    return (HERE / "schema.json").read_text(encoding="utf-8")


@cache
def kit() -> Kit:
    """Read the kit.

    Returns:
        The cases.

    >>> kit().cases[0].id, kit().cases[0].accepted[0]["97112"]
    ('manual-example-1', 2)
    """
    record = json.loads(kit_text())
    return Kit(
        date.fromisoformat(record["edition"]),
        MappingProxyType(record["groups"]),
        tuple(_case(row) for row in record["cases"]),
    )


def _case(row: Mapping[str, Any]) -> Case:
    return Case(
        row["id"],
        row["group"],
        Asks(row["asks"]),
        MappingProxyType(row["visit"]),
        tuple(MappingProxyType(units) for units in row.get("accepted", ())),
        MappingProxyType(row.get("marked", {})),
        frozenset((edit["column1"], edit["column2"], edit["indicator"]) for edit in row.get("edits", ())),
        row["working"],
        tuple(row["sources"]),
        row["standing"],
        date.fromisoformat(row["checked"]),
    )
