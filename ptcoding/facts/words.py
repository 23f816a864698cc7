"""What is said: the sentences of the explanations, and the single numbers that the words of the course need."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ptcoding.facts.source import Figure
from ptcoding.facts.table import read_folder, read_table, rows_of


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """Read the sentences of the explanations, by group and key."""
    groups: dict[str, dict[str, str]] = {}
    for document in read_folder("words"):
        for group, rows in document.items():
            if isinstance(rows, dict):
                groups.setdefault(group, {}).update(rows)
    return MappingProxyType({group: MappingProxyType(rows) for group, rows in groups.items()})


def filled(group: str, kind: str, values: Mapping[str, object]) -> str:
    """Fill a sentence.

    Args:
        group: Group of its template.
        kind: Key of its template in the group.
        values: What stands in place of the braces.

    Returns:
        The sentence.
    """
    return templates()[group][kind].format_map(values)


@cache
def figures() -> tuple[Figure, ...]:
    """Read the single numbers that words of the course need.

    >>> [figure.key for figure in figures()]
    ['review', 'progress_days']
    """
    return tuple(Figure(**row) for row in rows_of(read_table("figures"), "figure"))
