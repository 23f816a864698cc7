"""Rows of the store as values, and the conditions by which they are found."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from ptcoding.learning.store.tables import ROUND, VOTE
from ptcoding.room.deck import planned
from ptcoding.room.keeping import dialect_of, moment
from ptcoding.room.phase import Phase, Standing
from ptcoding.room.room import Cast, Held, Room

CHANNEL = "ptcoding_room"


def room_of(row: Row[Any]) -> Room:
    """Read a room."""
    standing = Standing(Phase(row.phase), row.step, row.round, Phase(row.left))
    return Room(row.number, row.code, planned(row.plan), standing, row.version, moment(row.made), moment(row.until))


def cast_of(row: Row[Any]) -> Cast:
    """Read an answer."""
    return Cast(row.seat, row.step, row.round, row.given, row.right, row.diagnosis, row.confidence)


def held_of(row: Row[Any]) -> Held:
    """Read a round."""
    ended = moment(row.ended) if row.ended else None
    return Held(row.step, row.round, moment(row.began), ended, json.loads(row.hands))


def rounds_of(connection: Connection, number: int) -> Mapping[int, int]:
    """Tell how many rounds were begun on each part of a room's deck."""
    wanted = select(ROUND.c.step, func.max(ROUND.c.round)).where(ROUND.c.room == number).group_by(ROUND.c.step)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def notify(connection: Connection, number: int) -> None:
    """Tell the other processes of a server that something in a room changed, once it is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, :room)"), {"channel": CHANNEL, "room": str(number)})


def in_round(number: int, step: int, round_: int) -> tuple[Any, ...]:
    """Say which answers are of a round."""
    return VOTE.c.room == number, VOTE.c.step == step, VOTE.c.round == round_


def round_row(number: int, step: int, round_: int) -> tuple[Any, ...]:
    """Say which row is that of a round."""
    return ROUND.c.room == number, ROUND.c.step == step, ROUND.c.round == round_


def begin(connection: Connection, room: Room, after: Standing, now: int) -> None:
    """Write that a round was opened, or opened again."""
    step = room.deck.steps[after.step]
    row = {
        "room": room.number, "step": after.step, "round": after.round, "item": named(step.kind, step.key),
        "edition": step.edition or step.series or 1, "began": now, "ended": 0, "hands": "{}",
    }  # fmt: skip
    once = dialect_of(connection).insert(ROUND).values(**row)
    connection.execute(once.on_conflict_do_update(index_elements=["room", "step", "round"], set_={"ended": 0}))


def named(kind: str, key: str) -> str:
    """Name what was asked: an item by its key, anything else by its kind too.

    >>> named("item", "core-aim"), named("drill", "tie"), named("order", "")
    ('core-aim', 'drill:tie', 'order')
    """
    return key if kind == "item" else f"{kind}:{key}" if key else kind
