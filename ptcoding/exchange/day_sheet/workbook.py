"""An Excel file as rows of text, old or new: values alone. No formula, macro or link in it is ever run."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from ptcoding.errors import DocumentError
from ptcoding.exchange.day_sheet.grid import MOST_COLUMNS, MOST_ROWS, Grid, refused

NEW, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a sheet of the largest size we take can hold once unpacked; more is a bomb.
MOST_UNPACKED = 200 * 2**20
CHUNK = 1 << 18
# Beyond it a number of a sheet has lost its last digits.
MOST_EXACT = 10**15
LOCKED = "a sheet without a password: open it, save it without one, and bring that"
DAMAGED = "a whole Excel file; this one is damaged or is none"
# An Office file with a password is a container with this one part.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA, _MERGED = re.compile(rb"<f[ >/]"), re.compile(rb"<mergeCell ")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What the readers raise on bytes that are no sheet.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    struct.error,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
)


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is an Excel file, by its first bytes."""
    return content.startswith((NEW, OLD))


def workbook_grids(content: bytes) -> Iterator[Grid]:
    """Read the sheets of an Excel file.

    Args:
        content: The file.

    Yields:
        Its sheets in order, values as text.

    Raises:
        DocumentError: If it is no such file, has a password, or is larger than any day sheet.
    """
    if content.startswith(OLD):
        if _ENCRYPTED in content:
            raise refused("an Excel file with a password", LOCKED)
        yield from _old(content)
        return
    notes = _examined(content)
    yield from _new(content, notes)


def _examined(content: bytes) -> tuple[str, ...]:
    """Unpack every part once, keeping nothing: sizes are as real as they say, and no part declares entities."""
    size = formulas = merged = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = book.namelist()
            if "[Content_Types].xml" not in names:
                raise refused("a zip of other files", "one Excel file or one table, not packed")
            for name, chunk in _unpacked(book):
                size += len(chunk)
                if size > MOST_UNPACKED:
                    raise refused("a file that unpacks without end", f"at most {MOST_UNPACKED:,} bytes unpacked")
                if name.endswith((".xml", ".rels")):
                    formulas += len(_FORMULA.findall(chunk))
                    merged += len(_MERGED.findall(chunk))
    except DocumentError:
        raise
    except _BROKEN as error:
        raise refused("an Excel file that cannot be unpacked", DAMAGED) from error
    said = []
    if any(name.endswith("vbaProject.bin") for name in names):
        said.append("Macros in the file were left alone: nothing in it was run.")
    if formulas:
        said.append(f"{formulas:,} cells hold a formula: the value that Excel saved was read, none was worked out.")
    if merged:
        said.append(f"{merged:,} groups of cells are merged: only the first cell of each holds a value.")
    return tuple(said)


def _unpacked(book: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Give every part piece by piece, refusing one that declares a document type."""
    for part in book.infolist():
        with book.open(part) as stream:
            before = b""
            while chunk := stream.read(CHUNK):
                if part.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(before + chunk):
                    raise refused("a sheet that declares entities", "a sheet as Excel writes it")
                before = chunk[-12:]
                yield part.filename, chunk


def _new(content: bytes, notes: tuple[str, ...]) -> Iterator[Grid]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # What a file says of its own size may be wrong, and an honest sheet is read without it.
            sheet.reset_dimensions()
            yield Grid(tuple(_rows(sheet.iter_rows(values_only=True))), notes)
    except DocumentError:
        raise
    except _BROKEN as error:
        raise refused("an Excel file that cannot be read", DAMAGED) from error


def _old(content: bytes) -> Iterator[Grid]:
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True)
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            rows = ([_of_old(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows))
            yield Grid(tuple(_rows(rows)))
            book.unload_sheet(number)
    except DocumentError:
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise refused("an Excel file with a password", LOCKED) from error
        raise refused("an Excel file that cannot be read", DAMAGED) from error
    except (CompDocError, *_BROKEN) as error:
        raise refused("an Excel file that cannot be read", DAMAGED) from error


def _rows(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[str]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise refused(f"more than {MOST_ROWS:,} rows", f"at most {MOST_ROWS:,} rows")
        if len(row) > MOST_COLUMNS and any(cell is not None for cell in row[MOST_COLUMNS:]):
            raise refused(f"{len(row):,} columns", f"at most {MOST_COLUMNS} columns")
        yield [_written(cell) for cell in row[:MOST_COLUMNS]]


def _of_old(cell: Any, datemode: int) -> object:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR
    from xlrd.xldate import XLDateError, xldate_as_datetime

    kind, value = cell.ctype, cell.value
    if kind == XL_CELL_DATE:
        try:
            return xldate_as_datetime(value, datemode) if value >= 1 else timedelta(days=value)
        except XLDateError:
            return value
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    return None if kind == XL_CELL_ERROR else value


def _written(cell: object) -> str:
    """Write a value as it would stand in a text.

    >>> _written(97110.0), _written(datetime(2026, 9, 15)), _written(time(0, 23)), _written(None)
    ('97110', '2026-09-15', '0:23', '')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < MOST_EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(cell, time):
        return f"{cell.hour}:{cell.minute:02d}"
    # A day is written as computers do by itself.
    return "" if cell is None else str(cell)
