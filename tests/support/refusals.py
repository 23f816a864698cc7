"""Readers of visits that either read or refuse in words."""

from collections.abc import Callable

from ptcoding import InputError, Session


def reads_or_refuses(reader: Callable[[], Session]) -> None:
    """Let every error but an input error through."""
    try:
        found = reader()
    except InputError:
        return
    assert isinstance(found, Session)


def refusal(reader: Callable[[], Session]) -> str:
    """The words of the refusal, none when the visit is read."""
    try:
        reader()
    except InputError as error:
        return str(error)
    return ""
