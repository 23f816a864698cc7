"""The ``ptcoding rates`` command: the prices of a code in a published file of any size."""

import argparse
import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.explanation import counted
from ptcoding.facts import facts

if TYPE_CHECKING:
    from ptcoding.exchange.payer_file.kept_rates import RateFile
    from ptcoding.exchange.payer_file.negotiated_price import NegotiatedPrice


def add_rates(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: The command's parser.
    """
    parser.add_argument("file", help="a plan's in-network file or a hospital's price file: JSON, .json.gz or CSV")
    parser.add_argument("--code", action="append", default=[], help="a code to look for (default: therapy codes)")
    parser.add_argument(
        "--for", dest="whose", default="", metavar="WHOM", help="a group, a tax number, or a hospital's payer or plan"
    )
    parser.add_argument("--on", default="", metavar="DATE", help="day for which the prices are wanted (default: today)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run_rates(given: argparse.Namespace) -> int:
    """Print the prices of a file.

    Args:
        given: The command line as read: ``file``, ``code`` (none means every therapy code), ``whose``, ``on`` and
            ``json``.

    Returns:
        The exit code.

    Raises:
        InputError: If the file cannot be read or the day is no date; carries every problem.
    """
    from ptcoding.exchange.payer_file.rate_file import read_rates

    try:
        day = Date.fromisoformat(given.on) if given.on else datetime.now(UTC).date()
    except ValueError as error:
        raise DocumentError([Problem("on", quoted(given.on), "a date such as 2026-03-02")]) from error
    wanted: Collection[str] = [code.strip().upper() for code in given.code] or facts().codes
    with _opened(given.file) as file:
        found = read_rates(file, wanted, day, whose=given.whose)
    print(
        json.dumps(_as_record(found, wanted), indent=2)
        if given.json
        else "\n".join(_as_text(found, wanted, named=bool(given.code)))
    )
    return 0


def _opened(name: str) -> BinaryIO:
    """Open the file to be read in bytes."""
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise DocumentError([Problem("file", quoted(name), "a readable file of prices")]) from error


def _as_record(found: "RateFile", wanted: Collection[str]) -> dict[str, object]:
    return {
        "kind": found.kind,
        "rates": [
            {
                "code": code,
                "kind": price.kind,
                "rate": None if price.rate is None else str(price.rate),
                "holds_for": list(price.whom),
                "modifiers": list(price.modifiers),
                "places": list(price.places),
                "remarks": list(price.remarks),
                "expired": price.expired,
            }
            for code, price in _prices(found, wanted)
        ],
        "left_out": _left_out(found, wanted),
        "unread": [{"field": one.field, "given": one.value, "expected": one.expected} for one in found.problems],
    }


def _as_text(found: "RateFile", wanted: Collection[str], *, named: bool) -> Iterable[str]:
    """Write a line for each price, then what was not read."""
    for code, price in _prices(found, wanted):
        holds = "; ".join(part for part in (*price.whom, " ".join(price.modifiers), " ".join(price.places)) if part)
        yield f"{code}  {price.figure() or price.kind:>10}  {'expired; ' * price.expired}{holds}".rstrip("; ")
        yield from (f"       {remark}" for remark in price.remarks)
    if named and (lacking := [code for code in wanted if code not in found.codes]):
        yield f"The file has no price for {', '.join(lacking)}.{_others(found)}"
    elif not found.of_any(wanted):
        yield f"The file has no price for a therapy code.{_others(found)}"
    if left := _left_out(found, wanted):
        yield f"{left:,} more prices of these rows are not shown."
    yield from (f"not read: {problem}" for problem in found.problems)


def _others(found: "RateFile") -> str:
    """Say which codes it has instead, as far as they were kept."""
    if not found.codes:
        return ""
    more = f", and {counted(found.passed_over, 'row')} more" if found.passed_over else ""
    return f" It has {', '.join(found.codes)}{more}."


def _prices(found: "RateFile", wanted: Collection[str]) -> "Iterable[tuple[str, NegotiatedPrice]]":
    return ((row.code, price) for row in found.of_any(wanted) for price in row.prices)


def _left_out(found: "RateFile", wanted: Collection[str]) -> int:
    return sum(row.left_out for row in found.of_any(wanted))
