"""What is to run soon shares a turn of the browser, and whoever never ends still gives turns away."""

import asyncio

from lessons.static.inside.turns import MOST, Turns
from tests.server.asking import finished


class Loop:
    """Keeps turns until they are given."""

    def __init__(self):
        self.turns = []

    def call_later(self, delay, work):
        assert delay == 0
        self.turns.append(work)

    def get_debug(self):
        return False


def test_everything_that_is_to_run_soon_shares_one_turn_in_its_order():
    loop, said = Loop(), []
    Turns(loop)
    loop.call_soon(said.append, 1)
    stopped = loop.call_soon(said.append, 2)
    loop.call_soon(loop.call_soon, said.append, 4)
    loop.call_soon(said.append, 3)
    stopped.cancel()
    (turn,) = loop.turns
    turn()
    assert said == [1, 3, 4]
    assert len(loop.turns) == 1
    loop.call_soon(said.append, 5)
    loop.turns[1]()
    assert said[-1] == 5


def test_work_that_begets_work_waits_for_another_turn():
    loop, ran = Loop(), []

    def again():
        ran.append(1)
        loop.call_soon(again)

    Turns(loop)
    loop.call_soon(again)
    loop.turns[0]()
    assert len(ran) == MOST
    assert len(loop.turns) == 2


def test_a_run_goes_on_in_turns_of_a_real_loop():
    async def main():
        Turns(asyncio.get_running_loop())
        await asyncio.sleep(0)
        return await asyncio.gather(*(asyncio.sleep(0, result=number) for number in range(3)))

    # A loop of its own: what is taken over stays taken over.
    assert finished(main()) == [0, 1, 2]
