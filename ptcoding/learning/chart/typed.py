"""A claim form as it was filled in, read as a claim; what cannot be read is named field by field."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ptcoding.errors import AnswerError, Problem, quoted
from ptcoding.facts import Facts
from ptcoding.learning.chart.grade import Entered, EnteredLine

MOST_UNITS = 40
DIAGNOSIS = "ICD-10-CM codes such as M25.561, with commas between"
MODIFIER = "two-character modifiers such as GP 59"
POINTER = "letters of the diagnoses such as A or A,B"
UNITS = f"whole units from 1 to {MOST_UNITS}"
_ICD = re.compile(r"([A-Z][0-9][0-9A-Z])\.?([0-9A-Z]{0,4})")
_CODE = re.compile(r"[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[FTU]")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line of the form, as it was typed.

    Args:
        code: The field of the code.
        units: The field of the units.
        modifiers: The field of the modifiers.
        pointers: The field of the pointers.
    """

    code: str = ""
    units: str = ""
    modifiers: str = ""
    pointers: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in it."""
        return not any(field.strip() for field in (self.code, self.units, self.modifiers, self.pointers))


@dataclass(frozen=True, slots=True)
class TypedClaim:
    """The whole form, as it was typed.

    Args:
        diagnoses: The field of the diagnoses.
        lines: Its lines.
    """

    diagnoses: str
    lines: tuple[TypedLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no line was typed: without one there is no claim to grade."""
        return all(line.is_empty for line in self.lines)


def read_typed(typed: TypedClaim, facts: Facts) -> Entered:
    """Read a form as a claim.

    Args:
        typed: The form.
        facts: The modifiers that there are.

    Returns:
        The claim; empty lines are left out.

    Raises:
        AnswerError: If something in it cannot be read; carries every problem.

    >>> from ptcoding.facts import facts
    >>> read_typed(TypedClaim("m25661", (TypedLine("97110", "2", "gp", "a"),)), facts())
    Entered(lines=(EnteredLine(code='97110', units=2, modifiers=('GP',), pointers='A'),), diagnoses=('M25.661',))
    >>> read_typed(TypedClaim("", (TypedLine("97110", "-3"),)), facts())
    Traceback (most recent call last):
    ptcoding.errors.AnswerError: units, line 1: '-3' given, expected whole units from 1 to 40
    """
    problems: list[Problem] = []
    diagnoses = tuple(dict.fromkeys(_diagnoses(typed.diagnoses, problems)))
    lines = tuple(
        _line(place, line, facts.modifiers, problems)
        for place, line in enumerate(typed.lines, start=1)
        if not line.is_empty
    )
    if problems:
        raise AnswerError(problems)
    return Entered(lines, diagnoses)


def _diagnoses(said: str, problems: list[Problem]) -> Iterator[str]:
    for word in re.findall(r"[^\s,;]+", said.upper()):
        if found := _ICD.fullmatch(word):
            yield ".".join(filter(None, found.groups()))
        else:
            problems.append(Problem("diagnoses", quoted(word.lower()), DIAGNOSIS))


def _line(place: int, line: TypedLine, known: Collection[str], problems: list[Problem]) -> EnteredLine:
    code, units = line.code.strip().upper(), line.units.strip()
    if not _CODE.fullmatch(code):
        problems.append(Problem(f"code, line {place}", quoted(line.code.strip()), "a code such as 97110"))
    if not re.fullmatch(r"[0-9]{1,2}", units) or not 1 <= int(units) <= MOST_UNITS:
        problems.append(Problem(f"units, line {place}", quoted(units), UNITS))
        units = "0"
    modifiers = [read for word in _words(line.modifiers) for read in _modifiers(place, word, known, problems)]
    return EnteredLine(code, int(units), tuple(modifiers), "".join(_pointers(place, line.pointers, problems)))


def _words(said: str) -> Sequence[str]:
    return re.findall(r"[^\s,;/]+", said.upper())


def _modifiers(place: int, word: str, known: Collection[str], problems: list[Problem]) -> Iterator[str]:
    """Read one word: a modifier, or several that were typed without a blank."""
    pairs = [word[start : start + 2] for start in range(0, len(word), 2)]
    if len(pairs) > 1 and all(pair in known for pair in pairs):
        yield from pairs
    elif re.fullmatch(r"[A-Z0-9]{2}", word):
        yield word
    else:
        problems.append(Problem(f"modifiers, line {place}", quoted(word), MODIFIER))


def _pointers(place: int, said: str, problems: list[Problem]) -> Iterator[str]:
    for word in _words(said):
        if re.fullmatch(r"[A-L]{1,12}", word):
            yield from word
        else:
            problems.append(Problem(f"points to, line {place}", quoted(word), POINTER))
