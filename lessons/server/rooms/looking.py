"""What the store says of a room, read beside the loop: the room, its counts, and the result where it is shown."""

from lessons.content.asking import ask
from lessons.server.rooms.result import Result, result
from ptcoding.room.phase import Phase
from ptcoding.room.room import Counted, Room
from ptcoding.room.store import RoomStore

Seen = tuple[Room, Counted, Result | None]


def look(store: RoomStore, code: str) -> Seen:
    """Read a room by its code.

    Raises:
        RefusedError: If there is none, or its time is over.
    """
    return seen(store, store.find(code))


def move(store: RoomStore, code: str, token: str, wanted: str, version: int | None) -> Seen:
    """Make a move of the host, and read what follows.

    Raises:
        RefusedError: If the token is not the host's, or the move does not fit.
    """
    return seen(store, store.move(code, wanted, version, token=token))


def moved_on(store: RoomStore, number: int, version: int) -> Seen | None:
    """Read a room where it has moved on, else nothing.

    Raises:
        RefusedError: If it was deleted.
    """
    room = store.read(number)
    return None if room.version == version else seen(store, room)


def seen(store: RoomStore, room: Room) -> Seen:
    """Read the counts of a room, and the result where it is shown."""
    standing = room.standing
    counted = store.counted(room.number, standing.step, standing.round)
    shows = standing.phase is Phase.RESULTS
    return room, counted, result_of(store, room, standing.step) if shows else None


def result_of(store: RoomStore, room: Room, place: int) -> Result | None:
    """Count what became of a question so far; None for a part that asks nothing."""
    step = room.deck.steps[place]
    if not step.asks:
        return None
    held = [one for one in store.rounds(room.number) if one.step == place]
    return result(ask(step), store.votes(room.number, place), held)
