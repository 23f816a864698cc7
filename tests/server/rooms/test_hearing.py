"""Two processes on one PostgreSQL: what happens in one reaches who listens to the other."""

import asyncio
from datetime import UTC, datetime, timedelta

from lessons.server.rooms.hub import Hub
from ptcoding.learning.store.place import place
from ptcoding.room.phase import Phase
from ptcoding.room.store import KEPT, RoomStore
from tests.room.sample import DECK
from tests.server.asking import finished


def test_a_move_and_votes_in_one_process_are_heard_in_the_other(new_database):
    where = place(new_database())

    async def walk():
        here, there = Hub(where), Hub(where)
        async with here.running(), there.running():
            code, token = here.store.open(DECK)
            mine, theirs = await here.find(code), await there.find(code)
            # Both must be listening before anything is said.
            await asyncio.sleep(1)
            seat = await there.join(theirs)
            await here.move(mine, token, "next")
            await here.move(mine, token, "vote")
            for _ in range(100):
                if theirs.room.standing.phase is Phase.VOTE:
                    break
                await theirs.change(0.1)
            heard = theirs.room.standing.phase
            await there.vote(theirs, seat, ("q1", 1), {"97110": 2, "97140": 1}, 3)
            for _ in range(100):
                if mine.counted.answered:
                    break
                await mine.change(0.1)
            return heard, mine.counted.answered, mine.counted.seats

    assert finished(walk()) == (Phase.VOTE, 1, 1)


def test_a_site_deletes_rooms_whose_time_is_over_when_it_starts(address):
    where = place(address)
    long_ago = datetime.now(UTC) - KEPT - timedelta(days=1)
    before = RoomStore(where, now=lambda: long_ago)
    code, _ = before.open(DECK)
    assert before.find(code).code == code

    async def start():
        async with Hub(where).running():
            for _ in range(100):
                if gone():
                    return True
                await asyncio.sleep(0.05)
        return False

    def gone():
        with before._database.reading() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM ptcoding_room").scalar_one() == 0

    assert finished(start())
    before.close()
