"""One color and one shape per code, everywhere, that color-blind people can tell apart.

The four core codes have the Okabe-Ito colors; neighbors run from gray to yellow. Text on a color is white or
near black, whichever reads.
"""

from dataclasses import dataclass

DARK_TEXT = "#141816"
LIGHT_TEXT = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a code is drawn.

    Args:
        fill: Its color.
        text: Color of text on it.
        shape: Its Vega shape, so that color is never alone.
        sign: The same shape as a character, for text.
    """

    fill: str
    text: str
    shape: str
    sign: str


@dataclass(frozen=True, slots=True)
class Ink:
    """Colors that depend on the theme.

    Args:
        text: Text and lines.
        soft: Quiet lines.
        paper: The page.
        agree: Where the counting rules agree.
        total: Where rounding the total gives more.
        each: Where rounding each code gives more.
    """

    text: str
    soft: str
    paper: str
    agree: str
    total: str
    each: str


LIGHT = Ink(text="#141816", soft="#6B6A63", paper="#FBFAF7", agree="#E4DFD3", total="#0072B2", each="#B04E00")
DARK = Ink(text="#E9E6DF", soft="#A7A79E", paper="#15191A", agree="#2B3334", total="#56B4E9", each="#E69F00")

_CORE = {
    "97110": Mark("#0072B2", LIGHT_TEXT, "circle", "●"),
    "97112": Mark("#E69F00", DARK_TEXT, "diamond", "◆"),
    "97530": Mark("#009E73", DARK_TEXT, "square", "■"),
    "97140": Mark("#CC79A7", DARK_TEXT, "triangle-up", "▲"),
    "97116": Mark("#9A9A9A", DARK_TEXT, "triangle-down", "▼"),
    "97035": Mark("#F0E442", DARK_TEXT, "cross", "✚"),
    "97535": Mark("#C8BE63", DARK_TEXT, "triangle-right", "▶"),
    "97113": Mark("#B5B08A", DARK_TEXT, "triangle-left", "◀"),
    "97124": Mark("#DED253", DARK_TEXT, "stroke", "▬"),
}
# A shape by its path: what is called a wedge in Vega is a thin needle.
_OTHER = Mark("#B9B9B4", DARK_TEXT, "M1,-1L1,1L-1,1Z", "◢")


def mark(code: str) -> Mark:
    """Tell how a code is drawn.

    >>> mark("97110").fill
    '#0072B2'
    """
    return _CORE.get(code, _OTHER)
