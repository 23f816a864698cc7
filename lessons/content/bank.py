"""The banks of the course: scenarios, contrast sets, recall items, beliefs, terms. No screen is drawn here."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from lessons.content.course import HERE, topics
from lessons.content.shapes import Belief, CodeCard, CodeReading, Contrast, Intent, Intervention, Node, Scenario, Term
from ptcoding.facts import facts
from ptcoding.learning.bank.item import Item
from ptcoding.learning.bank.validate import Known, read_items


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Read the scenario library, by title."""
    read = [_scenario(file.stem, _toml(f"library/scenarios/{file.name}")) for file in _files("scenarios")]
    return tuple(sorted(read, key=lambda scenario: scenario.title))


@cache
def contrasts() -> tuple[Contrast, ...]:
    """Read the contrast sets, by activity."""
    read = []
    for file in _files("contrasts"):
        row = _toml(f"library/contrasts/{file.name}")
        intents = tuple(Intent(**intent) for intent in row.pop("intent"))
        read.append(Contrast(slug=file.stem, intents=intents, **_tuples(row)))
    return tuple(sorted(read, key=lambda contrast: contrast.activity))


@cache
def items(slug: str) -> tuple[Item, ...]:
    """Read the recall items of a lesson, none where it has no such file."""
    file = HERE / "course" / slug / "items.toml"
    return read_items(file, Known(topics=topics())) if file.exists() else ()


@cache
def decision() -> Mapping[str, Node]:
    """Read the decision path, by key of the question."""
    nodes = [Node(answers=tuple(row.pop("answer")), **row) for row in _toml("library/decision.toml")["node"]]
    return MappingProxyType({node.key: node for node in nodes})


@cache
def code_cards() -> Mapping[str, CodeCard]:
    """Read what sets the four codes apart, by code; what the code table says already is taken from there."""
    cards = []
    for row in _toml("library/compare.toml")["code"]:
        known = facts().codes[row["code"]]
        cards.append(
            CodeCard(**_tuples(row), intent=known.intent, work=known.work, shows=known.shows, not_for=known.not_for)
        )
    return MappingProxyType({card.code: card for card in cards})


@cache
def beliefs() -> tuple[Belief, ...]:
    """Read the popular claims, in order."""
    return tuple(Belief(**_tuples(row)) for row in _toml("library/beliefs.toml")["belief"])


@cache
def glossary() -> Mapping[str, Term]:
    """Read the glossary, by slug."""
    return MappingProxyType({row["slug"]: Term(**_tuples(row)) for row in _toml("library/glossary.toml")["term"]})


@cache
def spoken_names() -> Mapping[str, tuple[str, ...]]:
    """Read what codes are called when people talk, by code.

    >>> spoken_names()["20560"][0]
    'dry needling'
    """
    spoken = _toml("library/spoken.toml")["spoken"]
    return MappingProxyType({code: tuple(names) for code, names in spoken.items()})


def _scenario(slug: str, row: dict[str, Any]) -> Scenario:
    interventions = tuple(
        Intervention(readings=tuple(CodeReading(**reading) for reading in part.pop("reading")), **part)
        for part in row.pop("intervention")
    )
    return Scenario(slug=slug, interventions=interventions, **_tuples(row))


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _files(folder: str) -> list[Any]:
    return sorted((HERE / "library" / folder).glob("*.toml"))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
