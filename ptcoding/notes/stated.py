"""What a note states of its billing: codes, minutes and units beside them, and the two totals of the day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ptcoding.facts.table import read_table
from ptcoding.notes.guard import Reading, read
from ptcoding.notes.load import finders

# "97110 x 3 units, 25 min" and "3 units of 97110 (25 min)", within one part of a sentence.
SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]*)*")
CODE = re.compile(r"(?<![\w.-])(?:[0-9]\d{4}|g\d{4})(?![\w-])")
UNITS = re.compile(
    r"(?<![\w.])(\d{1,2})\s{0,3}(?:units?|u)(?![a-z])|(?<![a-z])units?\s{0,2}[:=]?\s{0,2}(\d{1,2})(?!\d)"
)
MINUTES = re.compile(r"(?<![\w.:])(\d{1,3})\s{0,3}(?:minutes?|mins?|')(?![a-z])")
_BLANK = r"[\s-]{0,2}"
# "97110 x3" and "97110 (3)" are units; "x 15 min" are minutes.
_TIMES = re.compile(r"^\W{0,2}(?:[x\u00d7]\s?|\()(\d{1,2})(?!\d|\s?(?:min|'|m\b|x|\u00d7|reps?|sets?))\)?")
_CLOCKS = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})\s?(?:[ap]m?)?\s?(?:-|\u2013|to)\s?(\d{1,2}):(\d{2})(?!\d)")
_IN_OUT = re.compile(r"(?:time )?in\W{0,3}(\d{1,2}):(\d{2})\D{1,20}out\W{0,3}(\d{1,2}):(\d{2})(?!\d)")
_JOINT = re.compile(r"[\s,;&+/]*(?:and)?[\s,;&+/]*")
_FIGURE = re.compile(r"\d{1,3}")
HALF_A_DAY, HOUR = 720, 60
# The voices in which minutes and units are stated as well.
HEARD = frozenset({"denied", "history", "stock"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What a note states of its billing.

    Args:
        minutes: Minutes by code, where one figure stands beside one code; several entries of a code are added up.
        units: Units by code, likewise.
        codes: Every code that it names by its number, in order.
        timed: The total of timed minutes, None where it is not given.
        total: The total of treatment minutes, None likewise.
        repeated: Codes whose entries all give the same minutes: each may be a part, or the whole told again.
    """

    minutes: Mapping[str, int]
    units: Mapping[str, int]
    codes: tuple[str, ...]
    timed: int | None
    total: int | None
    repeated: Mapping[str, int]


def stated(text: str) -> Stated:
    """Read what a note states of its billing.

    Args:
        text: The note.

    Returns:
        Codes, minutes, units and totals, as far as they stand beside each other.

    >>> found = stated("97110 x 2 units, 33 min; Manual therapy 7 min. Total timed 40 min, total treatment 45 min.")
    >>> dict(found.minutes), dict(found.units), found.timed, found.total
    ({'97110': 33, '97140': 7}, {'97110': 2}, 40, 45)
    """
    reading = read(text)
    small = reading.said(HEARD)
    minutes: dict[str, list[int]] = {}
    units: dict[str, int] = {}
    for code, part in _parts(small):
        spent = {int(found) for found in MINUTES.findall(part)} or {
            _span(*met.groups()) for met in _CLOCKS.finditer(part)
        }
        billed = {int(one or two) for one, two in UNITS.findall(part)}
        billed |= {int(met[1]) for met in [_TIMES.match(_behind(part))] if met and not billed}
        if len(spent) == 1:
            minutes.setdefault(code, []).append(spent.pop())
        if len(billed) == 1:
            units[code] = units.get(code, 0) + billed.pop()
    codes = tuple(dict.fromkeys(found.upper() for found in CODE.findall(small)))
    timed, total = (_total(reading, *keys) for keys in (("timed_total", "timed"), ("treatment_total", "treatment")))
    if total is None and (met := _IN_OUT.search(small)):
        total = _span(*met.groups())
    return Stated(
        MappingProxyType({code: sum(spent) for code, spent in minutes.items()}),
        MappingProxyType(units),
        codes,
        timed,
        total,
        MappingProxyType({code: spent[0] for code, spent in minutes.items() if len(spent) > len(set(spent)) == 1}),
    )


def _parts(small: str) -> Iterable[tuple[str, str]]:
    """Cut a note at its codes: what follows one up to the next, in one sentence, or what stands before the only one.

    Where a sentence has no code its names stand for codes. Codes side by side share the figure behind them, so that it
    is nobody's own.
    """
    for sentence in SENTENCE.finditer(small):
        found = [(met.group().upper(), met.start(), met.end()) for met in CODE.finditer(sentence[0])]
        if not found:
            found = [(_code_of(met[0]), met.start(), met.end()) for met in _names().finditer(sentence[0])]
        if len(found) == 1:
            yield found[0][0], sentence[0]
            continue
        ends = [*(start for _, start, _ in found[1:]), len(sentence[0])] if found else []
        shared = False
        for (code, start, end), until in zip(found, ends, strict=True):
            beside = until < len(sentence[0]) and _JOINT.fullmatch(sentence[0][end:until]) is not None
            if not beside and not shared:
                yield code, sentence[0][start:until]
            shared = beside


def _behind(part: str) -> str:
    """Give what follows the code or the name in its part."""
    met = CODE.search(part) or _names().search(part)
    return part[met.end() :] if met else ""


def _span(*clock: str) -> int:
    """Give the minutes between two times of a clock, over noon too."""
    hour, minute, until_hour, until_minute = map(int, clock)
    spent = HOUR * (until_hour - hour) + until_minute - minute
    return spent if spent >= 0 else spent + HALF_A_DAY


@cache
def _named_codes() -> Mapping[str, str]:
    """Read which code each name stands for, its words joined by one blank."""
    return {name: code for code, names in read_table("notes/claim")["code"].items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_named_codes(), key=len, reverse=True)
    shapes = (_BLANK.join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?![\w-])")


def _code_of(name: str) -> str:
    return _named_codes()[" ".join(re.split(r"[\s-]+", name))]


@cache
def _totals(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.MULTILINE) for shape in read_table("notes/claim")["total"][key])


def _total(reading: Reading, element: str, key: str) -> int | None:
    spans, small = reading.spans(finders()[element], HEARD), reading.said(HEARD)
    figures = [int(figure[0]) for span in spans for figure in _FIGURE.finditer(span.text)]
    figures += [int(met[1]) for shape in _totals(key) for met in shape.finditer(small)] if not figures else []
    return figures[0] if figures else None
