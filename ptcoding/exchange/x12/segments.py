"""The segments of an electronic claim or remittance, told apart by the characters that its first segment names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ptcoding.errors import DocumentError, Problem

MOST_BYTES = 30 * 2**20
MOST_SEGMENTS = 400_000
ISA_ELEMENTS = 16
CLAIM, REMITTANCE = "837", "835"
# Other transactions of the same standard, by what stands in their ST and GS segments.
_OTHERS = {
    "X223": "an institutional claim (837I)",
    "X224": "a dental claim (837D)",
    "270": "a question on eligibility (270)",
    "271": "an answer on eligibility (271)",
    "276": "a question on a claim's status (276)",
    "277": "an answer on a claim's status (277)",
    "278": "an authorization (278)",
    "999": "an acknowledgment (999)",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment.

    Args:
        name: Its two or three letters.
        elements: What follows the name, in order.
        number: Which segment of the file it is, from 1.
        component: The sign that parts an element.
    """

    name: str
    elements: Sequence[str]
    number: int
    component: str

    def __getitem__(self, place: int) -> str:
        """Give an element by its number in the standard, from 1; empty where there is none."""
        return self.elements[place - 1] if 0 < place <= len(self.elements) else ""

    def parts(self, place: int) -> list[str]:
        """Give the parts of an element."""
        return self[place].split(self.component)


def is_x12(content: bytes) -> bool:
    """Tell whether a file begins as electronic claims and remittances do."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"ISA")


def read_segments(content: bytes, wanted: str) -> list[Segment]:
    r"""Read the segments of a file of one kind.

    Args:
        content: The file.
        wanted: The transaction looked for, ``837`` or ``835``.

    Returns:
        Its segments, with whatever stood between the interchanges.

    Raises:
        DocumentError: If it is no such file, is of another kind, or was cut short.

    >>> read_segments(b"ISA*00*x~", "835")
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: file: 'ISA*00*x~' given, expected an X12 file that begins with a whole ISA segment
    """
    if len(content) > MOST_BYTES:
        raise _refused(f"{len(content):,} bytes", f"at most {MOST_BYTES:,} bytes")
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip().decode("utf-8", "replace")
    element, component, end = _signs(text)
    raw = [part.strip("\r\n") for part in text.split(end)]
    # What is left after the last terminator is no segment; where anything is, the file was cut.
    left = raw.pop().strip()
    if len(raw) > MOST_SEGMENTS:
        raise _refused(f"{len(raw):,} segments", f"at most {MOST_SEGMENTS:,} segments")
    found = []
    for number, part in enumerate(raw, start=1):
        name, *elements = part.strip().split(element)
        if name:
            found.append(Segment(name, elements, number, component))
    _check_kind(found, wanted)
    _check_whole(found, left)
    return found


def _signs(text: str) -> tuple[str, str, str]:
    """Read the characters that part elements, components and segments out of the first segment."""
    element = text[3:4]
    parts = text[:200].split(element, ISA_ELEMENTS) if element and not element.isalnum() else []
    if len(parts) <= ISA_ELEMENTS or len(parts[ISA_ELEMENTS]) < 2 or not text.startswith("ISA"):  # noqa: PLR2004 -- two characters
        raise _refused(text[:40], "an X12 file that begins with a whole ISA segment")
    component, end = parts[ISA_ELEMENTS][0], parts[ISA_ELEMENTS][1]
    if len({element, component, end}) < 3 or end.isalnum():  # noqa: PLR2004 -- three characters that differ
        raise _refused(text[:40], "an X12 file whose ISA segment names three characters that differ")
    return element, component, end


def _check_kind(segments: Sequence[Segment], wanted: str) -> None:
    expected = "a professional claim (837P)" if wanted == CLAIM else "a remittance (835)"
    for segment in segments:
        if segment.name not in {"GS", "ST"}:
            continue
        version = segment[8] if segment.name == "GS" else segment[3]
        kind = segment[1] if segment.name == "ST" else ""
        other = next((name for key, name in _OTHERS.items() if key in version or key == kind), "")
        if other:
            raise _refused(other, expected)
        if kind and kind != wanted:
            both = {CLAIM: "a claim (837)", REMITTANCE: "a remittance (835)"}
            raise _refused(both.get(kind, f"a transaction {kind[:10]}"), expected)
    if not any(segment.name == "ST" for segment in segments):
        raise _refused("an X12 file without a transaction", expected)


def _check_whole(segments: Sequence[Segment], left: str) -> None:
    """Refuse a file that was cut short: a line missing at its end is a denial never seen."""
    opened: list[Segment] = []
    for segment in segments:
        if segment.name in {"ISA", "GS", "ST"}:
            opened.append(segment)
        elif segment.name in {"SE", "GE", "IEA"} and opened:
            start = opened.pop()
            said = segment[1] if segment.name == "SE" else ""
            counted = segment.number - start.number + 1
            if re.fullmatch(r"[0-9]{1,9}", said) and int(said) != counted:
                raise _refused(
                    f"a transaction of {counted} segments that says it has {int(said)}",
                    "a whole file; parts of this one are missing or doubled",
                )
    if opened or left:
        last = segments[-1]
        raise _refused(
            f"a file that ends after segment {last.number} ({last.name[:10]})",
            "a whole file with its last segment IEA; this one was cut short, so download it again",
        )


def _refused(given: str, expected: str) -> DocumentError:
    return DocumentError([Problem("file", given, expected)])
