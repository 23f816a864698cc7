"""The ``room`` command: list the decks, check some, or open a live room."""

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ptcoding.errors import DocumentError, InputError, Problem, at_most_ten, printable
from ptcoding.explanation import counted

if TYPE_CHECKING:
    from ptcoding.learning.bank.bank import Bank
    from ptcoding.room.deck import Deck

FAILED, BAD_FILES = 1, 2
ITEMS = "PTCODING_ITEMS_DIR"


def add_room(room: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        room: Its parser.
    """
    acts = room.add_subparsers(dest="act", title="acts", metavar="ACT", required=True)
    listed = acts.add_parser("decks", help="list the decks that a room may run")
    listed.add_argument("--json", action="store_true", help="print JSON")
    opened = acts.add_parser("open", help="open a room in the database of the app")
    opened.add_argument("deck", help="key of a deck")
    opened.add_argument("--base", default="http://localhost:8501", help="address of the app, as phones reach it")
    opened.add_argument("--json", action="store_true", help="print JSON")
    check = acts.add_parser("check", help="say everything that is wrong in a folder of decks")
    check.add_argument("folder", type=Path, help="a folder with a TOML file for each deck")


def run_room(given: argparse.Namespace, course: Path, environment: Mapping[str, str] = os.environ) -> int:
    """Run the command.

    Args:
        given: What was asked for.
        course: The folder of the course, with its own decks.
        environment: Variables of the process, which name the database and folders of one's own.

    Returns:
        The exit code: 0, 1 where the room could not be kept, or 2 where something is wrong with a deck.

    Raises:
        InputError: If the deck or the address is none.
    """
    if given.act == "check":
        return _check(given.folder, course, _bank(course, environment))
    bank = _bank(course, environment)
    known = _decks(course, bank, environment)
    if given.act == "open":
        return _open(given, known, bank, environment)
    rows = [{"key": deck.key, "title": deck.title, "minutes": deck.minutes} for deck in known.values()]
    print(
        json.dumps(rows, indent=2)
        if given.json
        else "\n".join("{key}  {minutes} min  {title}".format(**row) for row in rows)
    )
    return 0


def links(base: str, code: str, token: str) -> dict[str, str]:
    """Write the three addresses of a room.

    Args:
        base: Address of the app.
        code: Code of the room.
        token: Token of its host, which stands behind a number sign: no server and no log ever sees it.

    Returns:
        ``phone``, ``host`` and ``wall``.

    >>> links("https://pt.example.org/", "23456789", "secret")["host"]
    'https://pt.example.org/r/23456789/host#secret'
    """
    room = f"{base.rstrip('/')}/r/{code}"
    return {"phone": room, "host": f"{room}/host#{token}", "wall": f"{room}/wall"}


def _open(given: argparse.Namespace, known: "Mapping[str, Deck]", bank: "Bank", environment: Mapping[str, str]) -> int:
    from ptcoding.learning.store.failure import StoreError
    from ptcoding.learning.store.place import place_of
    from ptcoding.room.deck_file import deck_of
    from ptcoding.room.known import pinned
    from ptcoding.room.store import RoomStore

    deck = pinned(deck_of(known, given.deck), bank)
    base = _address(given.base)
    store = RoomStore(place_of(environment))
    try:
        code, token = store.open(deck)
    except StoreError as error:
        print(f"ptcoding room: {error}", file=sys.stderr)
        return FAILED
    finally:
        store.close()
    told = {"code": code, **links(base, code, token), "host_token": token}
    print(json.dumps(told, indent=2) if given.json else "\n".join(f"{name:<11}{value}" for name, value in told.items()))
    return 0


def _check(folder: Path, course: Path, bank: "Bank") -> int:
    from ptcoding.learning.bank.source_file import files_in
    from ptcoding.room.deck_file import read_deck
    from ptcoding.room.known import known_in

    problems: list[Problem] = []
    known = known_in(course, bank)
    files = files_in(folder, problems)
    read = [read_deck(file, file.stem, known, problems) for file in files]
    if not files and not problems:
        problems.append(Problem("folder", str(folder), "a folder with TOML files of decks"))
    if problems:
        print("\n".join(at_most_ten(problems)))
        return BAD_FILES
    print(f"{counted(len(read), 'deck')}: all good")
    return 0


def _decks(course: Path, bank: "Bank", environment: Mapping[str, str]) -> "Mapping[str, Deck]":
    from ptcoding.room.deck_file import VARIABLE, decks
    from ptcoding.room.known import folders, known_in

    problems: list[Problem] = []
    found = decks(folders(course, environment.get(VARIABLE, "")), known_in(course, bank), problems)
    if problems:
        raise DocumentError(problems)
    return found


def _bank(course: Path, environment: Mapping[str, str]) -> "Bank":
    from ptcoding.learning.bank.bank import read_bank

    topics = tomllib.loads((course / "library" / "topics.toml").read_text(encoding="utf-8"))["topics"]
    named = environment.get(ITEMS, "")
    return read_bank([course, Path(named)] if named else [course], topics)


def _address(base: str) -> str:
    try:
        parts = urlsplit(base)
    except ValueError as error:
        raise InputError([Problem("base", printable(base), "an address such as https://pt.example.org")]) from error
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise DocumentError([Problem("base", printable(base), "an address such as https://pt.example.org")])
    return base
