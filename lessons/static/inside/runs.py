"""Runs of a page that the address does not begin, and what is told after each run.

What is private to Streamlit here is pinned by `tests/static/test_alone.py`, too.
"""

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any


def go(path: str, query: str) -> None:
    """Show another page of the site, as a link to it would.

    Args:
        path: Its place in the address, empty for the page that the site opens on.
        query: The parameters, without a question mark.
    """
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.runtime import get_instance

    for info in get_instance()._session_mgr.list_active_sessions():
        info.session.request_rerun(ClientState(page_name=path, query_string=query))


def begin_with(way: str | None) -> None:
    """Begin the first run at a page that the address cannot name.

    Args:
        way: The page and its parameters, None where the address names it.
    """
    if way is None:
        return
    from streamlit.runtime.app_session import AppSession

    path, _, query = way.partition("?")
    session: Any = AppSession
    usual = session.request_rerun

    def first(self: Any, client_state: Any) -> None:
        session.request_rerun = usual
        if client_state is not None:
            client_state.page_script_hash = ""
            client_state.page_name, client_state.query_string = path.strip("/"), query
        usual(self, client_state)

    session.request_rerun = first


def record_each_run(recorded: Callable[[str], None]) -> None:
    """Tell after each run what became of the learner, wherever that changed.

    Args:
        recorded: Is told, in JSON.
    """
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

    record: Callable[[], Any] = import_module("lessons.static.lms.record").record
    runner: Any = ScriptRunner
    usual, said = runner._run_script, ""

    def run(self: Any, data: Any) -> None:
        nonlocal said
        usual(self, data)
        # The session of the run is still at hand here.
        now = json.dumps(record(), sort_keys=True)
        if now != said:
            said = now
            recorded(now)

    runner._run_script = run
