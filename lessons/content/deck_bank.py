"""The decks that a room may run: the course's own, and those of an instructor's folder."""

import os
from collections.abc import Mapping
from functools import cache

from lessons.content.course import HERE
from lessons.content.practice_bank import bank
from ptcoding.errors import Problem
from ptcoding.room.deck import Deck
from ptcoding.room.deck_file import VARIABLE, decks
from ptcoding.room.known import folders, known_in


@cache
def deck_bank() -> tuple[Mapping[str, Deck], tuple[Problem, ...]]:
    """Read the decks once.

    Returns:
        The decks by key, those of the folder that ``PTCODING_DECKS_DIR`` names among them; and what is wrong with the
        files that were left out.
    """
    problems: list[Problem] = []
    found = decks(folders(HERE, os.environ.get(VARIABLE, "")), known_in(HERE, bank()), problems)
    return found, tuple(problems)


def all_decks() -> Mapping[str, Deck]:
    """Give the decks by key.

    >>> all_decks()["slp_30"].minutes
    30
    """
    return deck_bank()[0]
