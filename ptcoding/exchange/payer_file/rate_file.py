"""Negotiated rates as they are published: a row, a list of rows or a whole file, read as a stream.

A plan's file may hold gigabytes and be packed; a hospital's is one long table. Either is read once, piece by piece.
What is kept are the rows of the codes that are looked for, and a few others.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date as Date
from io import BytesIO
from typing import Any, BinaryIO

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.payer_file.hospital import Charge, charges_in, charges_of, row_of
from ptcoding.exchange.payer_file.json_pieces import Event, Piece, events_of
from ptcoding.exchange.payer_file.kept_rates import KeptRates, RateFile
from ptcoding.exchange.payer_file.negotiated import read_row
from ptcoding.exchange.payer_file.opened_file import OpenedFile
from ptcoding.exchange.payer_file.value import on_a_line, value_in_words
from ptcoding.exchange.payer_file.whose import GROUPS, Whose, names_any

LARGEST_FILE = 4 * 2**30
LONGEST_LINE = 2**20
MOST_NAMED = 5
_COUNTED = "negotiated_rate"
_EXPECTED = "one row of a payer's in-network file in JSON, with billing_code and negotiated_rates, or the whole file"
_ROW = {"billing_code", "negotiated_rates"}
_ROWS, _CHARGES = "in_network", "standard_charge_information"
# Files that payers publish beside the one with the prices, by the name that only they have.
_OTHER_FILES = {
    "reporting_structure": (
        "a payer's table of contents, which holds no prices",
        "the in-network file itself: download an address that it lists under in_network_files",
    ),
    "out_of_network": (
        "a payer's file of allowed amounts, with no agreed prices",
        "the in-network file of the same payer",
    ),
    "provider_groups": (
        "a list of provider groups, which holds no prices",
        "the in-network file that points to it",
    ),
    "provider_references": (
        "a file of provider groups without prices",
        "the in-network file that points to it",
    ),
}


def read_rates(
    file: BinaryIO, codes: Collection[str] = (), on: Date | None = None, most: int = LARGEST_FILE, whose: str = ""
) -> RateFile:
    """Read published rates of any size, in bounded memory.

    Args:
        file: A payer's in-network file, one or more of its rows, or a hospital's price file; JSON or CSV, packed with
            gzip or not.
        codes: The codes looked for; of others only the first twenty rows are kept.
        on: The day for which the prices are wanted, None to leave open whether they have expired.
        most: How many unpacked bytes are read at most.
        whose: A provider group, a tax number, or in a hospital's file a payer or plan, whose prices alone are kept;
            a file is then read twice, for a price names groups whose tax numbers stand elsewhere.

    Returns:
        The rows.

    Raises:
        DocumentError: If it is no such file, says what it is and what to bring; or has no price of whoever is named.
        InputError: If no row of it can be read; carries every problem.

    >>> rows = b'[{"billing_code": "97110", "negotiated_rates": []}, {"billing_code": "97140", "negotiated_rates": []}]'
    >>> read_rates(BytesIO(rows)).codes
    ('97110', '97140')
    """
    asked = _groups_of(file, most, Whose.of(whose)) if whose.strip() else None
    opened, kept = OpenedFile(file, most), KeptRates(codes, on, asked)
    try:
        (_read_json if opened.is_json else _read_csv)(opened, kept)
    except DocumentError:
        # What stood before the bound was read; that the document does not end there is no mistake of its own.
        if not (opened.cut and (kept.wanted or kept.others)):
            raise
    found = kept.file(cut=opened.cut)
    if asked and not found.rows:
        raise DocumentError(
            [Problem("group, tax number, payer or plan", whose, "one that has a price in what was read")]
        )
    if not found.rows and not found.cut:
        raise DocumentError([Problem("file", "no row with a price", _EXPECTED)])
    return found


def _groups_of(file: BinaryIO, most: int, whose: Whose) -> Whose:
    """Read a plan's list of groups, and go back to where the file stood."""
    start = file.tell()
    opened = OpenedFile(file, most)
    if opened.is_json:
        events = events_of(opened.chunks(), _EXPECTED)
        piece = Piece(events, "")
        # What is wrong with the file, or cut off, is said when its prices are read.
        with suppress(DocumentError, StopIteration):
            is_file = next(events)[0] == "start_map"
            for name in piece.names() if is_file else ():
                event, _ = next(events)
                if name == GROUPS and event == "start_array":
                    whose = whose.with_groups(events)
                else:
                    piece.skip(event)
    file.seek(start)
    return whose


def read_pasted_rates(text: str, codes: Collection[str] = (), on: Date | None = None) -> RateFile:
    """Read rates that were pasted.

    Args:
        text: What was pasted: a row, several rows or a whole file.
        codes: The codes looked for.
        on: The day for which the prices are wanted.

    Returns:
        The rows.

    Raises:
        DocumentError: If it is no such text.
        InputError: If no row of it can be read; carries every problem.
    """
    return read_rates(BytesIO(text.encode("utf-8", "replace")), codes, on)


def _read_csv(opened: OpenedFile, kept: KeptRates) -> None:
    """Read a table, of which only a hospital's is known."""
    kept.kind = "hospital"
    for charge in charges_in(_lines(opened.chunks())):
        _take_charge(charge, kept)


def _lines(chunks: Iterator[bytes]) -> Iterator[str]:
    """Split into lines of a bounded length."""
    rest = b""
    for chunk in chunks:
        if len(rest) > LONGEST_LINE:
            raise DocumentError([Problem("file", "a line without an end", "JSON, or CSV with a line for each service")])
        *whole, rest = (rest + chunk).splitlines(keepends=True)
        yield from (line.decode("utf-8", "replace") for line in whole)
    if rest:
        yield rest.decode("utf-8", "replace")


def _take_charge(charge: Charge, kept: KeptRates) -> None:
    code, _ = charge.code(kept.codes)
    if not names_any(kept.whose, charge.said, ("payer_name", "plan_name")):
        kept.passed_over += 1
        return
    kept.take(code, "", lambda problems: row_of(charge, kept.codes, problems))


def _read_json(opened: OpenedFile, kept: KeptRates) -> None:
    """Read JSON: rows alone, or the file of a payer or a hospital around them."""
    events = events_of(opened.chunks(), _EXPECTED)
    event, _ = next(events)
    if event == "start_array":
        _read_rows(events, "rows", kept)
        _to_the_end(events)
        return
    piece, found = Piece(events, _COUNTED, kept.only), {}
    for name in piece.names():
        event, value = next(events)
        listed = event == "start_array"
        if name == _ROWS and listed:
            _read_rows(events, name, kept)
        elif name == _CHARGES and listed:
            kept.kind = "hospital"
            _read_charges(events, name, kept)
        elif name in _OTHER_FILES:
            piece.skip(event)
        else:
            found[name] = piece.value(event, value, name=name)
            continue
        found[name] = None
    _to_the_end(events)
    if _ROW & found.keys():
        _take_row(found, "", piece.count, kept)
    elif not {_ROWS, _CHARGES} & found.keys():
        raise DocumentError([_strange(found)])


def _to_the_end(events: Iterator[Event]) -> None:
    """Read what follows, so that a document that does not end as it should is refused."""
    deque(events, maxlen=0)


def _strange(document: Mapping[str, Any]) -> Problem:
    """Say what a document without rows is."""
    for name, (what, expected) in _OTHER_FILES.items():
        if name in document:
            return Problem("file", what, expected)
    names = ", ".join(map(on_a_line, list(document)[:MOST_NAMED])) or "no field at all"
    return Problem("file", f"JSON with {names}", _EXPECTED)


def _read_rows(events: Iterator[Event], name: str, kept: KeptRates) -> None:
    """Read the rows of a list; one that is not wanted is passed over as soon as its code is known."""
    for where, piece in _objects_of(events, name, kept):
        row = piece.map_unless("billing_code", lambda code: not kept.has_room(code))
        if row is None:
            kept.passed_over += 1
        elif _ROW & row.keys():
            _take_row(row, where, piece.count, kept)
        else:
            kept.note(Problem(where[:-1], value_in_words(row), _EXPECTED))


def _take_row(row: Mapping[str, Any], where: str, count: int, kept: KeptRates) -> None:
    if kept.whose and row.get("negotiated_rates") == []:
        kept.passed_over += 1
        return
    code = on_a_line(row.get("billing_code", ""))
    kept.take(code, where, lambda problems: read_row(row, problems, kept.on, count))


def _read_charges(events: Iterator[Event], name: str, kept: KeptRates) -> None:
    """Read the services of a hospital's file, each with a row for every payer."""
    for where, piece in _objects_of(events, name, kept):
        problems: list[Problem] = []
        for charge in charges_of(piece.map_unless("", bool) or {}, where[:-1], problems):
            _take_charge(charge, kept)
        for problem in problems:
            kept.note(problem)


def _objects_of(events: Iterator[Event], name: str, kept: KeptRates) -> Iterator[tuple[str, Piece]]:
    """Go through a list, with a problem for each entry that is no object."""
    for place, (event, value) in enumerate(events):
        if event == "end_array":
            return
        where, piece = f"{name}[{place}].", Piece(events, _COUNTED, kept.only)
        if event == "start_map":
            yield where, piece
        else:
            piece.skip(event)
            kept.note(Problem(where[:-1], value_in_words([] if event == "start_array" else value), "an object"))
