"""The items and notes to practise on: the project's own, and those of an instructor's folder."""

import os
from functools import cache
from pathlib import Path

from lessons.content.course import HERE, topics
from ptcoding.learning.bank.bank import Bank, read_bank
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
def pool() -> Pool:
    """Give everything that may be asked: the items of the bank, and each trap of the drills.

    >>> pool().question("minutes_and_the_table-1").topic
    'T08'
    """
    return Pool.of(bank())
