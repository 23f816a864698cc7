"""A bank as a QTI 1.2 package, which Canvas and others import."""

import re
from collections.abc import Sequence

from ptcoding.exchange.items.archive import zipped
from ptcoding.exchange.items.asked import Asked, all_asked, export_sentence
from ptcoding.learning.bank.bank import Bank

# The manifest wants a day; one that moves would change the bytes.
_DAY = re.compile(r"(<imsmd:dateTime>)[^<]*(</imsmd:dateTime>)")
# Signs that open nothing in Markdown; letters and digits aside, all others are written by their numbers.
_HARMLESS = " ,;?/()%"


def to_qti(bank: Bank, notices: Sequence[str]) -> bytes:
    """Write a bank as a QTI package.

    Args:
        bank: The items and their notes.
        notices: What the description of the quiz says: whose the codes are, and that this is no advice.

    Returns:
        The package. The same bank gives the same bytes.

    Raises:
        InputError: If the bank has no item.
    """
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    everything = all_asked(bank)
    lines = [f"Quiz title: {export_sentence('name')}", f"Quiz description: {_lines(notices)}", ""]
    lines += [line for asked in _told_apart(everything) for line in asked]
    # A configuration that was not loaded reads no file, and leaves the running of code switched off.
    package = QTI(Quiz("\n".join(lines), config=Config(run_code_blocks=False)))
    written = max(asked.item.written for asked in everything)
    folder = package.assessment_identifier
    return zipped(
        {
            "imsmanifest.xml": _DAY.sub(rf"\g<1>{written}\g<2>", package.imsmanifest_xml).encode(),
            "non_cc_assessments/": b"",
            f"{folder}/assessment_meta.xml": package.assessment_meta.encode(),
            f"{folder}/{folder}.xml": package.assessment.encode(),
        }
    )


def _told_apart(everything: Sequence[Asked]) -> list[list[str]]:
    """Write every question; two that read the same would be taken for one, so the later is numbered."""
    met: dict[str, int] = {}
    written = []
    for asked in everything:
        shown = _shown(asked)
        met[shown] = met.get(shown, 0) + 1
        written.append(_question(asked, shown if met[shown] == 1 else f"{shown} {_plain(f'({met[shown]})')}"))
    return written


def _shown(asked: Asked) -> str:
    notes = [f"<b>{_plain(label)}</b><br>{_lines(text.split(chr(10)))}<br>" for label, text in asked.above]
    return "<br>".join([*notes, *map(_plain, asked.prompts)])


def _question(asked: Asked, shown: str) -> list[str]:
    item = asked.item
    lines = [f"Title: {item.key}", "Points: 1", f"1. {shown}", f"... {_lines([item.why, asked.source])}"]
    for place, choice in enumerate(item.choices):
        if item.many:
            mark = "[*]" if choice.right else "[ ]"
        else:
            mark = f"{'*' if choice.right else ''}{chr(ord('a') + place)})"
        lines += [f"{mark} {_plain(choice.text)}", f"... {_plain(choice.why)}"]
    return [*lines, *(f"* {entry}" for entry in asked.accepted), ""]


def _lines(texts: Sequence[str]) -> str:
    return "<br>".join(_plain(text) for text in texts if text)


def _plain(text: str) -> str:
    """Write text so that neither text2qti nor Markdown reads a character of it as its own.

    >>> _plain("*a* `b`")
    '&#42;a&#42; &#96;b&#96;'
    """
    return "".join(
        character if character.isalnum() or character in _HARMLESS else f"&#{ord(character)};"
        for character in " ".join(text.split())
    )
