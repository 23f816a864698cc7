"""The code that a note without a claim is about, as far as it says what need not be asked of it."""

import re
from typing import TYPE_CHECKING

from ptcoding.notes.load import fit_rule

if TYPE_CHECKING:
    from ptcoding.notes.intent import Support

SPEECH = "92507"
# A sound between slashes, and who treats speech.
_SPOKEN = re.compile(
    r"(?<![\w/])/[a-z\u03b8\u00f0\u0283\u0292\u014b]{1,2}/(?![\w/])|\b(?:SLP|SLPA)\b|\b[Ss]peech (?:therapy|sound)"
)


def implied(text: str, supported: "tuple[Support, ...]") -> str | None:
    """Name the code that a note without a claim is about.

    Args:
        text: The note.
        supported: The codes that its words support, best first.

    Returns:
        The code, None where nothing says it clearly enough.

    >>> implied("Targeted /r/ in phrases, 14/20.", ())
    '92507'
    >>> implied("Squats 3x10.", ()) is None
    True
    """
    if supported and supported[0].score >= fit_rule().least:
        return supported[0].code
    return SPEECH if _SPOKEN.search(text) else None
