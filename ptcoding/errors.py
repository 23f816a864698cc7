"""What can be wrong with an input.

::

    InputError (ValueError)      one or more problems, all collected before it is raised
    ├── VisitError               a visit: code, minutes, clock times, who, contact, date
    ├── DocumentError            text that should hold a visit: share link, JSON, CSV
    ├── AnswerError              what was typed as an answer: units, modifiers
    └── UnknownKeyError          a rule, payer or source that is not in the data
    StoreError (Exception)       progress that cannot be kept or read: ptcoding.learning.store.failure

A conflict, a tie or an overlap is never one of these: those are findings. A StoreError is no InputError: nothing that
was typed is wrong, a disk or a database is, and the same call may succeed a minute later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

LONGEST_QUOTE = 60
# A field may be called whatever a document calls it, and an expectation may name what a document holds.
LONGEST_FIELD = 160
LONGEST_EXPECTED = 600
LARGEST_PRINTED = 10**15
# Nobody reads the eleventh complaint before mending the first.
MOST_PROBLEMS = 10


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

    def __str__(self) -> str:
        shown = cut(self.value, LONGEST_QUOTE)
        field, expected = cut(self.field, LONGEST_FIELD), cut(self.expected, LONGEST_EXPECTED)
        return f"{printable(field)}: {shown!r} given, expected {printable(expected)}"


def cut(text: str, longest: int) -> str:
    """Cut a text that is longer than what is shown of it.

    Args:
        text: Any text.
        longest: How many characters are shown.

    Returns:
        The text, or its first characters with an ellipsis.

    >>> cut("knee", 4), cut("knees", 4)
    ('knee', 'knee…')
    """
    return text if len(text) <= longest else text[:longest] + "…"


def printable(text: str) -> str:
    r"""Make foreign text fit for one line of a terminal or a message: nothing in it moves, colors, hides or turns.

    Args:
        text: Any text.

    Returns:
        The text on one line; a control sign, half a character and a mark that turns the direction of writing stand
        written out.

    >>> print(printable("knee \x1b[31m \u202e\ud800\n left"))
    knee \x1b[31m \u202e\ud800 left
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in " ".join(text.split()))


def at_most_ten(lines: Iterable[object]) -> tuple[str, ...]:
    """Write the first ten of many complaints, and how many more there are.

    Args:
        lines: What is wrong, in order.

    Returns:
        At most eleven lines.

    >>> at_most_ten(range(12))[-2:], at_most_ten(range(10))[-1]
    (('9', 'and 2 more'), '9')
    """
    all_of_them = iter(lines)
    said = [str(line) for line in islice(all_of_them, MOST_PROBLEMS)]
    more = sum(1 for _ in all_of_them)
    return (*said, f"and {more:,} more") if more else tuple(said)


def quoted(value: object) -> str:
    """Write any value as text that can be shown, stored in a message and printed.

    Args:
        value: What was given: text, a number, or whatever a document held in its place.

    Returns:
        Text without characters that no screen can show; long numbers and nested values are named by their kind.

    >>> quoted("33"), quoted(7.5), quoted([1, [2]]), quoted(True)
    ('33', '7.5', 'a list', 'true')
    """
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, int):
        return str(value) if abs(value) <= LARGEST_PRINTED else "a number of many digits"
    if isinstance(value, float):
        return repr(value)
    return "a list" if isinstance(value, (list, tuple)) else "a group of fields"


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
        super().__init__("; ".join(at_most_ten(self.problems)))


class VisitError(InputError):
    """Raised when the values of a visit are malformed."""


class DocumentError(InputError):
    """Raised when a text that should hold a visit cannot be read as one."""


class AnswerError(InputError):
    """Raised when what was typed as an answer cannot be read."""


class UnknownKeyError(InputError):
    """Raised when a key names nothing in the data."""
