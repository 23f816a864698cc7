"""Papers of a deck to print, and the report of a room for its host."""

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from lessons.content.asking import ask, shown
from lessons.content.deck_bank import all_decks
from lessons.content.plain import named
from lessons.content.practice_bank import bank
from lessons.server.rooms import gate, report, report_paper
from lessons.server.rooms.host import STYLES
from lessons.server.rooms.hub import Hub
from lessons.server.rooms.live import Live
from lessons.server.rooms.outside import before
from lessons.server.rooms.paper import page, refused
from ptcoding.facts import facts
from ptcoding.facts.source import long_date
from ptcoding.room.deck import Step
from ptcoding.room.paper.forms import AFTER, BEFORE, parallel, write_form
from ptcoding.room.paper.packet import PAPERS
from ptcoding.room.paper.part import PaperPart
from ptcoding.room.refusal import RefusedError

MISSING = 404
FORMS = (BEFORE, AFTER)


def deck_paper(request: Request) -> Response:
    """Answer with a paper of a deck. A plain function, so that writing it holds up nobody's vote."""
    deck, name = all_decks().get(request.path_params["deck"]), request.path_params["paper"]
    if deck is None or name not in {*PAPERS, *FORMS}:
        return refused(before(request, "/d/"), "There is no such paper.", MISSING)
    # The day the data was checked: a paper is the same until something in it changes.
    day = facts().edition.checked
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if name in FORMS:
        written = write_form(name, parts_of(parallel(deck, name, bank().items)), at)
    else:
        written = PAPERS[name](deck, parts_of(deck.steps), at)
    return _file(written, "application/pdf", f"{deck.key}-{name}.pdf")


async def room_report(hub: Hub, request: Request, live: Live) -> Response:
    """Answer with the report of a room to its host."""
    gate.from_here(request)
    fields, _ = await gate.body(request)
    try:
        await hub.see_host(live, gate.text_in(fields, "token"))
    except RefusedError:
        hub.misses.count(gate.client(request))
        raise
    await hub.renew(live)
    lines = await hub.beside(lambda: report.report(hub.store, live))
    kind, room = gate.text_in(fields, "as"), live.room
    if kind == "csv":
        return _file(report.table(lines).encode("utf-8-sig"), "text/csv", f"room-{room.code}.csv")
    if kind == "pdf":
        written = await hub.beside(lambda: report_paper.paper(room, live.counted.seats, lines))
        return _file(written, "application/pdf", f"room-{room.code}.pdf")
    values = {
        "room": room, "lines": lines, "counted": live.counted, "day": long_date(room.made.date()),
        "until": long_date(room.until.date()),
    }  # fmt: skip
    return page("report.html", "", values, styles=STYLES)


def parts_of(steps: Sequence[Step]) -> list[PaperPart]:
    """Prepare parts of a deck for paper."""
    parts = []
    for step in steps:
        asked = ask(step) if step.asks else None
        about = asked.about if asked is not None else shown(step)
        parts.append(PaperPart(step, about, asked, named(about.source) if about.source else ""))
    return parts


def _file(content: bytes, kind: str, name: str) -> Response:
    head = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=head)
