"""A deck as a package of its own: one plain page with its parts, without a room and without Python."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lessons.content.asking import ask, shown
from lessons.content.course import text
from lessons.content.deck_bank import all_decks
from lessons.content.plain import plain
from lessons.server.rooms.paper import HERE as PAGES
from lessons.server.rooms.picture import picture
from lessons.server.rooms.result import Result, result
from lessons.static.lms.manifest import Kind, Unit, manifest
from lessons.static.tree import packed
from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.learning.marking.grade import grade_units
from ptcoding.room.about import UNITS, About
from ptcoding.room.ask import Ask
from ptcoding.room.ask_choice import ChoiceAsk, OrderAsk
from ptcoding.room.deck import Deck, Step

HERE = Path(__file__).parent
DECK = "deck:"


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a deck as its page shows it.

    Args:
        step: The part.
        about: What it shows.
        name: Its name among the answers.
        ask: What it asks, None for a part that asks nothing.
        told: What is told of it, None for a part that asks nothing.
        rights: Its right answers as JSON, an empty list where a page cannot judge.
    """

    step: Step
    about: About
    name: str
    ask: Ask | None = None
    told: Result | None = None
    rights: str = "[]"

    @property
    def picture(self) -> Any:
        """The minute strip of its visit, if it has one."""
        return picture(self.about.bars)


def build_deck(out: Path, kind: Kind, key: str) -> Path:
    """Build the package of a deck.

    Args:
        out: The folder that it goes to.
        kind: The way in which it speaks to a platform.
        key: Key of the deck.

    Returns:
        The package.

    Raises:
        UnknownKeyError: If there is no such deck.
    """
    decks = all_decks()
    if key not in decks:
        raise UnknownKeyError([Problem("deck", key, f"one of {', '.join(decks)}")])
    deck = decks[key]
    names = ("aim.js", "platform.js", f"{kind.value}.js", "deck.js")
    files = {name: (HERE / name).read_bytes() for name in names[1:]}
    files[names[0]] = f"window.ptcodingAim = {json.dumps(DECK + key)};\n".encode()
    files["index.html"] = page(deck, names).encode()
    unit = Unit(f"deck-{key.replace('_', '-')}", deck.title, "The parts of an in-service, walked alone.", scored=True)
    name, content = manifest(kind, unit, files)
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"ptcoding-{unit.key}-{kind.value}.zip"
    package.write_bytes(packed({**files, name: content}))
    return package


def page(deck: Deck, scripts: tuple[str, ...] = ()) -> str:
    """Write the page of a deck.

    Args:
        deck: The deck.
        scripts: The scripts that it begins with.

    Returns:
        The page: whoever has no scripts reads all parts, each with its reason to be opened.
    """
    pages = Environment(
        loader=FileSystemLoader([HERE, PAGES]), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    parts = [_shown(step, f"{deck.key}.{place}") for place, step in enumerate(deck.steps, start=1)]
    values: Mapping[str, Any] = {
        "deck": deck, "shown": parts, "scripts": scripts, "notice": plain(text("notices")["cpt"]),
    }  # fmt: skip
    return pages.get_template("deck.html").render(values)


def rights_of(asked: Ask) -> list[object]:
    """List the right answers as the page's script compares them.

    Args:
        asked: The question.

    Returns:
        All of them; none where modifiers are asked for, which have too many right ways of being written.
    """
    if isinstance(asked, ChoiceAsk):
        return [sorted(option.key for option in asked.options if option.right)]
    if isinstance(asked, OrderAsk):
        return [list(asked.order)]
    if asked.kind != UNITS:
        return []
    codes = [option.key for option in asked.options]
    found = grade_units(asked.visit, asked.rule, dict.fromkeys(codes, 0)).allocation.alternatives
    return [{code: units.get(code, 0) for code in codes} for units in found]


def _shown(step: Step, name: str) -> Shown:
    if not step.asks:
        return Shown(step, shown(step), name)
    asked = ask(step)
    return Shown(step, asked.about, name, asked, result(asked, [], []), json.dumps(rights_of(asked)))
