"""What a phone asks for: the page, what is on, what changes, a seat, and to keep an answer."""

import json
from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from lessons.server.rooms import gate
from lessons.server.rooms.answers import of_form
from lessons.server.rooms.hub import Hub
from lessons.server.rooms.live import Live
from lessons.server.rooms.outside import before
from lessons.server.rooms.paper import page
from lessons.server.rooms.picture import picture
from ptcoding.room.refusal import RefusedError

SEAT = "seat"
# Wi-Fi that vanishes shows only by a sign of life that does not come.
ALIVE = 5.0
DAY = 24 * 3600


def where(request: Request, live: Live) -> str:
    """Give the address of a room below the site's root, whatever a proxy has put before it."""
    return f"{before(request, '/r/')}/r/{live.room.code}"


async def read(hub: Hub, request: Request, live: Live) -> Response:
    """Answer with the page, as the room stands."""
    seat = request.cookies.get(SEAT, "")
    return await shown(hub, request, live, seat)


async def shown(hub: Hub, request: Request, live: Live, seat: str, said: str = "", status: int = 200) -> HTMLResponse:
    """Write the page for a phone.

    Args:
        hub: The rooms.
        request: What was asked.
        live: The room.
        seat: The phone's seat, empty for none.
        said: What is said above, what the room does where nothing else is.
        status: Status of the page.

    Returns:
        The page.
    """
    seated = await hub.has_seat(live, seat)
    standing, part = live.room.standing, live.part
    asks = part is not None and part.ask is not None
    mine = await hub.given(live, seat) if seated and asks and standing.round else None
    values = {
        "room": live.room, "phase": standing.phase.value, "said": said or _saying(live, mine), "part": part,
        "place": standing.step + 1, "counted": live.counted, "seated": seated, "open": standing.phase.takes_votes,
        "base": where(request, live), "seat": seat if seated else "", "round": standing.round, "mine": mine,
        "given": json.loads(mine) if mine else None, "told": live.result,
        "picture": picture(part.about.bars) if part is not None else None,
    }  # fmt: skip
    return page("phone.html", "phone.js", values, status)


def _saying(live: Live, mine: str | None) -> str:
    phase = live.room.standing.phase
    kept = "Your answer is stored. You can change it until voting closes."
    return kept if phase.takes_votes and mine is not None else live.said


async def state(_: Hub, __: Request, live: Live) -> Response:
    """Answer with what everybody may know of the room."""
    return Response(live.told, media_type="application/json", headers={"Cache-Control": "no-store"})


async def events(hub: Hub, _: Request, live: Live) -> Response:
    """Answer with the same again at every change, and a sign of life between."""

    async def stream() -> AsyncIterator[str]:
        live.listeners += 1
        told = ""
        try:
            while not hub.closing:
                if live.told != told:
                    told = live.told
                    yield f"data: {told}\n\n"
                elif not await live.change(ALIVE):
                    yield "event: alive\ndata: {}\n\n"
        finally:
            live.listeners -= 1

    # A proxy must not hold it back, and no store must keep it.
    head = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream(), media_type="text/event-stream", headers=head)


async def seat(hub: Hub, request: Request, live: Live) -> Response:
    """Give a seat, the same to a phone that has one."""
    gate.from_here(request)
    fields, is_form = await gate.body(request)
    token = await hub.join(live, gate.text_in(fields, SEAT) or request.cookies.get(SEAT, ""))
    answer = _done(request, live, is_form, {"seat": token})
    secure = request.url.scheme == "https"
    answer.set_cookie(SEAT, token, DAY, path=where(request, live), secure=secure, httponly=True, samesite="lax")
    return answer


async def answer(hub: Hub, request: Request, live: Live) -> Response:
    """Keep an answer; what is told stored is on disk."""
    gate.from_here(request)
    fields, is_form = await gate.body(request)
    token = gate.text_in(fields, SEAT)
    question, round_ = gate.text_in(fields, "question"), gate.whole_in(fields, "round")
    kind = live.part.ask.kind if live.part is not None and live.part.ask is not None else ""
    given = of_form(kind, fields) if is_form else fields.get("answer")
    try:
        await hub.vote(live, token, (question, round_), given, gate.whole_in(fields, "confidence") or 0)
    except RefusedError as error:
        if is_form and not _wants_json(request):
            return await shown(hub, request, live, token, str(error), error.status)
        raise
    return _done(request, live, is_form, {"stored": True})


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _done(request: Request, live: Live, is_form: bool, told: Mapping[str, object]) -> Response:
    if is_form and not _wants_json(request):
        return RedirectResponse(where(request, live), 303)
    return JSONResponse(told, headers={"Cache-Control": "no-store"})
