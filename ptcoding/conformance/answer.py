"""What a calculator answered, read from its JSON as far as it goes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ptcoding.conformance.kit import Asks, Case

ASSISTANT = frozenset({"CQ", "CO"})
# The longest day is 96 units; a number of thousands of digits is no answer.
MOST_UNITS = 1_000


def units_in(answer: object) -> dict[str, int] | None:
    """Read units by code from an answer: its ``units``, or else the sum of its ``lines``.

    Args:
        answer: What a calculator gave, as JSON holds it.

    Returns:
        Units by code, None where there are none to read.

    >>> units_in({"units": {"97110": 2}}), units_in({"lines": [{"code": "97110", "units": 1}]}), units_in([])
    ({'97110': 2}, {'97110': 1}, None)
    """
    if not isinstance(answer, Mapping):
        return None
    given = answer.get("units")
    if isinstance(given, Mapping):
        fits = all(isinstance(code, str) and _is_number(units) for code, units in given.items())
        return dict(given) if fits else None
    lines = _lines(answer)
    return None if lines is None else dict(sum((Counter({code: units}) for code, units, _ in lines), Counter()))


def marked_in(answer: object) -> dict[str, int] | None:
    """Read which units carry an assistant's modifier from the ``lines`` of an answer.

    Args:
        answer: What a calculator gave, as JSON holds it.

    Returns:
        Marked units by code, None where there are no lines to read.

    >>> marked_in({"lines": [{"code": "97110", "units": 1, "modifiers": ["GP", "CQ"]}]})
    {'97110': 1}
    """
    lines = _lines(answer) if isinstance(answer, Mapping) else None
    if lines is None:
        return None
    marked: Counter[str] = Counter()
    for code, units, modifiers in lines:
        if ASSISTANT.intersection(modifiers):
            marked[code] += units
    return dict(marked)


def edits_in(answer: object) -> frozenset[tuple[str, str, int]] | None:
    """Read the ``edits`` of an answer.

    Args:
        answer: What a calculator gave, as JSON holds it.

    Returns:
        Columns and indicator of each, None where there is no list to read.

    >>> edits_in({"edits": []}), edits_in({})
    (frozenset(), None)
    """
    rows = answer.get("edits") if isinstance(answer, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return None
    read = [tuple(row.get(name) for name in ("column1", "column2", "indicator")) for row in rows]
    return frozenset((str(first), str(second), number) for first, second, number in read if isinstance(number, int))


def is_right(case: Case, answer: object) -> bool | None:
    """Tell whether an answer is right.

    Args:
        case: The case.
        answer: What a calculator gave for its visit.

    Returns:
        True or False, None where the answer says nothing of what was asked.
    """
    if case.asks is Asks.UNITS:
        units = units_in(answer)
        return None if units is None else any(_kept(units) == _kept(right) for right in case.accepted)
    if case.asks is Asks.ASSISTANT:
        marked = marked_in(answer)
        return None if marked is None else _kept(marked) == _kept(case.marked)
    edits = edits_in(answer)
    return None if edits is None else edits == case.edits


def _kept(units: Mapping[str, int]) -> dict[str, int]:
    """Leave out what has no unit: one calculator prints a zero, another no line."""
    return {code: number for code, number in units.items() if number}


def _lines(answer: Mapping[str, Any]) -> Sequence[tuple[str, int, Sequence[object]]] | None:
    rows = answer.get("lines")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return None
    read = [(row.get("code"), row.get("units"), row.get("modifiers", [])) for row in rows]
    if not all(isinstance(code, str) and _is_number(units) and isinstance(said, list) for code, units, said in read):
        return None
    return [(code, units, [one for one in said if isinstance(one, str)]) for code, units, said in read]


def _is_number(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_UNITS
