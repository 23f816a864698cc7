"""A bank as an Anki deck."""

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ptcoding.exchange.items.archive import zipped
from ptcoding.exchange.items.asked import Asked, all_asked, export_sentence, literal
from ptcoding.learning.bank.bank import Bank

if TYPE_CHECKING:
    from genanki import Model, Note

FIELDS = ("Key", "Question", "Choices", "Answer", "Source")
# Formulas in a text that is shown as it stands are no formulas.
_FRONT = '<div class="tex2jax_ignore mathjax_ignore">{{Question}}{{Choices}}</div>'
_BACK = '<div class="tex2jax_ignore mathjax_ignore">{{Question}}{{Answer}}<p class="small">{{Source}}</p>%s</div>'
_CSS = """.card { font-family: sans-serif; font-size: 18px; line-height: 1.45; text-align: left; }
blockquote { border-left: 3px solid #0b6e6e; margin: 0.5em 0; padding-left: 0.8em; }
.small { font-size: 13px; }"""


def to_anki(bank: Bank, notices: Sequence[str]) -> bytes:
    """Write a bank as an Anki package.

    Args:
        bank: The items and their notes.
        notices: What the deck and the back of every card say: whose the codes are, and that this is no advice.

    Returns:
        The package. Deck, cards and fields keep their identity from one export to the next, so that importing a
        newer one updates the cards and keeps what Anki knows of them.

    Raises:
        InputError: If the bank has no item.
    """
    from genanki import Deck, Package

    everything = all_asked(bank)
    footer = "".join(f'<p class="small">{literal(notice)}</p>' for notice in notices)
    deck, model = Deck(_number("deck"), export_sentence("name"), footer), _model(footer)
    for asked in everything:
        deck.add_note(_note(asked, model))
    day = max(asked.item.written for asked in everything)
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    # genanki's own file would hold the time of writing, and leave a copy in the folder for temporary files.
    with closing(sqlite3.connect(":memory:")) as connection:
        Package(deck).write_to_db(connection.cursor(), seconds, itertools.count(seconds * 1000))
        connection.commit()
        content = connection.serialize()
    return zipped({"collection.anki2": content, "media": json.dumps({}).encode()})


def _model(footer: str) -> "Model":
    from genanki import Model

    return Model(
        _number("model"),
        export_sentence("name"),
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK % footer}],
        css=_CSS,
    )


def _note(asked: Asked, model: "Model") -> "Note":
    from genanki import Note, guid_for

    item = asked.item
    choices = "".join(f"<li>{literal(choice.text)}</li>" for choice in item.choices)
    return Note(
        model,
        fields=[item.key, asked.html, f'<ol type="A">{choices}</ol>', _answer(asked), literal(asked.source)],
        guid=guid_for("ptcoding", item.key),
        tags=[item.topic, item.kind.value, f"difficulty-{item.difficulty}"],
    )


def _answer(asked: Asked) -> str:
    """Write what is right, and why each choice is or is not."""
    item = asked.item
    if not item.choices:
        right = "".join(f"<p><b>{', '.join(map(str, units))}</b></p>" for units in asked.units)
        return f"{right}<p>{literal(item.why)}</p>"
    verdicts = {right: export_sentence("right" if right else "wrong") for right in (True, False)}
    rows = [
        f"<li><b>{verdicts[choice.right]}</b> {literal(choice.text)}<br>{literal(choice.why)}</li>"
        for choice in item.choices
    ]
    return f'<ol type="A">{"".join(rows)}</ol>'


def _number(name: str) -> int:
    """Make a number that stays the same for a name, as Anki wants it for decks and models."""
    return int.from_bytes(hashlib.sha256(f"ptcoding {name}".encode()).digest()[:4]) | 1 << 31
