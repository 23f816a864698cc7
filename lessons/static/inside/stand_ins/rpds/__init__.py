"""What readers of JSON schemas ask of rpds, in plain Python: collections that change by making another."""

from collections.abc import Iterable, Mapping
from typing import Any


class HashTrieMap(dict[Any, Any]):
    """A map."""

    @classmethod
    def convert(cls, value: Mapping[Any, Any]) -> "HashTrieMap":
        """Read any map as one of these."""
        return value if isinstance(value, cls) else cls(value)

    def insert(self, key: Any, value: Any) -> "HashTrieMap":
        """Give a map with a key more."""
        return HashTrieMap({**self, key: value})

    def remove(self, key: Any) -> "HashTrieMap":
        """Give a map with a key less, which must be there."""
        kept = dict(self)
        del kept[key]
        return HashTrieMap(kept)

    def discard(self, key: Any) -> "HashTrieMap":
        """Give a map without a key."""
        return HashTrieMap({name: value for name, value in self.items() if name != key})

    def update(self, *others: Mapping[Any, Any], **more: Any) -> "HashTrieMap":  # type: ignore[override] # gives another, as rpds does
        """Give a map with all of others."""
        made = dict(self)
        for other in others:
            made.update(other)
        made.update(more)
        return HashTrieMap(made)

    def __hash__(self) -> int:  # type: ignore[override] # a dict has none, and no map of these is changed
        return hash(frozenset(self.items()))


class HashTrieSet(frozenset[Any]):
    """A set."""

    def insert(self, value: Any) -> "HashTrieSet":
        """Give a set with a member more."""
        return HashTrieSet(self | {value})

    def remove(self, value: Any) -> "HashTrieSet":
        """Give a set with a member less, which must be there."""
        if value not in self:
            raise KeyError(value)
        return HashTrieSet(self - {value})

    def discard(self, value: Any) -> "HashTrieSet":
        """Give a set without a member."""
        return HashTrieSet(self - {value})

    def update(self, *others: Iterable[Any]) -> "HashTrieSet":
        """Give a set with all members of others."""
        return HashTrieSet(self.union(*others))


class List(tuple[Any, ...]):
    """A list."""

    __slots__ = ()

    def __new__(cls, *values: Any) -> "List":
        """Make one of values, or of a single collection of them."""
        several = len(values) == 1 and not isinstance(values[0], str)
        return super().__new__(cls, values[0] if several else values)

    def push_front(self, value: Any) -> "List":
        """Give a list with a value before all others."""
        return List([value, *self])

    @property
    def first(self) -> Any:
        """The first value."""
        return self[0]

    @property
    def rest(self) -> "List":
        """The others."""
        return List(self[1:])

    def drop_first(self) -> "List":
        """Give the others."""
        return self.rest
