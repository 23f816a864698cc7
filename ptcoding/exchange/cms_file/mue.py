"""The practitioner file of medically unlikely edits: a code, its most units, and what the limit rests on."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.found import Found, row_problem, said_copyright
from ptcoding.exchange.cms_file.stream import Rows
from ptcoding.facts.limit import Adjudication
from ptcoding.facts.own import MUE

PRACTITIONER = "practitioner services mue values"
EXPECTED = "a code, a number of units, and an adjudication indicator from 1 to 3"
_DATED = re.compile(r"\beff(?:ective)?\b\D{0,20}(\d{1,2})[/-](\d{1,2})[/-](20\d\d)", re.IGNORECASE)


def is_mue(head: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows begin as a file of unit limits does, of practitioners or of others."""
    return any("mue values" in _plain(cell) for row in head for cell in row)


def _plain(cell: str) -> str:
    return " ".join(cell.lower().split())


def read_mue(name: str, head: Sequence[Sequence[str]], rows: Rows, kept: AbstractSet[str]) -> Found:
    """Read the limits of codes of therapy.

    Args:
        name: Name of the file, for messages.
        head: The first rows, with the header.
        rows: The rows after them.
        kept: The codes of therapy.

    Returns:
        The limits.

    Raises:
        DocumentError: If it is the file of hospitals or suppliers, or a row cannot be read.
    """
    start = next(number for number, row in enumerate(head) if any("mue values" in _plain(cell) for cell in row))
    cells = [_plain(cell) for cell in head[start]]
    at = [
        next((place for place, cell in enumerate(cells) if said in cell), None)
        for said in ("cpt code", PRACTITIONER, "adjudication")
    ]
    code_at, units_at, indicator_at = at
    if code_at is None or units_at is None or indicator_at is None:
        raise DocumentError([Problem("file", name, "the MUE table of practitioner services; this is another one")])
    groups: dict[tuple[int, str], list[str]] = {}
    read = 0
    for number, row in enumerate(chain(head[start + 1 :], rows), start=start + 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(code_at, units_at, indicator_at):
            raise row_problem(name, number, EXPECTED)
        read += 1
        code, units, indicator = row[code_at].strip(), row[units_at].strip(), row[indicator_at].strip()[:1]
        if code not in kept:
            continue
        if not re.fullmatch(r"[0-9]{1,6}", units) or indicator not in {"1", "2", "3"}:
            raise row_problem(name, number, EXPECTED)
        groups.setdefault((int(units), list(Adjudication)[int(indicator)].value), []).append(code)
    table = [
        {"codes": sorted(codes), "units": units, "adjudication": adjudication}
        for (units, adjudication), codes in sorted(groups.items())
    ]
    return Found(MUE, _since(head[:start]), table, read, said_copyright(head[: start + 1]))


def _since(preamble: Sequence[Sequence[str]]) -> date | None:
    said = _DATED.search(" ".join(cell for row in preamble for cell in row))
    return date(int(said[3]), int(said[1]), int(said[2])) if said else None
