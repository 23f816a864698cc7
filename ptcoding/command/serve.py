"""The ``serve`` command: answer other programs; nothing of it runs unasked."""

import argparse

from ptcoding.command.listening import as_address, as_port
from ptcoding.errors import DocumentError, Problem

PORT = 8600
MOST_CONNECTIONS = 64


def add_serve(serve: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        serve: Its parser.
    """
    kind = serve.add_mutually_exclusive_group(required=True)
    kind.add_argument("--api", action="store_true", help="HTTP: POST a visit or a note as JSON; see /openapi.json")
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
        InputError: If the address cannot be listened on.
    """
    import socket

    import uvicorn

    from ptcoding.serving.api import api

    config = uvicorn.Config(
        api(),
        host=given.api_address,
        port=given.api_port,
        access_log=False,
        log_level="warning",
        limit_concurrency=MOST_CONNECTIONS,
        server_header=False,
        lifespan="off",
        ws="none",
    )
    where = f"{given.api_address}:{given.api_port}"
    family = socket.AF_INET6 if ":" in given.api_address else socket.AF_INET
    try:
        listening = socket.create_server((given.api_address, given.api_port), family=family)
    except OSError as error:
        raise DocumentError(
            [Problem("address", where, "an address of this machine with a port that is free")]
        ) from error
    print(f"http://{where}/openapi.json", flush=True)
    uvicorn.Server(config).run(sockets=[listening])
    return 0
