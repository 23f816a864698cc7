"""What the host sends: moves and counted hands, with the token that was made with the room."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lessons.server.rooms import gate
from lessons.server.rooms.hub import Hub
from lessons.server.rooms.live import Live
from ptcoding.room.ask_choice import ChoiceAsk
from ptcoding.room.refusal import RefusedError
from ptcoding.room.store import MOST_HANDS


def token_of(request: Request) -> str:
    """Read the token that a request carries, empty where it has none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def move(hub: Hub, request: Request, live: Live) -> Response:
    """Make a move, and answer with the room afterwards."""
    gate.from_here(request)
    await seen(hub, request, live)
    fields, _ = await gate.body(request)
    if "hands" in fields:
        await hub.hands(live, _hands(live, fields["hands"]))
    else:
        await hub.move(live, token_of(request), gate.text_in(fields, "move"), gate.whole_in(fields, "version"))
    return JSONResponse(live.state, headers={"Cache-Control": "no-store"})


async def seen(hub: Hub, request: Request, live: Live) -> None:
    """Let the host alone pass; wrong tokens are counted.

    Raises:
        RefusedError: If it is somebody else.
    """
    try:
        await hub.see_host(live, token_of(request))
    except RefusedError:
        hub.misses.count(gate.client(request))
        raise


def _hands(live: Live, given: Any) -> dict[str, int]:
    part = live.part
    if part is None or part.ask is None or not live.room.standing.round:
        raise RefusedError("no_question")
    keys = [option.key for option in part.ask.options] if isinstance(part.ask, ChoiceAsk) else ["right", "other"]
    if not isinstance(given, Mapping) or not all(key in keys and _is_count(count) for key, count in given.items()):
        raise RefusedError("hands", most=f"{MOST_HANDS:,}")
    return dict(given)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_HANDS
