"""A bank in Moodle's GIFT, a text that other systems read too."""

import re
from collections.abc import Sequence

from ptcoding.exchange.items.asked import Asked, all_asked, export_sentence, literal, share
from ptcoding.learning.bank.bank import Bank

_SPECIAL = re.compile(r"([\\~=#{}:])")


def to_gift(bank: Bank, notices: Sequence[str]) -> bytes:
    """Write a bank as GIFT.

    Args:
        bank: The items and their notes.
        notices: What the file says first: whose the codes are, and that this is no advice.

    Returns:
        The file. The same bank gives the same bytes.

    Raises:
        InputError: If the bank has no item.
    """
    head = [f"// {' '.join(notice.split())}" for notice in notices]
    blocks = ["\n".join(head), f"$CATEGORY: $course$/top/{export_sentence('name')}"]
    return "\n\n".join([*blocks, *map(_question, all_asked(bank))]).encode() + b"\n"


def _question(asked: Asked) -> str:
    item = asked.item
    lines = [f"// [id:{item.key}] [tag:{item.topic}] [tag:{item.kind.value}] [tag:difficulty {item.difficulty}]"]
    lines.append(f"::{_plain(item.key)}::[html]{_plain(asked.html)}{{")
    if item.choices:
        lines += _choices(asked)
    else:
        lines += [f"={_plain(entry)}" for entry in asked.accepted]
        lines.append("=%0%*")
    closing = " ".join(literal(words) for words in (item.why, asked.source) if words)
    return "\n".join([*lines, f"####[html]{_plain(closing)}", "}"])


def _choices(asked: Asked) -> list[str]:
    """Write the choices; of several right ones each earns its share, and a wrong one costs all."""
    item = asked.item
    marks = {True: f"~%{share(len(item.right))}%", False: "~%-100%"} if item.many else {True: "=", False: "~"}
    return [
        f"{marks[choice.right]}[html]{_plain(literal(choice.text))}#[html]{_plain(literal(choice.why))}"
        for choice in item.choices
    ]


def _plain(text: str) -> str:
    r"""Take from text what GIFT would read as its own.

    >>> _plain("a = b: {c}")
    'a \\= b\\: \\{c\\}'
    """
    return _SPECIAL.sub(r"\\\1", text)
