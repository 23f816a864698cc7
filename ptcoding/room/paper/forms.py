"""Two forms that ask the same things with other numbers: one before an in-service, one after it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from ptcoding.learning.bank.item import Item
from ptcoding.learning.question import drill_seed
from ptcoding.room.deck import Deck, Step
from ptcoding.room.paper.part import PaperPart, answer, question, words
from ptcoding.room.paper.sheet import Sheet

BEFORE, AFTER = "before", "after"


def parallel(deck: Deck, form: str, items: Sequence[Item]) -> tuple[Step, ...]:
    """Draw the questions of a form: for each drill of the deck another visit of its trap, for each item another one.

    Args:
        deck: The deck.
        form: ``before`` or ``after``.
        items: The items that may stand in for those of the deck: of the same topic and kind, and not asked in it.

    Returns:
        Its questions in the order of the deck; an item that has no two stand-ins is left out of both forms.

    >>> steps = (Step("drill", "tie", series=1, level=1, seed=5), Step("belief", "M01"))
    >>> before, after = (parallel(Deck("d", "D", 5, "us", (), steps), form, ())[0] for form in (BEFORE, AFTER))
    >>> (before.key, before.level) == (after.key, after.level), before.seed == after.seed
    (True, False)
    """
    drawn: list[Step] = []
    taken = {step.key for step in deck.steps if step.kind == "item"}
    by_key = {item.key: item for item in items}
    for place, step in enumerate(deck.steps):
        if step.kind == "drill":
            drawn.append(replace(step, seed=drill_seed(step.seed, f"{form} {place} drill:{step.key}")))
        elif step.kind == "item" and step.key in by_key:
            others = _like(by_key[step.key], items, taken)
            if len(others) > 1:
                # Taken in both forms, so that no question of the one is asked again in the other.
                taken |= {other.key for other in others[:2]}
                chosen = others[0] if form == BEFORE else others[1]
                drawn.append(Step("item", chosen.key, edition=chosen.edition))
    return tuple(drawn)


def _like(asked: Item, items: Sequence[Item], taken: Collection[str]) -> list[Item]:
    """List items that ask for the same, the nearest in difficulty first."""
    like = [item for item in items if (item.topic, item.kind) == (asked.topic, asked.kind) and item.key not in taken]
    return sorted(like, key=lambda item: (abs(item.difficulty - asked.difficulty), item.key))


def write_form(form: str, parts: Sequence[PaperPart], at: datetime) -> bytes:
    """Write a form, its key on the last page.

    Args:
        form: ``before`` or ``after``.
        parts: Its questions.
        at: The moment that stands in the file.

    Returns:
        The PDF.
    """
    sheet = Sheet(words()[f"form_{form}"], at)
    sheet.text(words()["form"])
    sheet.blank(words()["word"])
    for number, part in enumerate(parts, start=1):
        question(sheet, part, number)
    sheet.leaf(words()["key"])
    for number, part in enumerate(parts, start=1):
        answer(sheet, part, number)
    return sheet.bytes()
