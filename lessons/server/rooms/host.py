"""What the host sends: moves and counted hands, with the token that was made with the room."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lessons.server.host import is_only_here
from lessons.server.rooms import gate
from lessons.server.rooms.hub import Hub
from lessons.server.rooms.live import Live
from lessons.server.rooms.paper import page
from lessons.server.rooms.phone import where
from lessons.server.rooms.picture import picture
from lessons.server.rooms.result import Result, to_raise
from ptcoding.facts.source import long_date
from ptcoding.facts.words import filled, templates
from ptcoding.room.phase import forward
from ptcoding.room.refusal import RefusedError
from ptcoding.room.store import MOST_HANDS

STYLES = ("style.css", "host.css")
REPORTS = {"page": "Report as a page", "csv": "Report as CSV", "pdf": "Report as PDF"}


def token_of(request: Request) -> str:
    """Read the token that a request carries, empty where it has none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def read(_: Hub, request: Request, live: Live) -> Response:
    """Answer with the host's page; what only the host may see comes with the token, and the address has none."""
    values = {
        "room": live.room,
        "said": "",
        "open": False,
        "base": where(request, live),
        "asks": templates()["room_ask"],
    }
    return page("host.html", "host.js", values, styles=STYLES)


async def part(hub: Hub, request: Request, live: Live) -> Response:
    """Answer with what the host sees: notes, votes, the right answer, and the moves that fit."""
    await seen(hub, request, live)
    room, on = live.room, live.part
    place = room.standing.step
    told = await hub.result(live, place) if on is not None and on.ask is not None else None
    labels, until = templates()["room_move"], room.until
    values = {
        "room": room, "phase": room.standing.phase.value, "said": live.said, "open": True,
        "base": where(request, live), "part": on, "place": place + 1,
        "counted": live.counted, "told": told, "picture": picture(on.about.bars) if on is not None else None,
        "moves": [
            {"move": name, "label": labels[name], "ask": _asked_before(name, place, len(room.deck.steps))}
            for name in forward(room.standing, room.deck.asks)
        ],
        "asks": templates()["room_ask"],
        "coming": live.at(place + 1) if place + 1 < len(room.deck.steps) else None, "hands": _to_count(live, told),
        "others": hub.devices.others(room.number, request.headers.get("x-device", "")),
        "reports": [{"key": key, "text": text} for key, text in REPORTS.items()],
        "until": long_date(until.date()), "only_here": is_only_here(request.headers.get("host", "")),
    }  # fmt: skip
    return page("host.html", "host.js", values, styles=STYLES)


def _asked_before(name: str, place: int, parts: int) -> str:
    """Write what the host is asked before a move that all devices feel at once, empty before any other."""
    if name != "end":
        return ""
    return filled("room_ask", "end" if place >= 0 else "before", {"place": place + 1, "parts": parts})


def _to_count(live: Live, told: Result | None) -> list[dict[str, object]]:
    """List what hands can be raised for in the vote that is on or was the last."""
    if told is None or not live.room.standing.round:
        return []
    kept = told.hands[-1] if told.hands else {}
    return [{"key": key, "text": text, "count": kept.get(key, "")} for key, text in to_raise(told.ask).items()]


async def move(hub: Hub, request: Request, live: Live) -> Response:
    """Make a move, and answer with the room afterward."""
    gate.from_here(request)
    fields, _ = await gate.body(request)
    if "hands" in fields:
        await seen(hub, request, live)
        await hub.hands(live, _hands(live, fields["hands"]))
    else:
        wanted, version = gate.text_in(fields, "move"), gate.whole_in(fields, "version")
        with _counting_misses(hub, request):
            await hub.move(live, token_of(request), wanted, version)
    return JSONResponse(live.state, headers={"Cache-Control": "no-store"})


async def seen(hub: Hub, request: Request, live: Live) -> None:
    """Let the host alone pass; wrong tokens are counted.

    Raises:
        RefusedError: If it is somebody else.
    """
    with _counting_misses(hub, request):
        await hub.see_host(live, token_of(request))


@contextmanager
def _counting_misses(hub: Hub, request: Request) -> Iterator[None]:
    try:
        yield
    except RefusedError as error:
        if error.kind == "not_host":
            hub.misses.count(gate.client(request))
        raise


def _hands(live: Live, given: Any) -> dict[str, int]:
    part = live.part
    if part is None or part.ask is None or not live.room.standing.round:
        raise RefusedError("no_question")
    keys = to_raise(part.ask).keys()
    if not isinstance(given, Mapping) or not all(key in keys and _is_count(count) for key, count in given.items()):
        raise RefusedError("hands", most=f"{MOST_HANDS:,}")
    return dict(given)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_HANDS
