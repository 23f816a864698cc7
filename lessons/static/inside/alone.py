"""Streamlit on the one thread of a browser's worker: what it would hand to another runs where it is.

Each name that is replaced here is private to Streamlit or anyio: `tests/static/test_alone.py` fails where one of them
changed.
"""

import asyncio
import contextvars
import sys
import threading
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any


def alone() -> None:
    """Have anyio, asyncio and Streamlit do without threads, once, before an app is made."""
    _without_interpreters()
    from anyio._backends import _asyncio
    from streamlit.commands import logo, page_config
    from streamlit.runtime import app_session
    from streamlit.runtime.scriptrunner import script_runner

    # What is replaced has no type that it would keep.
    backend: Any = _asyncio.AsyncIOBackend
    timer: Any = threading.Timer
    runs: Any = script_runner
    sessions: Any = app_session
    drawings: tuple[Any, ...] = (logo, page_config)
    backend.run_sync_in_worker_thread = staticmethod(_inline)
    asyncio.to_thread = _to_thread
    # A timer shows a spinner later; nothing is shown before a run ends anyway.
    timer.start = _never
    runs.ScriptRunner.start = _start
    runs.ScriptRunner._install_event_loop = _never
    # Streamlit asks for numpy and Pillow before it looks at what it was given.
    for module in drawings:
        module.image_to_url = _as_data
    runs.asyncio = sessions.asyncio = _QuietAsyncio()


def _without_interpreters() -> None:
    """Give anyio an empty module where it expects one for other interpreters: a browser's Python has none."""
    name = "anyio.to_interpreter"
    stand_in: Any = ModuleType(name)
    stand_in.run_sync = stand_in.current_default_interpreter_limiter = None
    sys.modules.setdefault(name, stand_in)


async def _inline(work: Callable[..., Any], given: tuple[Any, ...], *_: object, **__: object) -> Any:
    return work(*given)


async def _to_thread(work: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
    return work(*given, **named)


def _as_data(image: str, *_: object, **__: object) -> str:
    """Give a drawing as the address that holds it."""
    return f"data:image/svg+xml;base64,{b64encode(Path(image).read_bytes()).decode()}"


def _never(*_: object) -> None:
    """Do nothing, where a thread or a loop of its own would begin."""


def _start(self: Any) -> None:
    """Run a script soon on this thread, in a copy of the context as a thread would have."""
    if self._script_thread is not None:
        raise RuntimeError("ScriptRunner was already started")
    self._script_thread = threading.current_thread()
    asyncio.get_running_loop().call_soon(contextvars.copy_context().run, _run, self)


def _run(runner: Any) -> None:
    """Run it, and leave the thread without what belongs to a run: the next one is somebody else's."""
    from streamlit.runtime.scriptrunner_utils import script_run_context

    name: str = vars(script_run_context)["SCRIPT_RUN_CONTEXT_ATTR_NAME"]
    thread = threading.current_thread()
    before = getattr(thread, name, None)
    try:
        runner._run_script_thread()
    finally:
        if before is not None:
            setattr(thread, name, before)
        elif hasattr(thread, name):
            delattr(thread, name)


class _NoLoop:
    """Stands where the loop of a script's own thread would be."""

    def __init__(self) -> None:
        self._closed = False

    def is_closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        self._closed = True


class _QuietAsyncio:
    """The module asyncio, in which a run can neither make a loop nor take the one loop away."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    def set_event_loop(self, _: object) -> None:
        """Leave the loop as it is."""

    def new_event_loop(self) -> _NoLoop:
        """Give something to close."""
        return _NoLoop()
