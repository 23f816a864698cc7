"""A part of a deck with what it asks or shows, as papers are written from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ptcoding.facts.words import templates
from ptcoding.room.about import About
from ptcoding.room.ask import Ask
from ptcoding.room.ask_choice import ChoiceAsk, OrderAsk
from ptcoding.room.ask_units import UnitsAsk
from ptcoding.room.deck import Step
from ptcoding.room.paper.sheet import Sheet


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a deck.

    Args:
        step: The part.
        about: What it shows.
        ask: The question, None where nothing is asked.
        cited: Its source, named; empty where it has none.
    """

    step: Step
    about: About
    ask: Ask | None = None
    cited: str = ""


def words() -> Mapping[str, str]:
    """Give the words of the papers."""
    return templates()["room_paper"]


def question(sheet: Sheet, part: PaperPart, number: int) -> None:
    """Write a question with room for its answer.

    Args:
        sheet: The paper.
        part: A part that asks.
        number: Its number on the paper.
    """
    sheet.heading(f"{number}. {part.about.text}")
    for said in (*part.about.story, *part.about.notes):
        sheet.text(said)
    if part.about.bars:
        sheet.text("; ".join(f"{code}: {minutes} min" for code, minutes in part.about.bars))
    if isinstance(part.ask, ChoiceAsk):
        sheet.points(f"[   ] {option.text}" for option in part.ask.options)
    elif isinstance(part.ask, OrderAsk):
        sheet.points(f"____ {option.text}" for option in part.ask.options)
    elif isinstance(part.ask, UnitsAsk):
        both = "units_and_modifiers" if part.ask.kind == "modifiers" else "units"
        sheet.points(f"{option.text}: {words()[both]}" for option in part.ask.options)


def answer(sheet: Sheet, part: PaperPart, number: int) -> None:
    """Write the right answer of a question, with its reason and source.

    Args:
        sheet: The paper.
        part: A part that asks.
        number: Its number on the paper.
    """
    asked = part.ask
    if asked is None:
        return
    sheet.heading(f"{number}. {asked.shown(asked.mark(asked.right()).given)}")
    reasons = [option.why for option in asked.options if option.right and option.why]
    steps = asked.steps() if isinstance(asked, UnitsAsk) else ()
    for said in (*reasons, *part.about.why, *steps):
        sheet.text(said)
    if part.cited:
        sheet.text(part.cited)
