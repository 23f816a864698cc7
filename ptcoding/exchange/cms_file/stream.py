"""A published file as rows of text: a zip, an Excel sheet or plain text, read as a stream."""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.sheet import SheetError, sheet_rows

CHUNK = 1 << 20
# Ten times the largest file that CMS publishes: more is a bomb, not a table.
LARGEST = 1 << 30
HEAD_LINES = 60
LONGEST_LINE = 1 << 16
WHOLE = "a whole file as CMS publishes it; this one is damaged or cut short, so download it again"
ENDINGS = (".txt", ".csv", ".xlsx")

# How many bytes were read, and of how many.
Progress = Callable[[int, int], None]
Rows = Iterator[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Member:
    """One table: a file, or one inside a zip.

    Args:
        name: Its name, without folders.
        size: How many bytes it has once unpacked.
        open: Opens it.
    """

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """Say in one line that a file could not be read to its end.

    Args:
        path: The file.

    Raises:
        DocumentError: If it could not.
    """
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, csv.Error, UnicodeError, SheetError) as error:
        raise DocumentError([Problem("file", path.name, WHOLE)]) from error
    # RuntimeError is what a zip with a password raises, NotImplementedError one with a packing that Python has not.
    except (OSError, NotImplementedError, RuntimeError) as error:
        raise DocumentError([Problem("file", path.name, "a file that can be read, without a password")]) from error


def members(path: Path) -> list[Member]:
    """List the tables of a file.

    Args:
        path: A zip, a sheet or a text.

    Returns:
        Those of a zip whose names end as a table's does, else the file itself.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] != b"PK":
        return [Member(path.name, path.stat().st_size, partial(_plain, path))]
    with zipfile.ZipFile(path) as archive:
        inside = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.filename == "[Content_Types].xml" for info in inside):
        return [Member(path.name, path.stat().st_size, partial(_plain, path))]
    return [
        Member(Path(info.filename).name, info.file_size, partial(_unpacked, path, info.filename))
        for info in inside
        if info.filename.lower().endswith(ENDINGS)
    ]


def _plain(path: Path) -> IO[bytes]:
    return path.open("rb")


def _unpacked(path: Path, name: str) -> IO[bytes]:
    # The archive is closed with the last of its members.
    with zipfile.ZipFile(path) as archive:
        return archive.open(name)


class _Counted(io.RawIOBase):
    """A stream that tells how far it was read."""

    def __init__(self, stream: IO[bytes], size: int, progress: Progress) -> None:
        self._stream, self._size, self._progress, self._read = stream, size, progress, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override] # the buffer of this module hands no other
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._read += len(chunk)
        if self._read > LARGEST:
            raise zipfile.BadZipFile("larger than any table")
        self._progress(self._read, self._size)
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def is_sheet(member: Member) -> bool:
    """Tell whether a table is an Excel sheet, by its first bytes."""
    with member.open() as stream:
        return stream.read(2) == b"PK"


@contextmanager
def lines_of(member: Member, progress: Progress) -> Iterator[Iterator[str]]:
    """Open a text as lines, whatever its encoding.

    Args:
        member: The text.
        progress: Told how far it was read.

    Yields:
        Its lines; what is not UTF-8 is read as Windows wrote it.
    """
    with io.BufferedReader(_Counted(member.open(), member.size, progress), CHUNK) as binary:
        start = binary.peek(3)[:3]
        wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        coding = "utf-16" if wide else "utf-8-sig"
        with io.TextIOWrapper(binary, coding, errors="strict" if wide else "surrogateescape", newline="") as text:
            yield iter(text)


def mended(text: str) -> str:
    """Read characters that were no UTF-8 as Windows wrote them.

    >>> mended("M" + chr(0xDCE9) + "ni" + chr(0xDCE8) + "re")
    'Ménière'
    """
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("cp1252") if _odd(text) else text


def _odd(text: str) -> bool:
    return any("\udc80" <= sign <= "\udcff" for sign in text)


@contextmanager
def rows_of_table(member: Member, progress: Progress) -> Iterator[Rows]:
    """Open a table as rows of cells: separated by tabs or commas, or a sheet.

    Args:
        member: The table.
        progress: Told how far it was read.

    Yields:
        Its rows, cells as text.
    """
    if is_sheet(member):
        with member.open() as stream:
            yield sheet_rows(stream, partial(progress, 0, member.size))
        return
    head = head_of(member)
    # A header is the first line with several cells; Excel writes commas where CMS wrote tabs.
    tabs = sum(line.count("\t") for line in head)
    with lines_of(member, progress) as lines:
        yield csv.reader(lines, delimiter="\t" if tabs > HEAD_LINES // 10 else ",")


def head_of(member: Member) -> list[str]:
    """Read the first lines of a text."""
    with lines_of(member, lambda *_: None) as lines:
        return [line[:LONGEST_LINE] for line, _ in zip(lines, range(HEAD_LINES), strict=False)]
