"""What a reader does with input that is no visit: it refuses it in words, and does nothing else."""

from collections.abc import Callable

from ptcoding.errors import InputError
from ptcoding.exchange.visit.visit import Visit


def reads_or_refuses(reader: Callable[[], Visit]) -> None:
    """Let every error but an input error through."""
    try:
        found = reader()
    except InputError:
        return
    assert isinstance(found, Visit)


def refusal(reader: Callable[[], Visit]) -> str:
    """Give the words of the refusal, none when the visit is read."""
    try:
        found = reader()
    except InputError as error:
        return str(error)
    assert isinstance(found, Visit)
    return ""
