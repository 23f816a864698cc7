"""The addresses of rooms, each behind one way of finding the room and of refusing in words."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from lessons.server.rooms import alone, assemble, gate, host, papers, phone, wall
from lessons.server.rooms.hub import Hub
from lessons.server.rooms.live import Live
from lessons.server.rooms.outside import before
from lessons.server.rooms.paper import refused
from ptcoding.learning.store.failure import StoreError
from ptcoding.room.refusal import NOT_FOUND, RefusedError
from ptcoding.room.store import CODE_LENGTH, LETTERS

AWAY, SEE_OTHER = 503, 303
Endpoint = Callable[[Hub, Request, Live], Awaitable[Response]]


async def _nowhere(_: Hub, request: Request, live: Live) -> Response:
    """Refuse what is no page of a room; the app's own pages would open else, as though it were one of theirs."""
    if request.path_params["rest"]:
        raise RefusedError("no_page")
    return RedirectResponse(phone.where(request, live), SEE_OTHER)


ADDRESSES: Sequence[tuple[str, str, Endpoint]] = (
    ("", "GET", phone.read),
    ("/part", "GET", phone.read),
    ("/state", "GET", phone.state),
    ("/events", "GET", phone.events),
    ("/seat", "POST", phone.seat),
    ("/answer", "POST", phone.answer),
    ("/host", "POST", host.move),
    ("/host", "GET", host.read),
    ("/host/part", "GET", host.part),
    ("/wall", "GET", wall.read),
    ("/report", "POST", papers.room_report),
    ("/{rest:path}", "GET", _nowhere),
)


def room_routes(hub: Callable[[], Hub], base: str = "") -> list[BaseRoute]:
    """Give the addresses of rooms.

    Args:
        hub: Gives the rooms of this process; called with the first request.
        base: What the site's addresses begin with, ``/app`` for example.

    Returns:
        The routes.
    """
    alone_ = [
        Route(f"{base}/decks/new", assemble.read),
        Route(f"{base}/decks/new", assemble.save, methods=["POST"]),
        Route(f"{base}/d/{{deck}}/paper/{{paper}}", papers.deck_paper),
        *(Route(f"{base}/d/{{deck}}{rest}", alone.read) for rest in ("", "/{place}", "/{place:path}")),
    ]
    rooms = [
        Route(f"{base}/r/{{code}}{path}", _found(hub, endpoint), methods=[method])
        for path, method, endpoint in ADDRESSES
    ]
    return [*alone_, Route(f"{base}/r", typed), *rooms]


async def typed(request: Request) -> Response:
    """Lead whoever typed a code to its room; what cannot be a part of a code is left out."""
    # The form has one field.
    given = "".join(request.query_params.values())[: 2 * CODE_LENGTH].upper()
    code = "".join(sign for sign in given if sign in LETTERS)
    # Nothing follows the mark here, so all of the path stands before it but its end.
    site = before(request, "/r/").rstrip("/").removesuffix("/r")
    if code:
        return RedirectResponse(f"{site}/r/{code}", SEE_OTHER)
    return refused(site, "Type the code that is on the wall.", title="Join a room", asks=True)


def _found(hub: Callable[[], Hub], endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Find the room first; whatever is refused is said in words."""

    async def answer(request: Request) -> Response:
        try:
            live = await _live(hub(), request)
            return await endpoint(hub(), request, live)
        except RefusedError as error:
            return _said(request, str(error), error.status, in_room=error.kind == "no_page")
        except StoreError as error:
            return _said(request, str(error), AWAY)

    return answer


async def _live(hub: Hub, request: Request) -> Live:
    """Find the room of a request; wrong codes are counted, and too many of them end the search for a while."""
    who = gate.client(request)
    try:
        live = await hub.find(request.path_params["code"])
    except RefusedError as error:
        hub.misses.count(who)
        if hub.misses.is_over(who):
            raise RefusedError("too_many") from error
        raise
    if hub.misses.is_over(who) and not await _belongs(hub, request, live):
        raise RefusedError("too_many")
    return live


async def _belongs(hub: Hub, request: Request, live: Live) -> bool:
    """Tell whether a phone has a seat, or the host's key: a guesser on the same Wi-Fi locks out nobody who is in."""
    if await hub.has_seat(live, request.cookies.get(phone.SEAT, "")):
        return True
    return await hub.beside(partial(hub.store.is_host, live.room.code, host.token_of(request)))


def _said(request: Request, words: str, status: int, *, in_room: bool = False) -> Response:
    """Say why nothing was done: to a person as a page, to a program as JSON."""
    if "text/html" in request.headers.get("accept", ""):
        site = before(request, "/r/")
        room = f"{site}/r/{request.path_params['code']}" if in_room else ""
        return refused(site, words, status, asks=status == NOT_FOUND and not in_room, room=room)
    return JSONResponse({"error": words}, status, {"Cache-Control": "no-store"})
