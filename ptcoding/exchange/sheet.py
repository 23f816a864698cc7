"""A page of short lines in two columns, to print and to hang up: one Letter page, whatever it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from ptcoding.exchange.certificate.personname import LAST_OF_LATIN, in_latin

if TYPE_CHECKING:
    # The library is loaded when somebody asks for a page, not by whoever imports this.
    from fpdf import FPDF

TYPEFACE = "Helvetica"
MARGIN, GUTTER = 12, 7
# Points of the letters, the largest first: the first that fits on one page is taken.
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
ACCENT, TEXT = (11, 110, 110), (20, 24, 22)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet.

    Args:
        title: Its heading.
        lines: Its lines, in plain text.
    """

    title: str
    lines: tuple[str, ...]


def sheet(title: str, sections: Sequence[Section], foot: str, day: date) -> bytes:
    """Write the page; the same words and day give the same bytes.

    Args:
        title: What stands on top.
        sections: Its parts, in order.
        foot: What stands last, in small letters.
        day: The day that the file says it was made.

    Returns:
        A PDF of one page; of more only where the words do not fit in the smallest letters that can be read.

    >>> sheet("Units", [Section("Minutes", ("8 to 22: 1",))], "Checked.", date(2026, 11, 29))[:5]
    b'%PDF-'
    """
    drawn = _drawn(title, sections, foot, day, SIZES[0])
    for size in SIZES[1:]:
        if drawn.pages_count == 1:
            break
        drawn = _drawn(title, sections, foot, day, size)
    return bytes(drawn.output())


def _drawn(title: str, sections: Sequence[Section], foot: str, day: date, size: float) -> "FPDF":
    from fpdf import FPDF

    page = FPDF(format="letter")
    page.set_creation_date(datetime.combine(day, time(12), UTC))
    page.set_lang("en-US")
    page.set_title(title)
    page.set_margin(MARGIN)
    page.set_auto_page_break(auto=True, margin=MARGIN)
    page.add_page()
    page.set_text_color(*ACCENT)
    page.set_font(TYPEFACE, "B", size * 1.9)
    page.cell(0, size * 0.9, _plain(title), new_x="LMARGIN", new_y="NEXT")
    page.set_text_color(*TEXT)
    with page.text_columns(ncols=2, gutter=GUTTER, text_align="LEFT", line_height=1.18) as columns:
        for section in sections:
            page.set_font(TYPEFACE, "B", size * 1.15)
            columns.write(f"{_plain(section.title)}\n")
            page.set_font(TYPEFACE, "", size)
            for line in section.lines:
                columns.write(f"{_plain(line)}\n")
            columns.write("\n")
    page.set_font(TYPEFACE, "", max(5.0, size * 0.8))
    page.multi_cell(0, size * 0.36, _plain(foot), align="L")
    return page


def _plain(text: str) -> str:
    """Write a line with the letters that every reader has; what has no like among them is left out."""
    return in_latin(text) or "".join(sign for sign in text if ord(sign) <= LAST_OF_LATIN)
