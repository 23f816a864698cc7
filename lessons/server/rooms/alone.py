"""A deck walked alone, at one's own pace: the same questions and reasons, nothing kept and nobody asked who it is."""

import json
from datetime import UTC, datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from lessons.content.asking import ask, shown
from lessons.content.deck_bank import all_decks
from lessons.server.rooms.answers import of_form
from lessons.server.rooms.outside import before
from lessons.server.rooms.paper import page, refused
from lessons.server.rooms.picture import picture
from lessons.server.rooms.result import Result, result
from ptcoding.room.ask import Ask
from ptcoding.room.deck import Deck, Step
from ptcoding.room.refusal import RefusedError
from ptcoding.room.room import Cast, Held

MISSING, LONGEST_QUERY, MOST_DIGITS = 404, 4096, 3
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


async def read(request: Request) -> Response:
    """Answer with a part of a deck, with its reason where an answer came along."""
    deck = all_decks().get(request.path_params["deck"])
    place = _place(request)
    if deck is None or not 1 <= place <= len(deck.steps):
        return refused(before(request, "/d/"), "There is no such part of a deck.", MISSING)
    step, base = deck.steps[place - 1], before(request, "/d/")
    asked = prepared(step) if step.asks else None
    said, told, mine = "", None, None
    if asked is not None and request.url.query and len(request.url.query) <= LONGEST_QUERY:
        try:
            told, mine = marked(asked, request)
        except RefusedError as error:
            said = str(error)
    about = asked.about if asked is not None else shown(step)
    values = {
        "deck": deck, "place": place, "said": said, "told": told, "mine": mine, "step": step,
        "given": json.loads(mine) if mine else None, "part": {"ask": asked}, "base": base,
        "about": about, "picture": picture(about.bars), "verdict": _verdict(asked, mine),
    }  # fmt: skip
    return page("alone.html", "", values)


@lru_cache(maxsize=400)
def prepared(step: Step) -> Ask:
    """Prepare a question once."""
    return ask(step)


def marked(asked: Ask, request: Request) -> tuple[Result, str]:
    """Mark an answer that stands in an address.

    Args:
        asked: The question.
        request: What was asked for.

    Returns:
        The result for one, and the answer as it would be kept.

    Raises:
        RefusedError: If it is no answer.
    """
    fields = {name: request.query_params.getlist(name) for name in request.query_params}
    found = asked.mark(of_form(asked.kind, fields))
    cast = Cast(1, 0, 1, found.given, found.right, found.diagnosis, 0)
    return result(asked, [cast], [Held(0, 1, NEVER, NEVER, {})]), found.given


def start(deck: Deck, base: str = "") -> str:
    """Give the address at which a deck begins."""
    return f"{base}/d/{deck.key}/1"


def _verdict(asked: Ask | None, mine: str | None) -> str:
    if asked is None or mine is None:
        return ""
    kept = json.loads(mine)
    answer = kept["units"] if isinstance(kept, dict) and "modifiers" not in kept else kept
    return "Right." if asked.mark(answer).right else "Not quite."


def _place(request: Request) -> int:
    given = request.path_params.get("place") or "1"
    return int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0
