"""What changes when somebody beside or in place of the therapist treats."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts.table import read_row, read_table, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.assistant import AssistantTable
    from ptcoding.facts.setting import Person, Supervision


def read_assistant_table(folder: Path) -> "AssistantTable":
    """Read the rule on assistants."""
    from ptcoding.facts.assistant import AssistantTable, AssistantTerm, Barred

    document = read_table("assistant", folder)
    return AssistantTable(
        tuple(read_row(AssistantTerm, row, "assistant") for row in rows_of(document, "term")),
        tuple(read_row(Barred, row, "assistant") for row in rows_of(document, "barred")),
    )


def read_supervision(folder: Path) -> "Mapping[str, tuple[Supervision, ...]]":
    """Read what supervision of assistants Medicare asks, by setting."""
    from ptcoding.facts.setting import Supervision

    settings: dict[str, tuple[Supervision, ...]] = {}
    for row in rows_of(read_table("supervision", folder), "supervision"):
        read = read_row(Supervision, row, "supervision")
        settings[read.setting] = (*settings.get(read.setting, ()), read)
    return MappingProxyType(settings)


def read_people(folder: Path) -> "tuple[Person, ...]":
    """Read what people beside the therapist change."""
    from ptcoding.facts.setting import Person

    return tuple(read_row(Person, row, "supervision") for row in rows_of(read_table("supervision", folder), "person"))
