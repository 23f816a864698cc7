"""What a learner typed, read as units and as modifiers of claim lines."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ptcoding.billing.visit.clock import MINUTES_PER_DAY
from ptcoding.errors import AnswerError, Problem, quoted
from ptcoding.facts.rule import QUARTER

# A day has no more quarter-hours than this.
MOST_UNITS = MINUTES_PER_DAY // QUARTER
WHOLE_UNITS = f"whole units from 0 to {MOST_UNITS}"
LONGEST_TEXT = 120
NO_MODIFIER = "NONE"
LINES = "modifiers such as GP, or 1 GP CQ / 1 GP where a code takes two lines"
TypedUnits = Mapping[str, int | float | str | None]
TypedModifiers = Mapping[str, str | Sequence[str] | None]


class Verdict(StrEnum):
    """What became of an answer; none given is not a wrong one."""

    UNANSWERED = "unanswered"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer.

    Args:
        units: Its units, None where they were not said.
        modifiers: Its modifiers; their order says nothing.
    """

    units: int | None
    modifiers: frozenset[str]


def read_units(asked: Sequence[str], typed: TypedUnits) -> Mapping[str, int | None]:
    """Read typed units.

    Args:
        asked: The codes of the visit.
        typed: Numbers or text by code; empty text and None are no answer.

    Returns:
        Units of every code asked for, None where nothing was given.

    Raises:
        AnswerError: If a code was not asked for or a number is malformed; carries every problem.

    >>> dict(read_units(["97110", "97140"], {"97110": " 2 "}))
    {'97110': 2, '97140': None}
    >>> read_units(["97110"], {"97110": -1})
    Traceback (most recent call last):
    ptcoding.errors.AnswerError: units.97110: '-1' given, expected whole units from 0 to 96
    """
    problems = list(_unasked(asked, typed))
    read = {code: _units(code, typed.get(code), problems) for code in asked}
    if problems:
        raise AnswerError(problems)
    return MappingProxyType(read)


def read_modifiers(
    asked: Sequence[str], typed: TypedModifiers, known: Collection[str]
) -> Mapping[str, tuple[Line, ...] | None]:
    """Read typed modifiers of the lines of each code.

    Args:
        asked: The codes of the visit.
        typed: By code, modifiers as a list, or as text in which a stroke parts two lines of one code and a number
            before the modifiers is the units of that line; ``none`` is a line without modifiers. Empty text and None
            are no answer.
        known: The modifiers that there are.

    Returns:
        The lines of every code asked for, None where nothing was given.

    Raises:
        AnswerError: If a code was not asked for or a modifier is unknown; carries every problem.

    >>> [sorted(line.modifiers) for line in read_modifiers(["1"], {"1": "1 gp cq / 1 GP"}, ["GP", "CQ"])["1"]]
    [['CQ', 'GP'], ['GP']]
    """
    problems = list(_unasked(asked, typed))
    read = {code: _lines(code, typed.get(code), known, problems) for code in asked}
    if problems:
        raise AnswerError(problems)
    return MappingProxyType(read)


def _unasked(asked: Sequence[str], typed: Mapping[str, object]) -> Iterable[Problem]:
    for code in typed:
        if code not in asked:
            yield Problem("code", quoted(code), f"one of {', '.join(asked)}")


def _units(code: str, typed: object, problems: list[Problem]) -> int | None:
    """Read one number, None where there is none."""
    given = typed.strip() if isinstance(typed, str) else typed
    if given is None or given == "":
        return None
    if (isinstance(given, str) and re.fullmatch(r"[0-9]{1,4}", given)) or (
        isinstance(given, float) and given.is_integer()
    ):
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= MOST_UNITS:
        problems.append(Problem(f"units.{code}", quoted(typed), WHOLE_UNITS))
        return None
    return given


def _lines(code: str, typed: object, known: Collection[str], problems: list[Problem]) -> tuple[Line, ...] | None:
    """Read the lines of one code, None where there are none."""
    if isinstance(typed, (list, tuple, set, frozenset)) and all(isinstance(word, str) for word in typed):
        return (_line(code, list(typed), known, problems),)
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    if not isinstance(typed, str) or len(typed) > LONGEST_TEXT:
        problems.append(Problem(f"modifiers.{code}", quoted(typed), LINES))
        return None
    parts = [re.findall(r"[^\s,+-]+", part) for part in re.split(r"[/;\n]", typed)]
    return tuple(_line(code, words, known, problems) for words in parts if words)


def _line(code: str, words: list[str], known: Collection[str], problems: list[Problem]) -> Line:
    """Read one line: a number before the modifiers is its units, unless it is 59."""
    counted = re.fullmatch(r"([0-9]{1,2})[xX×]?", words[0]) if words and words[0] not in known else None
    units = int(counted[1]) if counted else None
    said = [word.upper() for word in words[1 if counted else 0 :]]
    unknown = [word for word in said if word not in known and word != NO_MODIFIER]
    expected = f"one of {', '.join(known)}"
    problems += [Problem(f"modifiers.{code}", quoted(word), expected) for word in unknown]
    return Line(units, frozenset(said) - {NO_MODIFIER})
