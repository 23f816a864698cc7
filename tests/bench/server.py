"""Start the two servers on free ports, and end them again."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
START_LIMIT = 60.0
STOP_LIMIT = 10.0

Command = Callable[[int], list[str]]


def our_command(port: int) -> list[str]:
    """Give the command that serves our app.

    Args:
        port: The port to serve on.

    Returns:
        The command line, to be run from the checkout root.
    """
    return [sys.executable, "-m", "ptcoding", "--port", str(port)]


def reference_command(port: int) -> list[str]:
    """Give the command that serves the reference page with Streamlit's default settings.

    Args:
        port: The port to serve on.

    Returns:
        The command line, to be run from the folder that holds the page.
    """
    settings = {
        "--server.headless": "true",
        "--server.address": HOST,
        "--server.port": str(port),
        "--browser.gatherUsageStats": "false",
    }
    options = [word for setting in settings.items() for word in setting]
    return [sys.executable, "-m", "streamlit", "run", "reference.py", *options]


def free_port() -> int:
    """Find a port nothing listens on.

    Returns:
        The port number.
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_up(port: int, health: str = "/_stcore/health") -> bool:
    """Ask a server whether it is ready.

    Args:
        port: The port it was given.
        health: Path of its health page.

    Returns:
        Whether its health page answers with 200.
    """
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", health)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server, and whatever it started itself.

    Args:
        process: A server started in a process group of its own.
    """
    for step in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, step)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_LIMIT)


@contextlib.contextmanager
def running(
    words: Sequence[str],
    port: int,
    folder: Path = CHECKOUT,
    env: Mapping[str, str] | None = None,
    health: str = "/_stcore/health",
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that serves, from the moment it answers until the block ends.

    Args:
        words: Its command line.
        port: The port that it was given.
        folder: The folder to run it in.
        env: Its environment, ours if left out.
        health: Path of its health page.

    Yields:
        Its process, which heads a process group of its own.

    Raises:
        RuntimeError: It ended, or was not ready in time.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            words, cwd=folder, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            limit = time.monotonic() + START_LIMIT
            while not is_up(port, health):
                if process.poll() is not None or time.monotonic() > limit:
                    output.seek(0)
                    raise RuntimeError(f"no server from {words}:\n{output.read().decode(errors='replace')}")
                time.sleep(0.1)
            yield process
        finally:
            stop(process)


@contextlib.contextmanager
def serve(command: Command, folder: Path, health: str = "/_stcore/health") -> Iterator[int]:
    """Run a server for as long as the block lasts.

    Args:
        command: Gives the command line for a port.
        folder: The folder to run it in.
        health: Path of its health page.

    Yields:
        The port it answers on.
    """
    port = free_port()
    # A setting left in the caller's environment would change one page or both.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with running(command(port), port, folder, clean, health):
        yield port


@contextlib.contextmanager
def serve_reference() -> Iterator[int]:
    """Serve the reference page away from the checkout, so that the checkout's settings do not reach it.

    Yields:
        The port it answers on.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(Path(__file__).with_name("reference.py"), folder)
        with serve(reference_command, folder) as port:
            yield port
