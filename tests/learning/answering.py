"""Answers for tests, and a learner that is killed while answering."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from ptcoding.errors import UnknownKeyError
from ptcoding.learning.memory.progress import Answer, Mode, as_given
from ptcoding.learning.store.store import Store

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def answer(
    item: str = "quiz-1", *, topic: str = "T23", right: bool = True, after: float = 0, **values: object
) -> Answer:
    """Make an answer.

    Args:
        item: Key of the item.
        topic: Its topic.
        right: Whether it is right.
        after: Minutes after Monday, nine o'clock.
        **values: Other fields.

    Returns:
        The answer, of a showing of its own.
    """
    usual = {"key": str(uuid4()), "kind": "missing", "mode": Mode.PRACTICE, "given": as_given([1])}
    at = MONDAY + timedelta(minutes=after)
    return Answer(**{**usual, "item": item, "topic": topic, "right": right, "at": at, **values})


def is_known(store: Store, token: str) -> bool:
    """Tell whether a link leads to somebody's progress."""
    try:
        store.answers(token)
    except UnknownKeyError:
        return False
    return True


def numbered(number: int) -> str:
    """Make the UUID of a number.

    >>> numbered(3)
    '00000000-0000-0000-0000-000000000003'
    """
    return str(UUID(int=number))


def said_of(read: Callable[[], object], refusal: type[Exception]) -> str:
    """Try to read something.

    Args:
        read: Reads it.
        refusal: How it may be refused.

    Returns:
        The message of the refusal, empty where it was read.
    """
    try:
        read()
    except refusal as error:
        return str(error)
    return ""


def main(arguments: Sequence[str]) -> None:
    """Answer without end, and print the key of every answer once it is acknowledged.

    Args:
        arguments: Address of the store, the token, and the first number.
    """
    address, token, first = arguments
    store = Store(address)
    number = int(first)
    while True:
        store.record(token, answer(key=numbered(number)))
        print(numbered(number), flush=True)
        number += 1


if __name__ == "__main__":
    main(sys.argv[1:])
