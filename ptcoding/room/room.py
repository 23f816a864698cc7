"""A room as it is kept, the votes in it, and what a phone sends."""

from dataclasses import dataclass
from datetime import datetime

from ptcoding.room.deck import Deck, Step
from ptcoding.room.phase import Standing


@dataclass(frozen=True, slots=True)
class Room:
    """A room at a moment.

    Args:
        number: Its number in the store.
        code: What stands on the wall.
        deck: What is asked in it, as it was when the room was opened.
        standing: Where it stands.
        version: How many moves were made.
        made: When it was opened.
        until: When it is deleted.
    """

    number: int
    code: str
    deck: Deck
    standing: Standing
    version: int
    made: datetime
    until: datetime

    @property
    def step(self) -> Step | None:
        """The part that is on, None before the first."""
        return self.deck.steps[self.standing.step] if self.standing.step >= 0 else None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many are in a room and have answered.

    Args:
        seats: Phones in the room.
        answered: Answers to the question in the round that is on.
    """

    seats: int
    answered: int


@dataclass(frozen=True, slots=True)
class Vote:
    """An answer to be kept.

    Args:
        room: Number of the room.
        seat: Hash of the seat's token.
        step: Position of the question in the deck.
        round: The round it is for.
        item: Name of what was asked.
        edition: Its edition.
        given: The answer, as JSON.
        right: Whether it is right.
        diagnosis: The named wrong rule behind it, may be empty.
        confidence: From 1 to 5, 0 where none was given.
        at: When it came.
    """

    room: int
    seat: str
    step: int
    round: int
    item: str
    edition: int
    given: str
    right: bool
    diagnosis: str
    confidence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Joining:
    """A phone that takes a seat.

    Args:
        room: Number of the room.
        seat: Hash of the seat's token.
        at: When it came.
    """

    room: int
    seat: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Cast:
    """A kept answer, without the phone that gave it.

    Args:
        seat: Number of the seat, which names nobody.
        step: Position of the question in the deck.
        round: The round.
        given: The answer, as JSON.
        right: Whether it is right.
        diagnosis: The named wrong rule behind it, may be empty.
        confidence: From 1 to 5, 0 where none was given.
    """

    seat: int
    step: int
    round: int
    given: str
    right: bool
    diagnosis: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Held:
    """A round of votes on a question.

    Args:
        step: Position of the question in the deck.
        round: The round.
        began: When it was opened.
        ended: When it was closed the last time, None while it is open.
        hands: Hands counted by the trainer, by key of a choice.
    """

    step: int
    round: int
    began: datetime
    ended: datetime | None
    hands: dict[str, int]
