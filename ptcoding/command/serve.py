"""The ``serve`` command: answer other programs; nothing of it runs unasked."""

import argparse
from importlib.util import find_spec

from ptcoding.command.listening import as_address, as_port, listen
from ptcoding.errors import DocumentError, Problem

PORT, OTHER_PORT = 8600, 8700
MOST_CONNECTIONS = 64


def add_serve(serve: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        serve: Its parser.
    """
    kind = serve.add_mutually_exclusive_group(required=True)
    kind.add_argument("--api", action="store_true", help="HTTP: POST a visit or a note as JSON; see /openapi.json")
    kind.add_argument(
        "--mcp", action="store_true", help="Model Context Protocol over standard input, with the extra mcp"
    )
    # Names of their own: the app's port and address are options of the whole command.
    serve.add_argument("--port", dest="api_port", type=as_port, default=PORT, help=f"port (default {PORT})")
    serve.add_argument(
        "--address", dest="api_address", type=as_address, default="localhost", help="address (default localhost)"
    )


def run_serve(given: argparse.Namespace) -> int:
    """Serve until the process is ended.

    Args:
        given: What was asked for.

    Returns:
        The exit code.

    Raises:
        InputError: If the address cannot be listened on, or the extra is not installed.
    """
    return _over_stdio() if given.mcp else _over_http(given.api_address, given.api_port)


def _over_stdio() -> int:
    if find_spec("mcp") is None:
        raise DocumentError(
            [Problem("serve", "--mcp", "the package mcp: pip install '.[mcp]' in the project's folder")]
        )
    from ptcoding.serving.tools import run_over_stdio

    run_over_stdio()
    return 0


def _over_http(address: str, port: int) -> int:
    import uvicorn

    from ptcoding.serving.api import api

    config = uvicorn.Config(
        api(),
        host=address,
        port=port,
        access_log=False,
        log_level="warning",
        limit_concurrency=MOST_CONNECTIONS,
        server_header=False,
        lifespan="off",
        ws="none",
    )
    listening = listen(address, port, f"--port {OTHER_PORT}")
    print(f"http://{address}:{port}/openapi.json", flush=True)
    uvicorn.Server(config).run(sockets=[listening])
    return 0
