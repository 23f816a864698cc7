"""What a room leaves behind for its trainer: a page, a table and a paper, with counts and no names."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.server.rooms.live import Live
from lessons.server.rooms.result import Result, result
from ptcoding.room.gain import Gain, gain
from ptcoding.room.room import Cast, Held
from ptcoding.room.store import RoomStore
from ptcoding.room.tally import by_round

HEADER = (
    "part", "question", "item", "planned_minutes", "minutes", "answered", "right_first", "right_last",
    "confidence_first", "sure_and_wrong", "wrong_rules",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One question of the report.

    Args:
        place: Its part in the deck, from 1.
        item: Name of what was asked.
        planned: Minutes that the deck has for it.
        minutes: Minutes that votes on it were open, None where none was closed.
        result: What became of it.
        gain: What those gained who answered twice.
    """

    place: int
    item: str
    planned: int
    minutes: int | None
    result: Result
    gain: Gain | None

    @property
    def confidence(self) -> str:
        """The mean confidence of the first vote, empty where none was given."""
        first = self.result.rounds[0] if self.result.rounds else None
        return f"{float(first.sure):.1f}" if first is not None and first.sure is not None else ""

    @property
    def surely_wrong(self) -> int:
        """How many were wrong and sure of it at the first vote."""
        return self.result.rounds[0].surely_wrong if self.result.rounds else 0

    @property
    def rules(self) -> str:
        """The wrong rules of the first vote, with how many followed each."""
        return "; ".join(f"{rule.name} ({rule.count})" for rule in self.result.rules)

    def right(self, place: int) -> str:
        """Tell how many were right in a round: the first is 0, the last -1; empty where there was none."""
        number = len(self.result.rounds)
        if not number:
            return ""
        at = place % number
        return f"{self.result.rights(at)} of {self.result.total(at)}"


def report(store: RoomStore, live: Live) -> tuple[Line, ...]:
    """Gather what was asked in a room.

    Args:
        store: Where it is kept.
        live: The room.

    Returns:
        A line for every question that was voted on, in the order of the deck.
    """
    room = live.room
    votes, held = store.votes(room.number), store.rounds(room.number)
    lines = []
    for place in sorted({one.step for one in held}):
        part = live.at(place)
        if part.ask is None:
            continue
        cast = [vote for vote in votes if vote.step == place]
        rounds = [one for one in held if one.step == place]
        found = result(part.ask, cast, rounds)
        lines.append(
            Line(place + 1, part.about.item, part.step.minutes, _minutes(rounds), found, gain(_pairs(cast, rounds)))
        )
    return tuple(lines)


def table(lines: Sequence[Line]) -> str:
    """Write the report as CSV; no cell starts a formula.

    Args:
        lines: The report.

    Returns:
        The table, with a header.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for line in lines:
        row = (
            line.place, line.result.ask.about.text, line.item, line.planned,
            "" if line.minutes is None else line.minutes,
            line.result.answered, line.right(0), line.right(-1), line.confidence, line.surely_wrong, line.rules,
        )  # fmt: skip
        writer.writerow([_still(cell) for cell in row])
    return out.getvalue()


def _still(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTIVE) else cell


def _minutes(rounds: Sequence[Held]) -> int | None:
    spans = [one.ended - one.began for one in rounds if one.ended is not None]
    return round(sum(span.total_seconds() for span in spans) / 60) if spans else None


def _pairs(votes: Sequence[Cast], rounds: Sequence[Held]) -> list[tuple[bool, bool]]:
    """Pair the first vote of everybody with their last, where there were two."""
    cast = by_round(votes)
    if len(rounds) == 1 or not rounds:
        return []
    first, last = ({vote.seat: vote.right for vote in cast.get(one.round, ())} for one in (rounds[0], rounds[-1]))
    return [(first[seat], last[seat]) for seat in sorted(first.keys() & last.keys())]
