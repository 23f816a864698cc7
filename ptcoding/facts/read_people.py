"""What changes when somebody beside or in place of the therapist treats."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts.table import read_row, read_table, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.assistant import AssistantTable
    from ptcoding.facts.setting import Person, Supervision


@cache
def assistant_table() -> "AssistantTable":
    """Read the rule on assistants.

    >>> [row.value for row in assistant_table().terms if row.key == "share"]
    [10]
    """
    from ptcoding.facts.assistant import AssistantTable, Barred, Term

    document = read_table("assistant")
    return AssistantTable(
        tuple(read_row(Term, row, "assistant") for row in rows_of(document, "term")),
        tuple(read_row(Barred, row, "assistant") for row in rows_of(document, "barred")),
    )


@cache
def supervision() -> "Mapping[str, tuple[Supervision, ...]]":
    """Read what supervision of assistants Medicare asks, by setting.

    >>> list(supervision())
    ['private', 'institution', 'physician']
    """
    from ptcoding.facts.setting import Supervision

    settings: dict[str, tuple[Supervision, ...]] = {}
    for row in rows_of(read_table("supervision"), "supervision"):
        read = read_row(Supervision, row, "supervision")
        settings[read.setting] = (*settings.get(read.setting, ()), read)
    return MappingProxyType(settings)


@cache
def people() -> "tuple[Person, ...]":
    """Read what people beside the therapist change.

    >>> [person.key for person in people()]
    ['together', 'student', 'aide']
    """
    from ptcoding.facts.setting import Person

    return tuple(read_row(Person, row, "supervision") for row in rows_of(read_table("supervision"), "person"))
