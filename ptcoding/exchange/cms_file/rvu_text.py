"""The file of relative values in its other form: text in fixed columns, without a line that names them.

The columns were read off lines of the release of October 2025, in a copy; see the guide to national amounts.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from ptcoding.exchange.cms_file.found import Found
from ptcoding.exchange.cms_file.rvu import read_rvu
from ptcoding.exchange.cms_file.stream import mended

# In the order and under the names that the other form has.
HEADER = (
    "HCPCS", "MOD", "STATUS CODE", "WORK RVU", "NON-FAC PE RVU", "NON-FAC NA INDICATOR", "MP RVU", "MULT PROC",
    "CONV FACTOR",
)  # fmt: skip
_AT = ((0, 5), (5, 7), (57, 58), (59, 65), (65, 72), (72, 74), (83, 89), (115, 116), (126, 140))
_NUMBERS = (3, 4, 6, 8)
_NUMBER = re.compile(r"[0-9]{0,6}\.[0-9]{1,6}")


def is_rvu_text(head: Sequence[str]) -> bool:
    """Tell whether lines begin as the file does: perhaps some lines of words, then rows in its columns."""
    return any(_is_row(line) for line in head)


def _is_row(line: str) -> bool:
    cells = _cells(line)
    return re.fullmatch(r"[0-9A-Z]{5}", cells[0]) is not None and all(
        _NUMBER.fullmatch(cells[place]) for place in _NUMBERS
    )


def _cells(line: str) -> list[str]:
    return [line[start:end].strip() for start, end in _AT]


def read_rvu_text(name: str, lines: Iterator[str], kept: AbstractSet[str]) -> Found:
    """Read the relative values of codes of therapy outside a facility.

    Args:
        name: Name of the file, for messages.
        lines: Its lines.
        kept: The codes of therapy that are counted.

    Returns:
        One release of the schedule, undated where no line of words says which.

    Raises:
        DocumentError: If a row cannot be read.
    """
    first: list[str] = []

    def is_preamble(line: str) -> bool:
        first[:] = [line]
        return not _is_row(line)

    preamble = [[mended(line)] for line in takewhile(is_preamble, lines)]
    rows = (_cells(line) for part in (iter(first), lines) for line in part)
    return read_rvu(name, [*preamble, HEADER], rows, kept, begins=len(preamble) + 1)
