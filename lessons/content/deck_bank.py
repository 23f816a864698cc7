"""The decks that a room may run: the course's own, and those of an instructor's folder."""

import os
from collections.abc import Mapping
from functools import cache

from lessons.content.course import HERE
from lessons.content.practice_bank import bank
from ptcoding.room.deck import Deck
from ptcoding.room.deck_file import VARIABLE, decks
from ptcoding.room.known import folders, known_in


@cache
def all_decks() -> Mapping[str, Deck]:
    """Read the decks once.

    Returns:
        The decks by key, those of the folder that ``PTCODING_DECKS_DIR`` names after the course's own.

    Raises:
        DocumentError: If a deck is wrong; carries every problem.
    """
    return decks(folders(HERE, os.environ.get(VARIABLE, "")), known_in(HERE, bank()))
