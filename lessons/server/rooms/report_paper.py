"""The report of a room as a PDF."""

from collections.abc import Sequence

from lessons.server.rooms.report import Line
from ptcoding.facts.source import long_date
from ptcoding.room.paper.sheet import Sheet
from ptcoding.room.room import Room


def paper(room: Room, seats: int, lines: Sequence[Line]) -> bytes:
    """Write the report.

    Args:
        room: The room.
        seats: Phones in it.
        lines: The report.

    Returns:
        A PDF; the same report gives the same bytes.
    """
    sheet = Sheet(f"Report: {room.deck.title}", room.made)
    sheet.text(f"{long_date(room.made.date())}. Room {room.code}, {seats} phones. No names are stored.")
    for line in lines:
        sheet.heading(f"{line.place}. {line.result.ask.about.text}")
        said = [f"Right at the first vote: {line.right(0)}"]
        if len(line.result.rounds) > 1:
            said.append(f"at the last: {line.right(-1)}")
        if line.confidence:
            said.append(f"confidence {line.confidence} of 5, {line.surely_wrong} sure and wrong")
        sheet.text("; ".join(said) + ".")
        sheet.rows(
            [("Answer", *(f"Vote {place + 1}" for place in range(len(line.result.rounds))))]
            + [(("Right: " if bar.right else "") + bar.text, *map(str, bar.counts)) for bar in line.result.bars]
        )
        for rule in line.result.rules:
            sheet.text(f"{rule.count} of {line.result.answered}: {rule.name}. {rule.refutation}")
    return sheet.bytes()
