"""The wall: what the projector shows, with the code and the address of the room always on it."""

from starlette.requests import Request
from starlette.responses import Response

from lessons.server.rooms.hub import Hub
from lessons.server.rooms.live import Live
from lessons.server.rooms.paper import page
from lessons.server.rooms.phone import where
from lessons.server.rooms.picture import picture
from lessons.server.rooms.quick import quick


async def read(_: Hub, request: Request, live: Live) -> Response:
    """Answer with the wall, as the room stands."""
    part, base = live.part, where(request, live)
    # What a proxy tells of the address outside, else what the browser asked for.
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme)
    address = f"{'https' if scheme == 'https' else 'http'}://{request.headers.get('host', '')}{base}"
    values = {
        "room": live.room, "phase": live.room.standing.phase.value, "said": live.said, "part": part,
        "asks": part is not None and part.ask is not None, "counted": live.counted, "told": live.result,
        "picture": picture(part.about.bars) if part is not None else None, "base": base,
        "shown_address": address.partition("://")[2], "qr": quick(address),
    }  # fmt: skip
    return page("wall.html", "wall.js", values, styles=("style.css", "wall.css"))
