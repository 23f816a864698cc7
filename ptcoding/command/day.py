"""The ``day`` command: a day sheet or a claim file, every visit counted and checked."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.explanation import counted as in_words
from ptcoding.facts import facts

if TYPE_CHECKING:
    from ptcoding.exchange.day_sheet.counting import CountedVisit
    from ptcoding.exchange.day_sheet.sheet import DaySheet, DayVisit

# So many visits take about two seconds.
EACH = 1_000
NOTICE = "Procedure codes are shown by number only. CPT is a trademark of the American Medical Association."


def add_day(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: The command's parser.
    """
    parser.add_argument("file", help="a day sheet (CSV, tabs, XLSX, XLS), an 837P claim file, or a visit in JSON")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADER=FIELD",
        help="say what a column holds where it is not understood, for example 'Tx=minutes'; FIELD - leaves it out",
    )
    parser.add_argument("-o", "--out", type=Path, help="write the visits to a file, .csv or .json")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run_day(given: argparse.Namespace) -> int:
    """Count and check the visits of a file.

    Args:
        given: The command line as read: ``file``, ``column``, ``out`` and ``json``.

    Returns:
        The exit code.

    Raises:
        InputError: If the file cannot be read or has no visit, a field or a column named by hand does not exist, or the
            result cannot be written.
    """
    from ptcoding.exchange.day_sheet.counting import count_visit
    from ptcoding.exchange.day_sheet.reading import read_day_sheet
    from ptcoding.exchange.day_sheet.writing import as_csv, as_json

    by_hand = _by_hand(given.column)
    as_table = _is_table(given.out)
    sheet = read_day_sheet(_content(given.file), facts(), by_hand)
    _check_headers(by_hand, sheet.header)
    visits = [count_visit(day) for day in _told(sheet.visits)]
    if given.out is not None:
        _write(given.out, as_csv(visits, NOTICE) if as_table else as_json(sheet, visits))
    print(as_json(sheet, visits) if given.json else "\n".join(_as_text(sheet, visits)))
    if not visits:
        # What was left out stands above with its reasons; a script that asks is not to take it for a good day.
        raise DocumentError([Problem("file", quoted(given.file), "a sheet with a visit; every row was left out")])
    return 0


def _told(days: "Sequence[DayVisit]") -> "Iterator[DayVisit]":
    """Hand visits on, and tell whoever sits before a long file how far it is."""
    is_shown = len(days) > EACH and sys.stderr.isatty()
    for number, day in enumerate(days):
        if is_shown and number % EACH == 0:
            print(f"\r{number:,} of {len(days):,} visits", end="", file=sys.stderr, flush=True)
        yield day
    if is_shown:
        print(file=sys.stderr)


def _is_table(out: Path | None) -> bool:
    """Tell which of the two kinds of file is asked for."""
    kind = out.suffix.lower() if out is not None else ".csv"
    if kind not in {".csv", ".json"}:
        raise DocumentError([Problem("out", quoted(str(out)), "a file whose name ends in .csv or .json")])
    return kind == ".csv"


def _check_headers(by_hand: Mapping[str, str], header: Sequence[str]) -> None:
    """Refuse a correction of a column that the file does not have."""
    there = ", ".join(name for name in header if name)
    expected = f"a header of the file: {there}" if there else "no columns to name: this file has none"
    wrong = [Problem("column", quoted(name), expected) for name in by_hand if name not in header]
    if wrong:
        raise DocumentError(wrong)


def _by_hand(said: Sequence[str]) -> Mapping[str, str]:
    wrong = [
        Problem("column", quoted(one), "a header and a field, for example Tx=minutes") for one in said if "=" not in one
    ]
    if wrong:
        raise DocumentError(wrong)
    pairs = (one.rpartition("=") for one in said)
    return {" ".join(header.split()): field.strip() for header, _, field in pairs}


def _content(name: str) -> bytes:
    """Read a file, no more of it than a sheet can be."""
    from ptcoding.exchange.day_sheet.grid import MOST_BYTES

    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise DocumentError([Problem("file", quoted(name), "a readable day sheet or claim file")]) from error


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise DocumentError([Problem("out", str(out), "a file that can be written")]) from error


def _as_text(sheet: "DaySheet", visits: "Sequence[CountedVisit]") -> Iterator[str]:
    """Write each visit in a few lines, then what was left out."""
    for one in visits:
        session = one.day.visit.session
        day = f"{session.date:%m/%d/%Y}" if session.date else "no date"
        services = ", ".join(f"{service.code} {service.minutes}" for service in session.services)
        told = f"row {one.day.row}: {day}, patient {one.day.patient}, {_payer(session.payer)}: {services}"
        yield told
        yield f"  earned {_units(one.units) or 'not known'}; billed {_units(one.day.billed) or 'not said'}"
        yield from (
            f"  {said.severity.value}: {said.message}  [{facts().sources[said.source].short}]"
            for said in one.said
            if said.severity.value != "note"
        )
        yield from (f"  {remark}" for remark in one.day.remarks)
    yield from (f"row {one.row} left out: {one.reason}" for one in sheet.unread)
    yield from sheet.notes
    yield f"{in_words(len(visits), 'visit')}, {in_words(len(sheet.unread), 'row')} left out."


def _payer(key: str) -> str:
    return "a payer without a card" if key == "custom" else key or "no payer"


def _units(units: Mapping[str, int]) -> str:
    return ", ".join(f"{code} x {count}" for code, count in units.items())
