"""Two processes behind the proxies of the guide and of the compose file: a learner stays at one, a room spans both."""

import asyncio
import re
import urllib.error
import urllib.request

import pytest

from ptcoding.learning.store.place import place
from ptcoding.room.store import RoomStore
from tests.bench.room.__main__ import served
from tests.bench.room.phone import Phone, request
from tests.bench.scale.proxy import caddy, nginx
from tests.bench.scale.visitor import UNITS, Visitor
from tests.bench.server import HOST, free_port
from tests.room.sample import DECK
from tests.server.asking import finished

# Fewer than two of all of these at one of two processes: a chance of 2 x 33 in 2 to the 32nd.
TOGETHER, MOST = 4, 32


@pytest.fixture(scope="module")
def database(new_database):
    return new_database()


@pytest.fixture(scope="module")
def ports(database):
    ports = [free_port(), free_port()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PTCODING_METRICS", "open")
        patch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "one secret for both of them")
        with served(ports, database):
            yield ports


def learners(port):
    with urllib.request.urlopen(f"http://{HOST}:{port}/metrics") as answer:
        return int(re.search(r"^ptcoding_learners (\d+)$", answer.read().decode(), flags=re.MULTILINE)[1])


async def settled(ports, wanted):
    """Wait until as many learners are counted as came: each process counts the connections that it holds."""
    async with asyncio.timeout(10):
        while sum(learners(port) for port in ports) != wanted:
            await asyncio.sleep(0.05)


async def crowd(proxy, ports):
    """Let visitors come until both processes have two of them."""
    visitors = []
    while min(learners(port) for port in ports) < 2:
        assert len(visitors) < MOST
        # Several at once, so that both processes get ready for their first visitor at the same time.
        coming = [Visitor(proxy) for _ in range(TOGETHER)]
        await asyncio.gather(*(visitor.open() for visitor in coming))
        visitors += coming
    return visitors


@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_a_file_goes_in_and_the_answer_comes_out_wherever_a_learner_is(ports, proxy):
    async def play(port):
        visitors = await crowd(port, ports)
        try:
            return [await visitor.exchange() for visitor in visitors]
        finally:
            await asyncio.gather(*(visitor.close() for visitor in visitors))
            await settled(ports, 0)

    with proxy(ports) as port:
        answers = finished(play(port))
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://{HOST}:{port}/metrics")
    assert [visit["units"] for answer in answers for visit in answer["visits"]] == [UNITS] * len(answers)


def test_the_cookie_is_what_keeps_a_learner_where_the_file_is_awaited(ports):
    async def play(port):
        visitors = await crowd(port, ports)
        first = visitors[0]
        said = []
        try:
            for one in visitors:
                address, _ = await first.place()
                shown = first.cookies | {"site": one.cookies["site"]}
                said.append((await first.put(address, shown))[0])
        finally:
            await asyncio.gather(*(visitor.close() for visitor in visitors))
            await settled(ports, 0)
        return said

    with nginx(ports) as port:
        statuses = finished(play(port))
    # Two at least came to the process of the first, he among them, and two at least to the other, which awaits nothing.
    assert (statuses[0], set(statuses)) == (204, {204, 400})
    assert min(statuses.count(204), statuses.count(400)) >= 2


def test_phones_of_a_room_may_come_to_either_process(ports, database):
    store = RoomStore(place(database))
    code, token = store.open(DECK)
    store.close()
    path, bearer = f"/r/{code}", f"Bearer {token}"

    async def play(port):
        phones = [Phone(port, path) for _ in range(8)]
        await asyncio.gather(*(phone.join() for phone in phones))
        _, state = await request(port, "POST", f"{path}/host", {"move": "next"}, Authorization=bearer)
        try:
            async with asyncio.timeout(10):
                while not all(state["version"] in phone.seen for phone in phones):
                    await asyncio.sleep(0.02)
        finally:
            await asyncio.gather(*(phone.leave() for phone in phones))
        return state["seats"]

    with nginx(ports) as port:
        assert finished(play(port)) == 8
