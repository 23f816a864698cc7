"""Where progress is kept, read from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ptcoding.errors import InputError, Problem

VARIABLE = "PTCODING_DATABASE_URL"
EXPECTED = "sqlite:////folder/file.sqlite3 or postgresql://user:password@host/database"


@dataclass(frozen=True, slots=True)
class Place:
    """Where progress is kept.

    Args:
        url: Address of the server for SQLAlchemy, empty for a file.
        path: The file, None for a server.
    """

    url: str = ""
    path: Path | None = None


def place_of(environment: Mapping[str, str]) -> Place:
    """Tell where progress is kept.

    Args:
        environment: Variables of the process; ``PTCODING_DATABASE_URL`` names a database.

    Returns:
        The place; a file in the user's own data folder where none is named.

    Raises:
        InputError: If the address is none of a known database; its password is not repeated.

    >>> place_of({"PTCODING_DATABASE_URL": "postgres://me@host/progress"}).url
    'postgresql+psycopg://me@host/progress'
    """
    given = environment.get(VARIABLE, "").strip()
    if given:
        return place(given)
    from platformdirs import user_data_path

    return Place(path=user_data_path("ptcoding", appauthor=False) / "progress.sqlite3")


def place(address: str) -> Place:
    """Read the address of a database.

    Args:
        address: ``sqlite:///file``, ``postgresql://...`` or ``postgres://...``.

    Returns:
        The place.

    Raises:
        InputError: If it is no address of a known database; its password is not repeated.
    """
    scheme, separator, rest = address.partition("://")
    problem = Problem(VARIABLE, f"{scheme}://…" if separator else "a value without ://", EXPECTED)
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return Place(path=Path(rest[1:]))
    if not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise InputError([problem])
    try:
        # What is no text, such as half a sign from the environment, no driver could send.
        rest.encode()
        url = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        # The cause would repeat the whole address.
        raise InputError([problem]) from None
    return Place(url=url.render_as_string(hide_password=False))
