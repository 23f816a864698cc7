"""Long work in one process beside the server, a piece at a time, so that everybody else's pages go on.

Python runs one thread at a time: work of half a second in a thread of the server's slows all that others do meanwhile.
A question and its answer are a line of JSON each, on the pipes of the process; nothing is written anywhere else.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypeVar

import msgspec

from ptcoding.errors import InputError, Problem

Answer = TypeVar("Answer")
ROOT = Path(__file__).parents[2]
# Seconds that a visitor waits for their turn, and that a piece may take once it is.
PATIENCE, LONGEST = 30.0, 20.0
# How far this process steps back behind the server where both want the same processor.
YIELDS = 5


class AsideError(Exception):
    """Long work that was not done: too much of it was waiting, or its process failed."""


class Aside:
    """A process for long work, started with the first piece and again after a failure.

    Args:
        module: The module that it runs, which calls ``serve``.
        patience: Seconds that a caller waits for the turn.
        longest: Seconds that a piece may take.
    """

    def __init__(self, module: str, patience: float = PATIENCE, longest: float = LONGEST) -> None:
        self._module = module
        self._patience = patience
        self._longest = longest
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, work: str, kind: type[Answer], *given: str | None) -> Answer:
        """Have a piece of work done; one caller has the turn, the others wait.

        Args:
            work: Its name.
            kind: The kind of its answer.
            *given: What it takes.

        Returns:
            Its answer.

        Raises:
            InputError: If what is given cannot be read.
            AsideError: If the turn did not come, or the process failed.
        """
        if not self._turn.acquire(timeout=self._patience):
            raise AsideError("others came first")
        try:
            answer = self._answer(json.dumps([work, *given]))
        finally:
            self._turn.release()
        if "problems" in answer:
            raise InputError([Problem(*problem) for problem in answer["problems"]])
        return msgspec.convert(answer["answer"], kind)

    def _answer(self, question: str) -> Mapping[str, Any]:
        try:
            process = self._running()
        except OSError as error:
            raise AsideError("no process") from error
        # One that hangs is ended, and the end of its pipe ends the wait here.
        limit = threading.Timer(self._longest, process.kill)
        limit.daemon = True
        limit.start()
        try:
            said = _exchanged(process, question)
        finally:
            limit.cancel()
        if not said.endswith(b"\n"):
            _end(process)
            raise AsideError("no answer")
        answer: Mapping[str, Any] = json.loads(said)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            weakref.finalize(self, _end, self._process)
        return self._process


def serve(work: Mapping[str, Callable[..., object]]) -> None:
    """Do work until the server that asks for it ends.

    Args:
        work: What may be asked for, by name.
    """
    # Who presses Ctrl-C ends the server; the pipe it leaves ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.excepthook = _without_words
    if hasattr(os, "nice"):
        os.nice(YIELDS)
    for question in sys.stdin.buffer:
        name, *given = json.loads(question)
        print(json.dumps(_done(work[name], given)), flush=True)


def _done(work: Callable[..., object], given: list[str | None]) -> Mapping[str, object]:
    try:
        answer = work(*given)
    except InputError as error:
        return {"problems": [(problem.field, problem.value, problem.expected) for problem in error.problems]}
    return {"answer": asdict(answer) if is_dataclass(answer) and not isinstance(answer, type) else answer}


def _without_words(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """Log where it failed; the message of an error may quote a visitor."""
    sys.stderr.write("".join([*traceback.format_tb(trace), f"{kind.__name__}\n"]))


def _exchanged(process: subprocess.Popen[bytes], question: str) -> bytes:
    """Send a question and read the answer, which is no whole line where the process has ended."""
    asking, answering = _pipes(process)
    with suppress(OSError):
        asking.write(f"{question}\n".encode())
        asking.flush()
        return answering.readline()
    return b""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and give back its files."""
    process.kill()
    process.wait()
    for pipe in _pipes(process):
        # What a broken pipe still holds cannot be written any more.
        with suppress(OSError):
            pipe.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise AsideError("no pipes")
    return process.stdin, process.stdout
