"""What is to run soon runs in one turn of the browser: by itself, Pyodide's loop asks for a turn for each."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

# Work that begets work without end still lets the browser's own messages in.
MOST = 1000


class Turns:
    """Takes over what a loop is to run soon.

    Args:
        loop: The loop, which gives a turn after no time by ``call_later``.
    """

    def __init__(self, loop: Any) -> None:
        self._loop, self._ready = loop, deque[asyncio.Handle]()
        self._is_due = False
        loop.call_soon = self.soon

    def soon(self, work: Callable[..., object], *given: Any, context: Context | None = None) -> asyncio.Handle:
        """Run something in the next turn, or still in this one.

        Args:
            work: What is run.
            given: What it is given.
            context: Where it runs, a copy of this context if None.

        Returns:
            What can stop it.
        """
        handle = asyncio.Handle(work, given, self._loop, context=context)
        self._ready.append(handle)
        self._ask()
        return handle

    def _ask(self) -> None:
        if not self._is_due:
            self._is_due = True
            self._loop.call_later(0, self._turn)

    def _turn(self) -> None:
        try:
            for _ in range(MOST):
                if not self._ready:
                    break
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            self._is_due = False
            if self._ready:
                self._ask()
