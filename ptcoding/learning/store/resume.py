"""The link that leads back to a learner's progress: only its hash is kept."""

import hashlib
import re
import secrets

from sqlalchemy import Connection, select

from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.learning.store.tables import LEARNER

# 24 random bytes are 192 bits, 32 characters in a link.
TOKEN_BYTES = 24
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_SHOWN = 6


def new_link() -> str:
    """Draw the secret part of a link.

    Returns:
        32 characters that nobody can guess.
    """
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Give what is kept of a link.

    Args:
        token: The secret part of the link, or whatever was given as one.

    Returns:
        64 hexadecimal characters that do not lead back to it.
    """
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


def learner_of(connection: Connection, token: str) -> int:
    """Find the learner of a link; a malformed one is looked up like any other, so that all take as long.

    Args:
        connection: Where it is looked up.
        token: The secret part of the link.

    Returns:
        Number of the learner.

    Raises:
        UnknownKeyError: If the link leads nowhere.
    """
    found: int | None = connection.execute(select(LEARNER.c.number).where(LEARNER.c.hash == hash_of(token))).scalar()
    if found is None or not TOKEN.fullmatch(token):
        raise unknown_link(token)
    return found


def unknown_link(token: str) -> UnknownKeyError:
    """Say that a link leads nowhere.

    Args:
        token: The secret part of the link.

    Returns:
        The error; a link with one letter wrong is nearly somebody's, so it is not repeated whole.
    """
    shown = token if len(token) <= _SHOWN else f"{token[:_SHOWN]}…"
    return UnknownKeyError([Problem("resume link", shown, "the link of 32 characters that this site gave you")])
