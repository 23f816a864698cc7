"""A plain sheet of paper: headings, text, tables and blanks, in the typefaces that every PDF reader has."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ptcoding.exchange.certificate.personname import in_latin

if TYPE_CHECKING:
    # The library is loaded when somebody asks for a paper, not by whoever imports this.
    pass

TYPEFACE, MARGIN, LINE = "Helvetica", 20, 6
ACCENT, INK, RULE = (11, 110, 110), (20, 24, 22), (120, 118, 112)
# Signs of ours that those typefaces lack, and what says the same.
_PLAIN = str.maketrans({"×": "x", "→": "->", "✓": "right:", "≥": ">=", "≤": "<=", "…": "...", "•": "-", "−": "-"})


def printed(words: str) -> str:
    """Write words with the letters of those typefaces.

    >>> printed("97110 × 2 → “Żółć”")
    '97110 x 2 -> "Zólc"'
    """
    plain = words.translate(_PLAIN)
    return in_latin(plain) or plain.encode("latin-1", "replace").decode("latin-1")


class Sheet:
    """A paper that is written from top to bottom.

    Args:
        title: Its title, on the first page and for the reader.
        at: The moment that stands in the file: the same content gives the same bytes.
        wide: Whether it lies on its side, with larger letters, to be shown on a wall.
    """

    def __init__(self, title: str, at: datetime, *, wide: bool = False) -> None:
        from fpdf import FPDF

        self._size = 20 if wide else 11
        self._page: FPDF = FPDF(format="letter", orientation="landscape" if wide else "portrait")
        self._page.set_creation_date(at)
        self._page.set_lang("en-US")
        self._page.set_title(printed(title))
        self._page.set_margin(MARGIN)
        self._page.set_auto_page_break(auto=True, margin=MARGIN)
        self.leaf(title)

    def leaf(self, title: str) -> None:
        """Begin a page with a title."""
        self._page.add_page()
        self._page.set_text_color(*ACCENT)
        self._write(title, self._size + 9, "B")
        self._page.set_text_color(*INK)

    def heading(self, words: str) -> None:
        """Write a heading; it does not stand alone at the foot of a page."""
        if self._page.will_page_break(4 * LINE):
            self._page.add_page()
        self._page.ln(2)
        self._write(words, self._size + 2, "B")

    def text(self, words: str) -> None:
        """Write a paragraph."""
        self._write(words, self._size)

    def points(self, words: Iterable[str]) -> None:
        """Write a list."""
        for one in words:
            self._write(f"-  {one}", self._size)

    def blank(self, label: str, lines: int = 1) -> None:
        """Write a label with lines to write on."""
        self._write(label, self._size)
        self._page.set_draw_color(*RULE)
        for _ in range(lines):
            self._page.ln(LINE)
            self._page.line(self._page.l_margin, self._page.y, self._page.w - self._page.r_margin, self._page.y)
        self._page.ln(2)

    def rows(self, rows: Sequence[Sequence[str]], widths: Sequence[int] | None = None) -> None:
        """Write a table, the first row as its head."""
        self._page.set_font(TYPEFACE, "", self._size - 1)
        self._page.set_draw_color(*RULE)
        shares = widths or (60, *[max(8, 40 // max(1, len(rows[0]) - 1))] * (len(rows[0]) - 1))
        with self._page.table(col_widths=tuple(shares), line_height=LINE + 1, text_align="LEFT") as table:
            for row in rows:
                table.row([printed(cell) for cell in row])
        self._page.ln(2)

    def bytes(self) -> bytes:
        """Give the file."""
        return bytes(self._page.output())

    def _write(self, words: str, size: int, style: str = "") -> None:
        self._page.set_font(TYPEFACE, style, size)
        self._page.multi_cell(0, size * 0.5, printed(words), align="L", new_x="LMARGIN", new_y="NEXT")
        self._page.ln(size * 0.15)
