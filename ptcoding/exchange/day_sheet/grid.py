"""A table that somebody brings, as rows of text: whatever separates its cells and however its letters are written."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ptcoding.errors import DocumentError, Problem

MOST_BYTES = 30 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 500
HEAD_LINES = 40
# A table has digits and separators; what has few plain letters was no text of two bytes a letter.
LEAST_PLAIN = 0.5
SEPARATORS = ",;\t|"
KINDS = "a table as CSV, tabs, semicolons, XLSX or XLS, an 837P, or a visit in JSON"
# What files of other kinds begin with, and what they are.
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"PK\x05\x06", "an empty zip"),
    (b"\x1f\x8b", "a packed file"),
    (b"{\\rtf", "a text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8", "a picture"),
)
_WEB_PAGE = re.compile(rb"^\s*(?:<!doctype html|<html|<table|<\?xml|<meta|<head)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet.

    Args:
        rows: Cells as text, row by row, empty rows included so that numbers are those of the sheet.
        notes: What was met on the way: the encoding, formulas, merged cells, macros.
        first: Number of the first row in the file, counted from 1.
    """

    rows: tuple[Sequence[str], ...]
    notes: tuple[str, ...] = ()
    first: int = 1


def refused(given: str, expected: str) -> DocumentError:
    """Say in words why a file is not read."""
    return DocumentError([Problem("file", given, expected)])


def check_kind(content: bytes) -> None:
    """Refuse what is no table at all.

    Args:
        content: The file.

    Raises:
        DocumentError: If it is too large, empty, or of a kind that holds no table.
    """
    if len(content) > MOST_BYTES:
        raise refused(
            f"{len(content):,} bytes", f"at most {MOST_BYTES:,} bytes; send one month or one clinic at a time"
        )
    if not content.strip():
        raise refused("an empty file", KINDS)
    for start, kind in _OTHERS:
        if content.startswith(start):
            raise refused(kind, KINDS)
    if _WEB_PAGE.match(content[:400].lstrip(codecs.BOM_UTF8)):
        raise refused("a web page, whatever its name says", f"{KINDS}: open it in a spreadsheet and save it as CSV")


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    r"""Read the letters of a text.

    Args:
        content: UTF-8 with or without its mark, UTF-16, or what Windows wrote; lines may differ.

    Returns:
        The text, and a note where it was not UTF-8.

    Raises:
        DocumentError: If it is no text.

    >>> decoded("épaule\ngenou".encode("cp1252"))[0]
    'épaule\ngenou'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(content, "utf-16"), ()
    if b"\0" in content[:200]:
        # Without its mark, every second byte of plain letters is empty; which one tells the order.
        return _wide(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"), ()
    if b"\0" in content:
        raise refused("a file that is no text", KINDS)
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        lines = [_line(line) for line in content.split(b"\n")]
        return "\n".join(lines), ("Letters that are not UTF-8 were read as Windows writes them.",)


def _wide(content: bytes, coding: str) -> str:
    try:
        text = content.decode(coding)
    except UnicodeDecodeError as error:
        raise refused("a file that is no text", KINDS) from error
    if "\0" in text or sum(map(str.isascii, text)) < len(text) * LEAST_PLAIN:
        raise refused("a file that is no text", KINDS)
    return text


def _line(line: bytes) -> str:
    for coding in ("utf-8", "cp1252"):
        try:
            return line.decode(coding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def text_grids(content: bytes) -> Iterable[Grid]:
    """Read a text as rows of cells, once for each sign that may part its cells.

    Args:
        content: The file.

    Yields:
        The rows, likeliest sign first; one reading where the text names its sign.

    Raises:
        DocumentError: If it is no text, or has too many rows.
    """
    text, notes = decoded(content)
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise refused(f"{len(lines):,} rows", f"at most {MOST_ROWS:,} rows")
    said = re.fullmatch(r"sep=(.)", lines[0].strip(" \"'"), re.IGNORECASE) if lines else None
    if said or (lines and lines[0].strip().lower() == "sep="):
        # A tab is stripped with the blanks at the end of its line.
        yield Grid(_cells("\n".join(lines[1:]), said[1] if said else "\t"), notes, 2)
        return
    head = "\n".join(lines[:HEAD_LINES])
    wrong: DocumentError | None = None
    found = False
    for sign in sorted(SEPARATORS, key=lambda sign: -head.count(sign)):
        try:
            cells = _cells(text, sign)
        except DocumentError as error:
            wrong = wrong or error
            continue
        found = True
        yield Grid(cells, notes)
    if wrong is not None and not found:
        raise wrong


def _cells(text: str, sign: str) -> tuple[Sequence[str], ...]:
    try:
        rows = tuple(csv.reader(io.StringIO(text), delimiter=sign, strict=True))
    except csv.Error as error:
        raise refused("a text that is no table", f"{KINDS}; a cell of this one never ends") from error
    widest = max(map(len, rows), default=0)
    if widest > MOST_COLUMNS:
        raise refused(f"{widest:,} columns", f"at most {MOST_COLUMNS} columns")
    return rows
