"""Kill the server while a room votes, again and again: `python -m tests.bench.room.kill`."""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ptcoding.learning.store.place import VARIABLE, place
from ptcoding.learning.store.resume import hash_of
from ptcoding.room.store import RoomStore
from tests.bench.room.__main__ import opened
from tests.bench.room.phone import Phone, request
from tests.bench.server import CHECKOUT, START_LIMIT, free_port, is_up, our_command, stop

PHONES, KILLS = 20, 20
ANSWERS = ({"97110": 2, "97140": 1}, {"97110": 3, "97140": 0})


def start(port: int, database: str) -> "subprocess.Popen[bytes]":
    """Start the app."""
    return subprocess.Popen(
        our_command(port), cwd=CHECKOUT, env={**os.environ, VARIABLE: database}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


async def up(port: int) -> None:
    """Wait until the app answers."""
    limit = time.monotonic() + START_LIMIT
    while not await asyncio.to_thread(is_up, port):
        assert time.monotonic() < limit, "no server in time"
        await asyncio.sleep(0.1)


async def vote(phone: Phone, ended: asyncio.Event, said: dict[str, int]) -> None:
    """Change one's mind again and again, and remember the last answer that was acknowledged, or may have been kept."""
    number = 0
    while not ended.is_set():
        number += 1
        try:
            _, status = await phone.vote(ANSWERS[number % 2], "q3", 1)
        except (OSError, ValueError, IndexError):
            # Sent and not acknowledged: it may be kept or not, and either is right.
            said[f"{phone.seat} open"] = number % 2
            await asyncio.sleep(0.2)
            continue
        assert status == 200, status
        said[phone.seat] = number % 2
        said.pop(f"{phone.seat} open", None)
        await asyncio.sleep(0.01)


async def play(database: str, kills: int) -> tuple[int, list[float]]:
    """Kill the server while phones vote.

    Returns:
        How many acknowledged answers were lost, and seconds until the room was back after each kill.
    """
    port = free_port()
    process = start(port, database)
    await up(port)
    told = opened(database)
    path, bearer = f"/r/{told['code']}", f"Bearer {told['host_token']}"
    phones = [Phone(port, path) for _ in range(PHONES)]
    for phone in phones:
        phone.seat = (await request(port, "POST", f"{path}/seat", {}))[1]["seat"]
    for move in ("next", "next", "next", "vote"):
        await request(port, "POST", f"{path}/host", {"move": move}, Authorization=bearer)
    said: dict[str, int] = {}
    back = []
    for _ in range(kills):
        ended = asyncio.Event()
        voting = [asyncio.create_task(vote(phone, ended, said)) for phone in phones]
        await asyncio.sleep(0.6)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        began = time.perf_counter()
        process = start(port, database)
        await up(port)
        await asyncio.sleep(0.3)
        back.append(time.perf_counter() - began)
        ended.set()
        await asyncio.gather(*voting)
    stop(process)
    return lost(database, told["code"], phones, said), back


def lost(database: str, code: str, phones: list[Phone], said: dict[str, int]) -> int:
    """Count the phones whose last acknowledged answer is not the one that is kept."""
    store = RoomStore(place(database))
    room = store.find(code)
    missing = 0
    for phone in phones:
        kept = store.given_by(room.number, hash_of(phone.seat), 2, 1) or ""
        wanted = {said[phone.seat], said.get(f"{phone.seat} open", said[phone.seat])}
        missing += not any(f'"97110": {ANSWERS[one]["97110"]}' in kept for one in wanted)
    votes = len(store.votes(room.number))
    store.close()
    return missing + abs(votes - len(phones))


def main() -> int:
    """Run it, and say what came of it.

    Returns:
        0 when no acknowledged answer was lost, else 1.
    """
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.room.kill", description="Kill the server during votes."
    )
    parser.add_argument("--kills", type=int, default=KILLS)
    with tempfile.TemporaryDirectory(prefix="ptcoding-") as folder:
        missing, back = asyncio.run(play(f"sqlite:///{Path(folder)}/rooms.sqlite3", parser.parse_args().kills))
    print(f"{len(back)} kills during votes of {PHONES} phones: {missing} acknowledged answers lost")
    print(f"back after {min(back):.1f} to {max(back):.1f} seconds, start of the server included")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
