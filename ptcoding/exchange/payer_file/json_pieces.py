"""JSON of any size as values of a bounded size: what is too much is counted and left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import ijson

from ptcoding.errors import DocumentError, InputError, Problem

MOST_ENTRIES = 200
MOST_NAMES = 100
MOST_VALUES = 20_000
DEEPEST = 12
LONGEST_VALUE = 1_000
_OPENS = ("start_map", "start_array")
_STEPS = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}

Event = tuple[str, Any]


class Shortened(list[Any]):
    """The first entries of a list that may have had more.

    >>> shortened = Shortened([1])
    >>> shortened.whole = 7
    >>> whole(shortened), whole([1, 2])
    (7, 2)
    """

    whole = 0


def whole(found: list[Any]) -> int:
    """Tell how many entries a list had before it was shortened."""
    return found.whole if isinstance(found, Shortened) else len(found)


def events_of(chunks: Iterable[bytes], expected: str) -> Iterator[Event]:
    """Read JSON piece by piece.

    Args:
        chunks: The document.
        expected: What it should have been, for the message.

    Yields:
        What begins, stands and ends in it, one after the other.

    Raises:
        DocumentError: If it is no JSON.

    >>> list(events_of([b"[", b"1]"], "a list"))
    [('start_array', None), ('number', 1), ('end_array', None)]
    """
    found = ijson.sendable_list()
    parser = ijson.basic_parse_coro(found)
    first = b""
    try:
        for chunk in chunks:
            first = first or chunk[:40]
            parser.send(chunk)
            yield from found
            found.clear()
        parser.close()
    except InputError:
        raise
    # A number that no decimal can hold is no JSON number either; of one with more digits than Python reads, the
    # parser's C part says SystemError, with Python's own refusal as its cause.
    except (ijson.JSONError, ValueError, ArithmeticError, SystemError) as error:
        raise DocumentError([Problem("file", first.decode("utf-8", "replace"), expected)]) from error
    yield from found


class Piece:
    """One value of the document, built up to a bound.

    Args:
        events: The events, standing behind the one that began the value.
        counted: Name whose every occurrence is counted, also in what is left out.
        only: Of lists by their name, which entries are kept and counted; the others are as if they were not there.

    >>> events = events_of([b'[1, {"rate": 2}, [3]]'], "")
    >>> piece = Piece(events, "rate")
    >>> piece.value(*next(events)), piece.count
    ([1, {'rate': 2}, [3]], 1)
    """

    def __init__(
        self, events: Iterator[Event], counted: str, only: Mapping[str, Callable[[Any], bool]] = MappingProxyType({})
    ) -> None:
        self._events = events
        self._counted = counted
        self._only = only
        self._values = 0
        self.count = 0

    def value(self, event: str, value: Any, depth: int = 0, name: str = "") -> Any:
        """Build a value.

        Args:
            event: The event that began it.
            value: What came with the event.
            depth: How deep in the document it stands.
            name: Its name, where it has one.

        Returns:
            The value: long texts and lists shortened, None where it lies too deep.
        """
        self._values += 1
        if event not in _OPENS:
            return value[:LONGEST_VALUE] if isinstance(value, str) else value
        if depth == DEEPEST:
            self.skip(event)
            return None
        return self._map(depth + 1) if event == "start_map" else self._list(depth + 1, self._only.get(name))

    def map_unless(self, name: str, refused: Callable[[str], bool]) -> dict[str, Any] | None:
        """Build an object whose opening event has been read, unless one of its values refuses it.

        Args:
            name: Name of that value.
            refused: Tells by it whether the rest of the object is passed over.

        Returns:
            The object, None where it was refused.
        """
        kept: dict[str, Any] = {}
        for key in self.names():
            kept[key] = self.value(*next(self._events), 1, key)
            if key == name and refused(str(kept[key])):
                self.skip("start_map")
                return None
        return kept

    def skip(self, event: str) -> None:
        """Pass over a value.

        Args:
            event: The event that began it.
        """
        if event not in _OPENS:
            return
        depth = 1
        for step, value in self._events:
            change = _STEPS.get(step)
            if change is not None:
                depth += change
                if not depth:
                    return
            elif value == self._counted and step == "map_key":
                self.count += 1

    def _map(self, depth: int) -> dict[str, Any]:
        return {name: self.value(*next(self._events), depth, name) for name in self.names()}

    def names(self) -> Iterator[str]:
        """Read an object name by name; too many are passed over.

        Yields:
            The names; the value behind each is for the caller to take.
        """
        for place, (event, name) in enumerate(self._events):
            if event == "end_map":
                return
            self.count += name == self._counted
            # Far beyond the bound only a document made to fill the memory still has names to keep.
            if place < MOST_NAMES and self._values < 2 * MOST_VALUES:
                yield name[:LONGEST_VALUE]
            else:
                self.skip(next(self._events)[0])

    def _list(self, depth: int, is_kept: Callable[[Any], bool] | None) -> list[Any]:
        kept = Shortened()
        for event, value in self._events:
            if event == "end_array":
                break
            if is_kept:
                self._keep(self._built(event, value, depth, is_kept), kept)
                continue
            kept.whole += 1
            if len(kept) < MOST_ENTRIES and self._values < MOST_VALUES:
                kept.append(self.value(event, value, depth))
            else:
                self.skip(event)
        return kept

    def _built(self, event: str, value: Any, depth: int, is_kept: Callable[[Any], bool]) -> tuple[Any, int]:
        """Build an entry that may not be kept, and tell what it weighs; one that is not leaves no trace."""
        values, count = self._values, self.count
        # An entry is weighed by itself: those before it that were not kept take no room from it.
        self._values = 0
        built = self.value(event, value, depth)
        weight, self._values = self._values, values
        if is_kept(built):
            return built, weight
        self.count = count
        return None, 0

    def _keep(self, built: tuple[Any, int], kept: Shortened) -> None:
        """Keep an entry while there is room, and count it."""
        entry, weight = built
        kept.whole += weight > 0
        if weight and len(kept) < MOST_ENTRIES and self._values < MOST_VALUES:
            self._values += weight
            kept.append(entry)
