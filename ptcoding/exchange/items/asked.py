"""An item as every export asks it: what stands above, the question, what is accepted, where it comes from."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from ptcoding.errors import InputError, Problem
from ptcoding.explanation import listed
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.facts.words import filled
from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.bank.item import Item, Kind, answers
from ptcoding.learning.bank.note_bank import Note

# Signs that a learning system may read as its own markup: formulas, gaps, links, media.
_ESCAPES = str.maketrans({character: f"&#{ord(character)};" for character in "{}[]$\\%`"} | {"\n": "<br>", "\t": " "})


@dataclass(frozen=True, slots=True)
class Asked:
    """An item, ready to be written.

    Args:
        item: The item.
        above: What the notes above it are called, and their text.
        prompts: What the notes claim, the question, and how to answer it.
        units: The units of each code in order, once for every right answer; none for an item with choices.
        source: Where the answer comes from.
    """

    item: Item
    above: tuple[tuple[str, str], ...]
    prompts: tuple[str, ...]
    units: tuple[tuple[int, ...], ...]
    source: str

    @property
    def html(self) -> str:
        """The notes and the question as HTML in which nothing of their text is markup."""
        notes = [f"<p><b>{literal(name)}</b></p><blockquote>{literal(text)}</blockquote>" for name, text in self.above]
        return "".join([*notes, *(f"<p>{literal(prompt)}</p>" for prompt in self.prompts)])

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every right answer, in each of the ways in which people put numbers in a row."""
        written = (joint.join(map(str, row)) for row in self.units for joint in (", ", ",", " "))
        return tuple(dict.fromkeys(written))


def all_asked(bank: Bank, facts: Facts | None = None) -> tuple[Asked, ...]:
    """Prepare every item of a bank.

    Args:
        bank: The bank.
        facts: Sources and rules, the project's own where none are handed down.

    Returns:
        The items in order.

    Raises:
        InputError: If there is no item: no system takes an empty quiz.
    """
    if not bank.items:
        raise InputError([Problem("items", "no item", "at least one item to export")])
    known = facts or default_facts()
    return tuple(_asked(item, bank.notes_of(item), known) for item in bank.items)


def literal(text: str) -> str:
    """Write text as HTML that shows it as it stands, between tags and not inside of one.

    >>> literal("<script>{{c1::x}}")
    '&lt;script&gt;&#123;&#123;c1::x&#125;&#125;'
    """
    return html.escape(text.strip(), quote=False).translate(_ESCAPES)


def export_sentence(key: str, **values: object) -> str:
    """Write a sentence of the exports."""
    return filled("export", key, values)


def share(right: int) -> str:
    """Give the share in percent that each of several right choices earns, as Moodle lists it.

    >>> share(1), share(3), share(8)
    ('100', '33.33333', '12.5')
    """
    return f"{100 / right:.5f}".rstrip("0").rstrip(".")


def _asked(item: Item, notes: Sequence[Note], facts: Facts) -> Asked:
    source = facts.sources[item.source]
    claimed = dict.fromkeys(note.code for note in notes if note.code and item.kind is not Kind.CODE)
    prompts = [export_sentence("claimed", codes=listed(claimed))] if claimed else []
    prompts.append(item.question)
    minutes = notes[0].minutes if item.kind is Kind.TIMES else {}
    rights = answers(minutes, item.rule, facts) if minutes else ()
    if minutes:
        prompts.append(export_sentence("enter", rule=facts.rule(item.rule).name, codes=listed(minutes)))
    elif item.many:
        prompts.append(export_sentence("many"))
    return Asked(
        item=item,
        above=tuple(zip(_labels(item, notes), (note.text for note in notes), strict=True)),
        prompts=tuple(prompts),
        units=tuple(tuple(right[code] for code in minutes) for right in rights),
        source=export_sentence("source", source=" ".join(part for part in (source.short, source.url) if part)),
    )


def _labels(item: Item, notes: Sequence[Note]) -> list[str]:
    if item.kind is Kind.PAIR:
        return [export_sentence("first"), export_sentence("second")]
    if item.kind is Kind.SERIES:
        return [export_sentence("visit", number=note.visit) for note in notes]
    return [export_sentence("note")] * len(notes)
