"""The site in a browser's worker: the app is started once, and the worker's messages are handed to it."""

import asyncio
import os
import random
from collections.abc import Callable
from typing import Any

from lessons.static.inside.alone import alone
from lessons.static.inside.asgi import Door
from lessons.static.inside.later import Later
from lessons.static.inside.runs import begin_with, go, record_each_run
from lessons.static.inside.turns import Turns

# Nobody but this page can ask anything of the app: there is no other site to be kept out.
OPTIONS = {"server.enableXsrfProtection": False, "server.enableCORS": False, "runner.fastReruns": False}


class Bridge:
    """What the worker calls; what comes from JavaScript is turned to Python's here, and back.

    Args:
        door: The way in to the app.
        later: The packages that come later.
        to_js: Turns Python's values to JavaScript's.
    """

    def __init__(self, door: Door, later: Later, to_js: Callable[[Any], Any]) -> None:
        self._door, self._later, self._to_js = door, later, to_js

    async def http(self, method: str, path: str, headers: Any, body: Any) -> Any:
        """Answer a request with its status, headers and body."""
        content = body.to_bytes() if body is not None else b""
        status, said, answer = await self._door.request(method, path, headers.to_py(), content)
        # What is handed over is not packed, whatever a proxy would do with it.
        kept = [list(header) for header in said if header[0] != "content-encoding"]
        return self._to_js([status, kept, answer])

    def connect(self, number: int, path: str, protocols: Any, told: Any) -> None:
        """Open a websocket."""
        self._door.connect(number, path, protocols.to_py(), lambda kind, value: told(kind, self._to_js(value)))

    def receive(self, number: int, content: Any) -> None:
        """Hand over what came on a websocket."""
        self._door.receive(number, content.to_bytes())

    def go(self, path: str, query: str) -> None:
        """Show another page."""
        go(path, query)

    def missing(self) -> bool:
        """Tell whether the packages that come later have yet to come."""
        return not self._later.is_there

    def arrived(self) -> None:
        """Know that the packages that come later are where they belong."""
        self._later.arrived()

    def disconnect(self, number: int, code: int) -> None:
        """Close a websocket."""
        self._door.disconnect(number, code)


async def start(given: Any, recorded: Callable[[str], None] | None = None) -> Bridge:
    """Start the app.

    Args:
        given: What the worker knows: the app's ``folder``, the ``way`` to the page to begin with, the ``modules``
            that come later, how to ``bring`` them and how to ``put`` them where they belong.
        recorded: Is told what became of the learner after each run that changed it, None where nobody asks.

    Returns:
        What the worker calls.
    """
    from pyodide.ffi import to_js  # type: ignore[import-not-found] # there is one in a browser only

    os.chdir(given.folder)
    later = Later(given.modules.to_py(), lambda: given.bring().to_bytes(), lambda whole: given.put(to_js(whole)))
    later.watch()
    door = await opened()
    begin_with(given.way)
    if recorded is not None:
        record_each_run(recorded)
    # A picture of memory holds the random numbers of the day on which it was taken.
    random.seed()
    return Bridge(door, later, to_js)


async def opened() -> Door:
    """Open the app on the one thread that there is.

    Returns:
        The way in.
    """
    Turns(asyncio.get_running_loop())
    alone()
    from streamlit import config
    from streamlit.starlette import App

    from lessons.server.trouble import tell

    for key, value in OPTIONS.items():
        config.set_option(key, value)
    door = Door(App("lessons/frame.py", on_script_error=tell))
    await door.open()
    return door
