"""Where a server listens, as it is typed."""

import argparse
import re

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
