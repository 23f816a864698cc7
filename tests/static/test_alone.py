"""Streamlit without threads: what of it is replaced is as it was when that was written, and the app runs so."""

import hashlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit
from streamlit.commands import logo, page_config
from streamlit.runtime import app_session, runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

CHECKOUT = Path(__file__).parents[2]
# Where one of these changes: read what became of it, see that `lessons/static/inside` still does the same, walk the
# built site (`make static`, `python -m tests.bench.static`), and only then write the new digest here.
AS_IT_WAS = {
    ScriptRunner.start: "7b1b817f6cdad664",
    ScriptRunner._install_event_loop: "a31aed4efc1d57e0",
    ScriptRunner._run_script_thread: "4bf3d78818ffdd59",
    AppSession.request_rerun: "52f29d8973368c8b",
    app_session._close_script_event_loop: "0baedc57aec67fea",
}
ALONE = """
import asyncio, threading, types, sys
from lessons.static.inside.alone import alone
alone()
from lessons.static.inside.asgi import Door
from lessons.static.inside.runs import begin_with, go
from lessons.static.packages import modules, packages
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.starlette import App

begin_with("")
for name in ("server.enableXsrfProtection", "server.enableCORS"):
    config.set_option(name, False)

async def main():
    door = Door(App("lessons/frame.py"))
    await door.open()
    said, ended = [], asyncio.Event()
    def told(kind, value):
        if kind == "data":
            message = ForwardMsg()
            message.ParseFromString(value)
            said.append(message)
            if message.WhichOneof("type") == "script_finished":
                ended.set()
    door.connect(1, "/_stcore/stream", ["streamlit"], told)
    for turn in ("begun", "gone"):
        if turn == "begun":
            message = BackMsg()
            message.rerun_script.page_name = "the/path/of/a/file"
            door.receive(1, message.SerializeToString())
        else:
            print([name for name in modules(packages()[1]) if name in sys.modules])
            go("glossary", "term=one-on-one")
        await asyncio.wait_for(ended.wait(), 30)
        ended.clear()
        titles = [m.delta.new_element.heading.body for m in said if m.delta.new_element.heading.tag == "h1"]
        print(turn, titles, threading.active_count())
    status, headers, body = await door.request("GET", "/_stcore/health", [], b"")
    print(status, body)

asyncio.run(main())
"""


@pytest.mark.parametrize("replaced", AS_IT_WAS, ids=lambda replaced: replaced.__qualname__)
def test_what_is_replaced_or_called_is_what_was_read(replaced):
    assert hashlib.sha256(inspect.getsource(replaced).encode()).hexdigest()[:16] == AS_IT_WAS[replaced]


def test_the_names_that_are_replaced_are_where_they_were():
    assert streamlit.__version__ == "1.67.0"
    assert logo.image_to_url is page_config.image_to_url
    assert "_session_mgr" in inspect.getsource(runtime.Runtime.__init__)
    assert callable(WebsocketSessionManager.list_active_sessions)
    assert list(inspect.signature(ScriptRunner._run_script).parameters) == ["self", "rerun_data"]


def test_the_app_runs_on_one_thread_with_the_first_packages_and_goes_to_another_page():
    done = subprocess.run([sys.executable, "-c", ALONE], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "begun ['How many units can you bill?'] 1",
        # Nothing that comes later is asked for by the first page.
        "[]",
        "gone ['How many units can you bill?', 'Glossary'] 1",
        "200 b'ok'",
    ], done.stderr[-2000:]
