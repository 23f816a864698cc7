"""Two forms that ask the same things with other numbers: one before an in-service, one after it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ptcoding.learning.question import drill_seed
from ptcoding.room.deck import Deck, Step
from ptcoding.room.paper.part import PaperPart, answer, question, words
from ptcoding.room.paper.sheet import Sheet

BEFORE, AFTER = "before", "after"


def parallel(deck: Deck, form: str) -> tuple[Step, ...]:
    """Draw the drills of a form: the traps and levels of the deck, with visits of its own.

    Args:
        deck: The deck.
        form: ``before`` or ``after``.

    Returns:
        Its drills; none where the deck has none.

    >>> steps = (Step("drill", "tie", series=1, level=1, seed=5), Step("belief", "M01"))
    >>> before, after = (parallel(Deck("d", "D", 5, "us", (), steps), form)[0] for form in (BEFORE, AFTER))
    >>> (before.key, before.level) == (after.key, after.level), before.seed == after.seed
    (True, False)
    """
    drills = [step for step in deck.steps if step.kind == "drill"]
    return tuple(
        replace(step, seed=drill_seed(step.seed, f"{form} {place} drill:{step.key}"))
        for place, step in enumerate(drills)
    )


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
