"""The first sheet of an Excel file as rows of text, read as a stream and without its styles or formulas."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

CHUNK = 1 << 18
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MOST_COLUMNS = 64


class SheetError(ValueError):
    """Raised when a file is no sheet that can be read."""


@dataclass(slots=True)
class _Reader:
    """What is open while the sheet goes by.

    Args:
        texts: The texts that cells refer to by number.
        done: Rows that are complete.
        row: Cells of the row that is open.
        place: Column of the cell that is open.
        kind: How its value is written: ``s`` refers to a text.
        said: Pieces of its value, None outside of one.
    """

    texts: Sequence[str]
    done: list[list[str]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    place: int = 0
    kind: str = ""
    said: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open a row, a cell or a value."""
        if name == "row":
            self.row = []
        elif name == "c":
            self.kind = attributes.get("t", "")
            self.place = _column(attributes["r"]) if "r" in attributes else len(self.row)
        elif name in {"v", "t"}:
            self.said = []

    def text(self, piece: str) -> None:
        """Add to a value."""
        if self.said is not None:
            self.said.append(piece)

    def end(self, name: str) -> None:
        """Close a row or a value."""
        if name == "row":
            self.done.append(self.row)
        elif name in {"v", "t"} and self.said is not None:
            value, self.said = "".join(self.said), None
            if self.place < MOST_COLUMNS:
                self.row += [""] * (self.place + 1 - len(self.row))
                self.row[self.place] += self.texts[int(value)] if self.kind == "s" else value


def _column(reference: str) -> int:
    """Give the number of a column.

    >>> _column("A1"), _column("AE12")
    (0, 30)
    """
    number = 0
    for letter in re.sub(r"[^A-Z]", "", reference)[:3]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _refused(*_: object) -> None:
    raise SheetError("a sheet has no document type")


def _parse(stream: IO[bytes], parser: Any, taken: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    # A document type could define entities that grow without end; Excel writes none.
    parser.StartDoctypeDeclHandler = _refused
    parser.buffer_text = True
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
        yield from taken()
    parser.Parse(b"", True)
    yield from taken()


def sheet_rows(stream: IO[bytes], told: Callable[[], None]) -> Iterator[Sequence[str]]:
    """Read the rows of the first sheet.

    Args:
        stream: The file.
        told: Called now and then.

    Yields:
        The rows, cells as text.

    Raises:
        SheetError: If it is no sheet.
    """
    try:
        with zipfile.ZipFile(stream) as book:
            texts = _texts(book) if TEXTS in book.namelist() else []
            reader = _Reader(texts)
            parser = expat.ParserCreate()
            parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
            parser.CharacterDataHandler = reader.text

            def taken() -> Iterator[list[str]]:
                told()
                done, reader.done = reader.done, []
                return iter(done)

            with book.open(SHEET) as sheet:
                yield from _parse(sheet, parser, taken)
    except (KeyError, IndexError, expat.ExpatError) as error:
        raise SheetError("no sheet that can be read") from error


def _texts(book: zipfile.ZipFile) -> list[str]:
    """Read the texts that cells refer to, without their furigana or fonts."""
    texts: list[list[str]] = []
    inside: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(name)
        if name == "si":
            texts.append([])

    def text(piece: str) -> None:
        if inside and inside[-1] == "t" and "rPh" not in inside:
            texts[-1].append(piece)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _: inside.pop()
    with book.open(TEXTS) as stream:
        for _ in _parse(stream, parser, lambda: iter(())):
            continue
    return ["".join(pieces) for pieces in texts]
