"""What is said: the sentences of the explanations."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ptcoding.facts.table import read_folder


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
