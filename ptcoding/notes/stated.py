"""What a note states of its billing: codes, minutes and units beside them, and the two totals of the day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ptcoding.notes.guard import read
from ptcoding.notes.load import finders

# "97110 x 3 units, 25 min" and "3 units of 97110 (25 min)", within one part of a sentence.
SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]*)*")
CODE = re.compile(r"(?<![\w.-])(?:[0-9]\d{4}|g\d{4})(?![\w-])")
UNITS = re.compile(
    r"(?<![\w.])(\d{1,2})\s{0,3}(?:units?|u)(?![a-z])|(?<![a-z])units?\s{0,2}[:=]?\s{0,2}(\d{1,2})(?!\d)"
)
MINUTES = re.compile(r"(?<![\w.:])(\d{1,3})\s{0,3}(?:minutes?|mins?|')(?![a-z])")
_FIGURE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a note states of its billing.

    Args:
        minutes: Minutes by code, where one figure stands beside one code.
        units: Units by code, likewise.
        codes: Every code that it names, in order.
        timed: The total of timed minutes, None where it is not given.
        total: The total of treatment minutes, None likewise.
    """

    minutes: Mapping[str, int]
    units: Mapping[str, int]
    codes: tuple[str, ...]
    timed: int | None
    total: int | None


def stated(text: str) -> Stated:
    """Read what a note states of its billing.

    Args:
        text: The note.

    Returns:
        Codes, minutes, units and totals, as far as they stand beside each other.

    >>> found = stated("97110 x 2 units, 33 min; 97140, 7 min. Total timed 40 min, total treatment 45 min.")
    >>> dict(found.minutes), dict(found.units), found.timed, found.total
    ({'97110': 33, '97140': 7}, {'97110': 2}, 40, 45)
    """
    reading = read(text)
    small = reading.said(frozenset({"denied", "history", "stock"}))
    minutes: dict[str, int] = {}
    units: dict[str, int] = {}
    for code, part in _parts(small):
        spent = {int(found) for found in MINUTES.findall(part)}
        billed = {int(one or two) for one, two in UNITS.findall(part)}
        if len(spent) == 1:
            minutes[code] = minutes.get(code, 0) + spent.pop()
        if len(billed) == 1:
            units[code] = units.get(code, 0) + billed.pop()
    codes = tuple(dict.fromkeys(found.upper() for found in CODE.findall(small)))
    timed, total = (_total(text, small, key) for key in ("timed_total", "treatment_total"))
    return Stated(MappingProxyType(minutes), MappingProxyType(units), codes, timed, total)


def _parts(small: str) -> Iterable[tuple[str, str]]:
    """Cut a note at its codes: what follows one up to the next, in one sentence, or what stands before the only one."""
    for sentence in SENTENCE.finditer(small):
        found = [(met.group().upper(), met.start()) for met in CODE.finditer(sentence[0])]
        if len(found) == 1:
            yield found[0][0], sentence[0]
            continue
        ends = [*(start for _, start in found[1:]), len(sentence[0])] if found else []
        yield from ((code, sentence[0][start:end]) for (code, start), end in zip(found, ends, strict=True))


def _total(text: str, small: str, key: str) -> int | None:
    figures = [int(figure[0]) for span in finders()[key].spans(text, small) for figure in _FIGURE.finditer(span.text)]
    return figures[0] if figures else None
