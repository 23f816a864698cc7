"""`make dev` shows a change of a file to whoever has the page open: words, data and code alike."""

import asyncio
import shutil
import sys
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.bench.server import CHECKOUT, HOST, serve
from tests.server.asking import finished

# A change is there in a second; the first page waits for every import, on a machine that is busy with other tests.
PATIENCE = 120.0


def dev_command(port: int) -> list[str]:
    """`make dev` with the interpreter of the tests in place of the environment that it would prepare first."""
    python = f"RUN={sys.executable} -m"
    return ["make", "--no-print-directory", "--old-file", ".venv/app.stamp", "dev", f"PORT={port}", python]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dev")
    for name in ("lessons", "ptcoding", "assets", ".streamlit"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "Makefile", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, folder)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "app.stamp").touch()
    return folder


async def read_until(socket, words: str) -> None:
    """Read what the server sends until a run that said the words has ended."""
    met = False
    while True:
        message = await socket.recv(decode=False)
        met = met or words.encode() in message
        if met and ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
            return


async def watch(port: int, changes: list[tuple[Path, str, str]]) -> None:
    """Open the first page, then change one file after the other and wait until each change is on the screen."""
    async with connect(
        f"ws://{HOST}:{port}/_stcore/stream",
        origin=f"http://{HOST}:{port}",
        subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
        ping_interval=None,
        max_size=None,
        proxy=None,
    ) as socket:
        message = BackMsg()
        message.rerun_script.context_info.timezone = "UTC"
        await socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await read_until(socket, changes[0][1])
        for file, before, after in changes:
            text = file.read_text(encoding="utf-8")
            assert before in text
            file.write_text(text.replace(before, after), encoding="utf-8")
            async with asyncio.timeout(PATIENCE):
                await read_until(socket, after)


def test_a_change_of_words_of_data_and_of_code_is_shown_to_an_open_page(copy: Path) -> None:
    changes = [
        (copy / "lessons/site/text/build_a_session.md", "Type minutes", "Type the minutes"),
        (copy / "lessons/site/pages.toml", "Sources", "Papers read"),
        (copy / "ptcoding/facts/data/words/counting.toml", "left to give", "still to be given"),
        (copy / "lessons/screen/visit/session_answer.py", "Write the claim", "Make the claim"),
    ]
    with serve(dev_command, copy) as port:
        finished(watch(port, changes))
