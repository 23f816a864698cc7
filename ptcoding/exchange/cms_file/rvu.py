"""The national fee schedule file of relative values: one row a code, under a header of several lines."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from itertools import chain
from types import MappingProxyType

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.found import Found, row_problem, said_copyright
from ptcoding.exchange.cms_file.stream import Rows
from ptcoding.facts.own import RVU

EXPECTED = "relative values and a conversion factor as decimals"
# A release holds from the first day of its quarter.
RELEASES = MappingProxyType({"january": 1, "april": 4, "july": 7, "october": 10})
_YEAR = re.compile(r"(20\d\d) NATIONAL PHYSICIAN FEE SCHEDULE|CALENDAR YEAR (20\d\d)", re.IGNORECASE)
_RELEASE = re.compile(rf"\b({'|'.join(RELEASES)})\s+RELEASE", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_COLUMNS = MappingProxyType(
    {
        "status": r"\bSTATUS CODE$",
        "work": r"\bWORK RVU$",
        "practice": r"\bNON-FAC(ILITY)? PE RVU$",
        "malpractice": r"\bMP RVU$",
        "reduction": r"\bMULT PROC$",
        "factor": r"\bCONV FACTOR$",
    }
)
# The multiple procedure indicators: 5 is the reduction of therapy, 0 is none.
THERAPY, NO_REDUCTION = "5", "0"


def header_at(head: Sequence[Sequence[str]]) -> int | None:
    """Find the last line of the header, None where there is none."""
    return next((place for place, row in enumerate(head) if len(row) > 1 and row[0].strip() == "HCPCS"), None)


def is_rvu(head: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows begin as a file of relative values does."""
    place = header_at(head)
    return place is not None and "work" in _columns(head, place)


def _columns(head: Sequence[Sequence[str]], last: int) -> Mapping[str, int]:
    """Find the columns by what the lines of the header say together."""
    width = len(head[last])
    said = [
        " ".join(" ".join(row[place] for row in head[: last + 1] if place < len(row)).split()).upper()
        for place in range(width)
    ]
    return {
        name: next(place for place, cell in enumerate(said) if re.search(pattern, cell))
        for name, pattern in _COLUMNS.items()
        if any(re.search(pattern, cell) for cell in said)
    }


def read_rvu(
    name: str, head: Sequence[Sequence[str]], rows: Rows, kept: AbstractSet[str], begins: int | None = None
) -> Found:
    """Read the relative values of codes of therapy outside a facility.

    Args:
        name: Name of the file, for messages.
        head: The first rows, with the header.
        rows: The rows after them.
        kept: The codes of therapy that are counted.
        begins: Which line of the file the first row is, None where the header stands right above it.

    Returns:
        One release of the schedule.

    Raises:
        DocumentError: If a column is missing or a row cannot be read.
    """
    last = header_at(head) or 0
    at = _columns(head, last)
    if set(at) != set(_COLUMNS):
        missing = ", ".join(name for name in _COLUMNS if name not in at)
        raise DocumentError([Problem("file", name, f"the columns of a relative value file; not found: {missing}")])
    values: dict[str, list[Decimal]] = {}
    outside, factors, read = [], set(), 0
    for number, row in enumerate(chain(head[last + 1 :], rows), start=begins or last + 2):
        if not row or not row[0].strip():
            continue
        read += 1
        code = row[0].strip()
        if code not in kept or row[1].strip():
            continue
        if len(row) <= max(at.values()):
            raise row_problem(name, number, EXPECTED)
        said = {column: row[place].strip() for column, place in at.items()}
        # What Medicare bundles, or pays by another rule than therapy's, has no amount here.
        if said["status"] != "A" or said["reduction"] not in {THERAPY, NO_REDUCTION} or row[at["practice"] + 1].strip():
            continue
        if not all(_NUMBER.fullmatch(said[part]) for part in ("work", "practice", "malpractice", "factor")):
            raise row_problem(name, number, EXPECTED)
        values[code] = [Decimal(said[part]) for part in ("work", "practice", "malpractice")]
        factors.add(Decimal(said["factor"]))
        if said["reduction"] == NO_REDUCTION:
            outside.append(code)
    if len(factors) != 1:
        raise DocumentError([Problem("file", name, "priced codes of therapy, all with one conversion factor")])
    since = _since(head[:last])
    row_kept = {
        "conversion_factor": factors.pop(),
        "outside_mppr": sorted(outside),
        "rvu": dict(sorted(values.items())),
    }
    return Found(RVU, since, [row_kept], read, said_copyright(head[:last]))


def _since(preamble: Sequence[Sequence[str]]) -> date | None:
    text = " ".join(cell for row in preamble for cell in row)
    year, release = _YEAR.search(text), _RELEASE.search(text)
    return date(int(year[1] or year[2]), RELEASES[release[1].lower()], 1) if year and release else None
