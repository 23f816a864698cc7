"""The order file of ICD-10-CM: fixed columns, every code with whether it can stand on a claim, and its title."""

import re
from collections.abc import Iterator, Sequence

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.found import Found, row_problem
from ptcoding.exchange.cms_file.stream import mended
from ptcoding.facts.own import ICD

EXPECTED = "an order number, a code, 0 or 1, and titles, in the columns of an ICD-10-CM order file"
# Columns 1-5 the order, 7-13 the code, 15 whether it is valid, 17-76 a short title, from 78 the long one.
_LINE = re.compile(r"[0-9]{5} ([A-Z][0-9A-Z]{2,6}) {1,5}([01]) .{60} (\S.*)")
# The list of 2026 has some 98,000 lines; far fewer were cut short.
FEWEST = 50_000


def is_icd(head: Sequence[str]) -> bool:
    """Tell whether lines begin as an order file does."""
    first = next((line for line in head if line.strip()), "")
    return _LINE.match(first.rstrip("\r\n")) is not None


def read_icd(name: str, lines: Iterator[str]) -> Found:
    """Read every code with its title.

    Args:
        name: Name of the file, for messages.
        lines: Its lines.

    Returns:
        The codes with their dots, each with 0 or 1 and its title; the file does not say its year.

    Raises:
        DocumentError: If a line cannot be read, or too few are there.
    """
    kept = []
    for number, line in enumerate(lines, start=1):
        plain = mended(line).rstrip("\r\n").replace("\t", " ")
        if not plain.strip():
            continue
        said = _LINE.fullmatch(plain)
        # Three quotes in a row would end the list where it is kept.
        if said is None or "'''" in plain or not plain.isprintable():
            raise row_problem(name, number, EXPECTED)
        code = said[1]
        kept.append(f"{code[:3]}{'.' if code[3:] else ''}{code[3:]} {said[2]} {said[3].strip()}")
    if len(kept) < FEWEST:
        raise DocumentError(
            [Problem("file", name, f"a whole list of at least {FEWEST:,} codes; this has {len(kept):,}")]
        )
    return Found(ICD, None, (), len(kept), lines=kept)
