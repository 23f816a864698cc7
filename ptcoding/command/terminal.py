"""Words for a terminal of any kind: one that knows only ASCII, or the letters of an old code page, too."""

import codecs
import io
import sys
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_HANDLER = "ptcoding-plain"
_PLAIN: Mapping[str, str] = MappingProxyType(
    {"§": "sec. ", "×": "x", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'", "…": "..."}
    | {"°": " deg", "≥": ">=", "≤": "<=", "→": "->", "·": "-"}
)


def speak_plainly() -> None:
    """Write other characters in place of those that the terminal lacks, instead of ending in an error."""
    codecs.register_error(_HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def plain(sign: str) -> str:
    r"""Write a sign in ASCII.

    Args:
        sign: One character.

    Returns:
        What stands for it: a likeness, its letter without the accent, or its number.

    >>> plain("§"), plain("é"), plain("×")
    ('sec. ', 'e', 'x')
    """
    letter = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return _PLAIN.get(sign) or letter or ascii(sign)[1:-1]


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(plain, error.object[error.start : error.end])), error.end
