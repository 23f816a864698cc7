"""A name somebody typed, as far as the typefaces that every PDF reader has can print it."""

import unicodedata
from dataclasses import dataclass

LONGEST_NAME = 80
LAST_OF_LATIN = 0xFF
# Signs with a plain twin that says the same: quotation marks, apostrophes, dashes.
_TWINS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bb\u02bc", "'")
    | dict.fromkeys("\u201c\u201d", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
# Letters whose stroke is part of them: it does not come off as a mark does.
_STROKES = str.maketrans(
    {
        "Ł": "L",
        "ł": "l",
        "Đ": "D",
        "đ": "d",
        "Ħ": "H",
        "ħ": "h",
        "Ŧ": "T",
        "ŧ": "t",
        "\u0131": "i",
        "Œ": "OE",
        "œ": "oe",
    }
)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name as it is printed.

    Args:
        text: What is printed, empty where no name was given or the typeface has no characters for it.
        plain: Whether letters lost their marks.
        lacking: Whether a name was given that the typeface cannot print.
    """

    text: str
    plain: bool = False
    lacking: bool = False


def printed_name(typed: str) -> PrintedName:
    """Make a typed name safe to print.

    Args:
        typed: What somebody typed.

    Returns:
        The name on one line without control characters, cut after 80 characters.

    >>> printed_name("Zoë  Ng").text, printed_name("Łukasz"), printed_name("李小明").lacking
    ('Zoë Ng', PrintedName(text='Lukasz', plain=True, lacking=False), True)
    """
    whole = _tidy(typed[: 10 * LONGEST_NAME])[:LONGEST_NAME].strip()
    text = in_latin(whole)
    if text is None or (whole and not any(character.isalpha() for character in text)):
        return PrintedName("", lacking=True)
    return PrintedName(text, plain=text != whole.translate(_TWINS))


def in_latin(text: str) -> str | None:
    """Write a text with the characters of Latin-1.

    Args:
        text: Any text.

    Returns:
        The text, letters without the marks that Latin-1 lacks; None where a character has nothing like it.

    >>> in_latin("97110 – Żółć"), in_latin("תרגול")
    ('97110 - Zólc', None)
    """
    written = [_latin_character(character) for character in text.translate(_TWINS)]
    return None if None in written else "".join(character for character in written if character)


def _latin_character(character: str) -> str | None:
    """Write one character; a mark that stands on the character before it comes off."""
    if ord(character) <= LAST_OF_LATIN:
        return character
    parts = unicodedata.normalize("NFKD", character.translate(_STROKES))
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    if not bare:
        return ""
    return bare if max(map(ord, bare)) <= LAST_OF_LATIN else None


def _tidy(typed: str) -> str:
    """Put a text on one line, without controls, invisible characters and halves of characters."""
    words = (
        "".join(character for character in word if not unicodedata.category(character).startswith("C"))
        for word in typed.split()
    )
    return unicodedata.normalize("NFC", " ".join(word for word in words if word))
