"""A file of notes as a clinic has it, as plain text: a text file, or the words of a Word document and no more of it.

The words are read out of the document's own part by ``expat``; no macro, field or link in it is ever run. The library
``python-docx`` was considered: it wants ``lxml``, and styles and pictures, which it is for, are not wanted here.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from ptcoding.errors import DocumentError, Problem

WORD = b"PK\x03\x04"
PART = "word/document.xml"
# What the words of the largest file we take can be once unpacked, with all their marks; more is a bomb.
MOST_UNPACKED = 20 * 2**20
CHUNK = 1 << 16
EXPECTED = "a text file, or a Word document (.docx) without a password"
# What ends a line, and what a tab and a break put in its place.
_PARAGRAPH, _CELL, _ROW = "w:p", "w:tc", "w:tr"
_BREAKS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n"}


def note_text(content: bytes) -> str:
    r"""Read a file of notes.

    Args:
        content: The file.

    Returns:
        Its words, a line for each paragraph; a form feed where a page was ended by hand.

    Raises:
        DocumentError: If it is neither text nor a Word document, is damaged or has a password.

    >>> note_text("3/2/26 SLR 3x10, 95°".encode("utf-16"))
    '3/2/26 SLR 3x10, 95°'
    >>> note_text(b"%PDF-1.7\n\x00")
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: file: 'another kind of file' given, expected a text file, or a Word document ...
    """
    if content.startswith(WORD):
        return _words_of(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            # What Windows wrote for years; it has a sign for nearly every byte.
            text = content.decode("cp1252", errors="replace")
    if "\0" in text or content.startswith((b"%PDF", b"{\\rtf")):
        raise _refused("another kind of file")
    return text


def _refused(given: str) -> DocumentError:
    return DocumentError([Problem("file", given, EXPECTED)])


class _Words:
    """Takes the words of a document as its elements begin and end."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._row: list[str] = []
        self._inside: list[str] = []

    def start(self, name: str, marks: dict[str, str]) -> None:
        self._inside.append(name)
        ends_page = name == "w:br" and marks.get("w:type") == "page"
        self._row.append("\f" if ends_page else _BREAKS.get(name, ""))

    def end(self, name: str) -> None:
        self._inside.pop()
        if name == _PARAGRAPH:
            # A cell of a table holds paragraphs: its row is one line.
            self.lines.append("".join(self._row) + ("\t" if _CELL in self._inside else "\n"))
            self._row.clear()
        elif name == _ROW:
            self.lines.append("\n")

    def text(self, piece: str) -> None:
        if self._inside and self._inside[-1] == "w:t":
            self._row.append(piece)


def _declared(*_: object) -> None:
    raise _refused("a document that declares entities")


def _words_of(content: bytes) -> str:
    """Take the words out of a Word document."""
    words, parser = _Words(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = words.start, words.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = words.text, _declared
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(PART) as part:
            left = MOST_UNPACKED
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _refused("a document larger than any of notes")
                parser.Parse(chunk)
            parser.Parse(b"", True)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError) as error:
        raise _refused("no Word document that can be read") from error
    except expat.ExpatError as error:
        raise _refused("a damaged Word document") from error
    return "".join(words.lines).strip("\n")
