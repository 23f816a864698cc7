"""What decks may refer to, read from the folder of the course."""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.drill.drill import all_series, drill_table
from ptcoding.room.deck import Deck
from ptcoding.room.deck_file import Known

DECKS = "library/decks"


def folders(course: Path, own: str) -> Sequence[Path]:
    """Tell where decks are.

    Args:
        course: The folder of the course.
        own: A folder with decks of an instructor, empty for none.

    Returns:
        The folders, that of the course first.
    """
    return [course / DECKS, Path(own)] if own else [course / DECKS]


def known_in(course: Path, bank: Bank) -> Known:
    """List what decks may refer to.

    Args:
        course: The folder of the course.
        bank: Its items and notes.

    Returns:
        The keys by kind of part, and how many purposes or treatments the contrasts and scenarios have.
    """
    contrasts = {file.stem: _toml(file) for file in (course / "library/contrasts").glob("*.toml")}
    scenarios = {file.stem: _toml(file) for file in (course / "library/scenarios").glob("*.toml")}
    cases = [
        f"{file.parent.name if file.name == 'cases.toml' else file.stem}/{row['key']}"
        for file in [*course.glob("course/*/cases.toml"), *course.glob("site/cases/*.toml")]
        for row in _toml(file)["case"]
    ]
    keys: dict[str, Collection[str]] = {
        "item": [item.key for item in bank.items],
        "note": list(bank.notes),
        "drill": list(drill_table(all_series()[-1]).traps),
        "belief": [row["key"] for row in _toml(course / "library/beliefs.toml")["belief"]],
        "contrast": list(contrasts),
        "scenario": list(scenarios),
        "case": cases,
        "figure": cases,
        "lesson": [file.parent.name for file in course.glob("course/*/lesson.toml")],
    }
    parts = {f"contrast:{slug}": len(row["intent"]) for slug, row in contrasts.items()}
    parts |= {f"scenario:{slug}": len(row["intervention"]) for slug, row in scenarios.items()}
    return Known(MappingProxyType(keys), MappingProxyType(parts))


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def pinned(deck: Deck, bank: Bank) -> Deck:
    """Name the edition of every item, so that a room asks what it was opened with.

    Args:
        deck: The deck.
        bank: The items as they are now.

    Returns:
        The deck with its editions.
    """
    steps = tuple(
        replace(step, edition=bank[step.key].edition) if step.kind == "item" and not step.edition else step
        for step in deck.steps
    )
    return replace(deck, steps=steps)
