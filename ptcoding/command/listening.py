"""Where a server listens, as it is typed."""

import argparse
import errno
import re
import socket

from ptcoding.errors import DocumentError, Problem

LAST_PORT = 65_535


def as_port(text: str) -> int:
    """Read a port, refusing what cannot be one.

    Args:
        text: What was typed.

    Returns:
        The port.

    Raises:
        argparse.ArgumentTypeError: If it is none.

    >>> as_port("8600")
    8600
    """
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} given, expected a port from 1 to {LAST_PORT}")
    return int(text)


def as_address(text: str) -> str:
    """Read an address to listen on, refusing what could be read as another option.

    Args:
        text: What was typed.

    Returns:
        The address.

    Raises:
        argparse.ArgumentTypeError: If it is none.

    >>> as_address("0.0.0.0")
    '0.0.0.0'
    """
    if not re.fullmatch(r"[0-9A-Za-z:][0-9A-Za-z.:-]{0,250}", text):
        raise argparse.ArgumentTypeError(f"{text!r} given, expected an address such as localhost or 0.0.0.0")
    return text


def listen(address: str, port: int, hint: str) -> socket.socket:
    """Listen where it was asked for, or say in words why that cannot be.

    Args:
        address: The address.
        port: The port.
        hint: How another port is chosen.

    Returns:
        A socket that listens.

    Raises:
        DocumentError: If the address is none of this machine, or the port is taken or not for this user.

    >>> listen("192.0.2.1", 8600, "--port 8601")
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: address: '192.0.2.1' given, expected an address of this machine, such as ...
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        problem = Problem("address", address, "an address of this machine, such as localhost or 0.0.0.0")
        if error.errno == errno.EADDRINUSE:
            problem = Problem("port", str(port), f"a port that no other program has, such as {hint}")
        if error.errno == errno.EACCES:
            problem = Problem("port", str(port), f"a port that you may open, such as {hint}")
        raise DocumentError([problem]) from error
