"""A page on which a trainer picks parts of the course, puts them in order and saves them as a deck."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lessons.content.bank import beliefs, contrasts, scenarios
from lessons.content.course import HERE, cases
from lessons.content.plain import plain
from lessons.content.practice_bank import bank
from lessons.server.rooms import gate
from lessons.server.rooms.outside import before
from lessons.server.rooms.paper import page, refused
from ptcoding.errors import Problem, at_most_ten
from ptcoding.learning.drill.drill import all_series, drill_table
from ptcoding.room.deck_file import read_deck
from ptcoding.room.deck_write import name_of, write_deck
from ptcoding.room.known import known_in
from ptcoding.room.refusal import RefusedError

LARGEST_DECK = 65_536
BAD = 400
USUAL = 3


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to be picked.

    Args:
        text: What is read.
        step: The part that it becomes, as JSON.
    """

    text: str
    step: str


async def read(request: Request) -> Response:
    """Answer with the page."""
    return _page(request, "{}", ())


async def save(request: Request) -> Response:
    """Answer with the file of the deck, or with what is wrong with it; nothing is kept."""
    try:
        gate.from_here(request)
        fields, _ = await gate.body(request, LARGEST_DECK)
        given = fields.get("deck", ["{}"])
        text = given[0] if isinstance(given, list) else str(given)
        values = _read(text)
    except RefusedError as error:
        return refused(before(request, "/decks/"), str(error), error.status)
    problems: list[Problem] = []
    written = write_deck(values)
    deck = read_deck(written, "deck", known_in(HERE, bank()), problems)
    if deck is None:
        return _page(request, text, at_most_ten(problems), BAD)
    head = {"Content-Disposition": f'attachment; filename="{name_of(deck.title)}.toml"', "Cache-Control": "no-store"}
    return Response(written, media_type="application/toml", headers=head)


@cache
def picks() -> tuple[tuple[str, tuple[Pick, ...]], ...]:
    """List everything that can be picked, by kind."""
    return (
        ("Questions", tuple(_pick(f"{item.topic}: {item.question}", "item", item.key) for item in bank().items)),
        ("Visits drawn for a trap", tuple(_drills())),
        ("Popular claims", tuple(_pick(plain(one.claim), "belief", one.key) for one in beliefs())),
        ("One activity, several codes", tuple(_contrasts())),
        ("Patients", tuple(_pick(one.title, "scenario", one.slug, rule="cms") for one in scenarios())),
        ("Worked cases, to be counted", tuple(_cases("case", rule="cms"))),
        ("Worked cases, to be looked at", tuple(_cases("figure"))),
        ("Notes, to be looked at", tuple(_pick(note.title, "note", key) for key, note in bank().notes.items())),
    )


def _drills() -> Iterable[Pick]:
    series = all_series()[-1]
    for trap in drill_table(series).traps.values():
        for level in sorted({shape.difficulty for shape in trap.shapes}):
            yield _pick(f"{trap.title}, level {level}", "drill", trap.key, series=series, level=level, seed=1)


def _contrasts() -> Iterable[Pick]:
    for one in contrasts():
        for place, intent in enumerate(one.intents, start=1):
            yield _pick(f"{one.activity}: {intent.purpose}", "contrast", one.slug, part=place)


def _cases(kind: str, **more: Any) -> Iterable[Pick]:
    for key in known_in(HERE, bank()).keys["case"]:
        lesson, _, name = key.partition("/")
        title = next(case.title for case in cases(lesson) if case.key == name)
        yield _pick(title, kind, key, **more)


def _pick(text: str, kind: str, key: str, **more: Any) -> Pick:
    return Pick(text, json.dumps({"kind": kind, "key": key, **more, "minutes": USUAL}))


def _read(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError("unreadable") from error
    if not isinstance(values, dict):
        raise RefusedError("unreadable")
    return values


def _page(request: Request, given: str, said: Sequence[str], status: int = 200) -> Response:
    base = before(request, "/decks/")
    values = {"picks": picks(), "given": given, "said": said, "base": base}
    return page("assemble.html", "assemble.js", values, status, ("style.css", "host.css"))
