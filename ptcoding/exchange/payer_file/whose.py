"""Whose prices are looked for: a provider group, a tax number, or in a hospital's file a payer or a plan.

A plan's price names its groups by numbers, and the tax numbers behind these stand elsewhere in the file, before the
prices or after them. So a file is read once for the numbers, and once more for the prices.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ptcoding.exchange.payer_file.json_pieces import Event, Piece
from ptcoding.exchange.payer_file.value import value_in_words

GROUPS = "provider_references"
# One tax number has at most some hundreds of groups in a plan's file.
MOST_GROUPS = 10_000


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose prices are kept.

    Args:
        name: What was asked for.
        groups: Numbers of the groups that it stands for, itself among them.

    >>> Whose.of("22-2222222").has("22 2222222"), Whose.of("Plan A").is_within("The plan a PPO")
    (True, True)
    """

    name: str
    groups: frozenset[str]

    @classmethod
    def of(cls, name: str) -> "Whose":
        """Ask for a name or a number, as it was typed."""
        return cls(_plain(name), frozenset({_plain(name)}))

    def has(self, group: object) -> bool:
        """Tell whether a number of a group, or a tax number, is one of those asked for."""
        return _plain(value_in_words(group)) in self.groups

    def is_within(self, said: object) -> bool:
        """Tell whether a name has what was asked for in it."""
        return self.name in _plain(value_in_words(said))

    def with_groups(self, events: Iterator[Event]) -> "Whose":
        """Find the numbers of the groups that bill under the tax number asked for.

        Args:
            events: The entries of the file's list of groups, whose opening event has been read.

        Returns:
            The same question, with these numbers.
        """
        found = set(self.groups)
        only = MappingProxyType({"provider_groups": self._bills_under})
        for event, value in events:
            if event == "end_array":
                break
            group = Piece(events, "", only).value(event, value)
            known = isinstance(group, Mapping) and group.get("provider_groups") and "provider_group_id" in group
            if known and len(found) < MOST_GROUPS:
                found.add(_plain(value_in_words(group["provider_group_id"])))
        return Whose(self.name, frozenset(found))

    def only(self) -> Mapping[str, Callable[[Any], bool]]:
        """Give what is kept of the lists of a row: the prices of those asked for, and of a price who they are."""
        return MappingProxyType(
            {"negotiated_rates": _has_providers, GROUPS: self.has, "provider_groups": self._bills_under}
        )

    def _bills_under(self, group: Any) -> bool:
        tin = group.get("tin") if isinstance(group, Mapping) else None
        return isinstance(tin, Mapping) and self.has(tin.get("value"))


def names_any(whose: Whose | None, said: Mapping[str, Any], fields: Collection[str]) -> bool:
    """Tell whether one of some fields names whoever is asked for; where nobody is, all of them do."""
    return whose is None or any(whose.is_within(said[name]) for name in fields if name in said)


def _has_providers(rate: Any) -> bool:
    return isinstance(rate, Mapping) and bool(rate.get(GROUPS) or rate.get("provider_groups"))


def _plain(text: str) -> str:
    """Leave only what matters of a name or number: its letters and digits."""
    return re.sub(r"[\W_]", "", text.lower())
