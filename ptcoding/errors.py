"""What can be wrong with an input.

::

    InputError (ValueError)      one or more problems, all collected before it is raised
    ├── VisitError               a visit: code, minutes, clock times, who, contact, date
    ├── DocumentError            text that should hold a visit: share link, JSON, CSV
    └── UnknownKeyError          a rule, payer or source that is not in the data

A conflict, a tie or an overlap is never one of these: those are findings.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    Args:
        field: Where it stands, in the words of the form (``services[0].minutes``).
        value: What was given, as text.
        expected: What would have been right.

    >>> print(Problem("minutes", "-5", "a whole number from 0 to 1440"))
    minutes: '-5' given, expected a whole number from 0 to 1440
    """

    field: str
    value: str
    expected: str

    LONGEST_QUOTE = 60

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= self.LONGEST_QUOTE else self.value[: self.LONGEST_QUOTE] + "…"
        return f"{self.field}: {shown!r} given, expected {self.expected}"


class InputError(ValueError):
    """Raised when an input cannot be read; carries every problem found.

    Args:
        problems: At least one problem, in the order of the input.

    >>> error = InputError([Problem("rule", "cmz", "one of cms, ama")])
    >>> str(error)
    "rule: 'cmz' given, expected one of cms, ama"
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


class VisitError(InputError):
    """Raised when the values of a visit are malformed."""


class DocumentError(InputError):
    """Raised when a text that should hold a visit cannot be read as one."""


class UnknownKeyError(InputError):
    """Raised when a key names nothing in the data."""
