"""The items and notes to practice on: the project's own, and those of an instructor's folder."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lessons.content.course import HERE, topics
from ptcoding.learning.bank.bank import Bank, read_bank
from ptcoding.learning.paper.edition import Edition, listed, read_editions
from ptcoding.learning.pool import Pool

FOLDER = "PTCODING_ITEMS_DIR"


@cache
def bank() -> Bank:
    """Read the bank once.

    Returns:
        The items and notes of the project, then those of the folder that ``PTCODING_ITEMS_DIR`` names; what is wrong
        with the instructor's files stands in the bank's problems, and their other files are used.

    >>> bank()["minutes_and_the_table-1"].kind.value
    'recall'
    """
    named = os.environ.get(FOLDER, "")
    return read_bank([HERE, Path(named)] if named else [HERE], topics())


@cache
def pool(edition: str = "") -> Pool:
    """Give everything that may be asked: the items of the bank, and each trap of the drills.

    Args:
        edition: Name of an edition for what its papers are drawn from; everything as it is now where none is named.

    Raises:
        KeyError: If there is no such edition.

    >>> pool().question("minutes_and_the_table-1").topic
    'T08'
    """
    return Pool.of_edition(bank(), editions()[edition]) if edition else Pool.of(bank())


@cache
def editions() -> Mapping[str, Edition]:
    """Read what papers may be drawn from, by name.

    Returns:
        The editions of the bank, oldest first; where the bank has questions that are in no edition, the newest with
        these comes last, under a name that tells which they are.

    >>> editions()["1"].series
    1
    """
    closed = read_editions(HERE / "library" / "editions")
    whole = newest(closed).with_more(listed(bank().items))
    return MappingProxyType({**closed, whole.name: whole})


def newest(known: Mapping[str, Edition]) -> Edition:
    """Give the newest of some editions.

    Args:
        known: Editions, oldest first.

    Returns:
        The last one.
    """
    return known[list(known)[-1]]


def closed_edition() -> Edition:
    """Give the newest edition that never changes: what a new exam is drawn from."""
    return newest({name: edition for name, edition in editions().items() if name.isdigit()})


def whole_bank() -> Edition:
    """Give the newest edition and every question that is in none yet, an instructor's own among them."""
    return newest(editions())
