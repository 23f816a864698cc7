"""A file of prices as bytes: unpacked, without its byte-order mark, and never more than a bound of it."""

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO, cast

from ptcoding.errors import DocumentError, Problem

CHUNK = 65_536
GZIP = b"\x1f\x8b"
# What else arrives under such a name, by its first bytes, with what to do about it.
_STRANGE = {
    b"PK": (
        "a zip archive or an Excel workbook",
        "what is in the archive, unpacked, or the sheet saved as CSV",
    ),
    b"%PDF": ("a PDF", "the machine-readable file: JSON, .json.gz or CSV"),
    b"<": (
        "XML or a web page",
        "the machine-readable file: JSON, .json.gz or CSV",
    ),
    b"\xff\xfe": ("text in UTF-16", "the same text saved as UTF-8"),
    b"\xfe\xff": ("text in UTF-16", "the same text saved as UTF-8"),
}


class _Rejoined:
    """A file whose first bytes have been looked at; unlike a buffer, it never closes what belongs to another."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def read(self, size: int) -> bytes:
        """Read on, the first bytes first."""
        start, self._start = self._start[:size], self._start[size:]
        return start or self._rest.read(size)


class OpenedFile:
    """A file of prices, read in pieces.

    Args:
        file: The file as brought, packed with gzip or not; it is read from where it stands.
        most: How many unpacked bytes are read at most.

    Raises:
        DocumentError: If it is neither JSON nor CSV; says what it is and what to bring.

    >>> from io import BytesIO
    >>> b"".join(OpenedFile(BytesIO(gzip.compress(b"[1]")), 9).chunks())
    b'[1]'
    """

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._most = most
        self.cut = False
        start = file.read(len(GZIP))
        whole = cast("BinaryIO", _Rejoined(start, file))
        self._file = cast("BinaryIO", gzip.GzipFile(fileobj=whole)) if start == GZIP else whole
        self._first = self._enough(CHUNK // 16)
        start = self._first.lstrip()
        for magic, (what, expected) in _STRANGE.items():
            if start.startswith(magic):
                raise DocumentError([Problem("file", what, expected)])
        self.is_json = start[:1] in {b"{", b"["}

    def chunks(self) -> Iterator[bytes]:
        """Read on, piece by piece, to the end or to the bound; ``cut`` then says that something was left.

        Yields:
            Pieces of the unpacked file.

        Raises:
            DocumentError: If the packed file is damaged or cut off.
        """
        piece, left = self._first, self._most
        while piece:
            if len(piece) > left:
                self.cut = True
                return
            left -= len(piece)
            yield piece
            piece = self._read(CHUNK)

    def _enough(self, size: int) -> bytes:
        """Read the start, without its byte-order mark."""
        found = b""
        while len(found) < size and (piece := self._read(CHUNK)):
            found += piece
        return found.removeprefix(BOM_UTF8)

    def _read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            said = "a .gz file that is damaged or cut off"
            raise DocumentError([Problem("file", said, "the whole file: download it again")]) from error
