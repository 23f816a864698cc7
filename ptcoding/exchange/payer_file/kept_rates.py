"""The rows of a file of prices that are kept: those of the codes that are looked for, and a few others."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from types import MappingProxyType
from typing import Any

from ptcoding.errors import InputError, Problem
from ptcoding.exchange.payer_file.negotiated import NegotiatedRow
from ptcoding.exchange.payer_file.whose import Whose

MOST_ROWS = 200
MOST_OTHERS = 20
MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class RateFile:
    """What was read.

    Args:
        kind: ``payer`` or ``hospital``.
        rows: The rows that were kept, in the order of the file; those of the codes looked for, then others.
        passed_over: How many rows were read and not kept.
        cut: Whether the file went on beyond what is read at most.
        problems: What is wrong with rows that could not be read.
    """

    kind: str
    rows: tuple[NegotiatedRow, ...]
    passed_over: int = 0
    cut: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that have rows, each once."""
        return tuple(dict.fromkeys(row.code for row in self.rows))

    def of(self, code: str) -> tuple[NegotiatedRow, ...]:
        """Give the rows of a code.

        Args:
            code: The code.

        Returns:
            Its rows, in the order of the file.
        """
        return self.of_any((code,))

    def of_any(self, codes: Collection[str]) -> tuple[NegotiatedRow, ...]:
        """Give the rows of several codes.

        Args:
            codes: The codes.

        Returns:
            Their rows, in the order of the file.
        """
        return tuple(row for row in self.rows if row.code in codes)


@dataclass(slots=True)
class KeptRates:
    """What has been kept so far."""

    codes: Collection[str]
    on: Date | None
    whose: Whose | None = None
    kind: str = "payer"
    wanted: list[NegotiatedRow] = field(default_factory=list)
    others: list[NegotiatedRow] = field(default_factory=list)
    passed_over: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def only(self) -> Mapping[str, Callable[[Any], bool]]:
        """Which entries of the lists of a row are kept."""
        return self.whose.only() if self.whose else MappingProxyType({})

    def has_room(self, code: str) -> bool:
        """Tell whether another row of a code is kept."""
        return len(self.wanted) < MOST_ROWS if code in self.codes else len(self.others) < MOST_OTHERS

    def take(self, code: str, where: str, read: Callable[[list[Problem]], NegotiatedRow]) -> None:
        """Keep a row, or what is wrong with it."""
        if not self.has_room(code):
            self.passed_over += 1
            return
        problems: list[Problem] = []
        row = read(problems)
        if not problems:
            (self.wanted if code in self.codes else self.others).append(row)
            return
        for problem in problems:
            self.note(replace(problem, field=where + problem.field))

    def note(self, problem: Problem) -> None:
        """Note what is wrong, up to a bound."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def file(self, *, cut: bool) -> RateFile:
        """Close the file.

        Raises:
            InputError: If no row could be read; carries every problem.
        """
        rows = (*self.wanted, *self.others)
        if not rows and self.problems:
            raise InputError(self.problems)
        return RateFile(self.kind, rows, self.passed_over, cut, tuple(self.problems))
