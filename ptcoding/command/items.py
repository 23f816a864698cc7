"""The ``items`` command: check a folder of items, write a bank for another system, or write its next edition."""

import argparse
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.command.writing import check_new
from ptcoding.errors import DocumentError, Problem, at_most_ten, printable
from ptcoding.explanation import counted

if TYPE_CHECKING:
    from ptcoding.learning.bank.bank import Bank

FORMATS = ("moodle", "gift", "qti", "anki")
BAD_FILES = 2


def add_items(items: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        items: Its parser.
    """
    acts = items.add_subparsers(dest="act", title="acts", metavar="ACT", required=True)
    check = acts.add_parser("check", help="say everything that is wrong in a folder of items and notes")
    check.add_argument("folder", type=Path, help="a folder that holds the folders items and notes, or a whole course")
    export = acts.add_parser("export", help="write the items for Moodle, a system that reads QTI, or Anki")
    export.add_argument("format", choices=FORMATS, help="what to write")
    export.add_argument("out", type=Path, help="the file to write")
    export.add_argument("--force", action="store_true", help="write over a file of that name")
    export.add_argument("--folder", type=Path, help="a folder of items (default: those of the course)")
    edition = acts.add_parser("edition", help="close an edition of the course's bank, with every item there is now")
    edition.add_argument(
        "out", type=Path, help="the file to write, named by its number: lessons/library/editions/3.toml"
    )


def run_items(given: argparse.Namespace, course: Path) -> int:
    """Run the command.

    Args:
        given: What was asked for.
        course: The folder of the course, with its own items and notes.

    Returns:
        The exit code: 0, or 2 where something is wrong in the folder.

    Raises:
        InputError: If there is nothing to export, or the file cannot be written.
    """
    from ptcoding.learning.bank.bank import read_bank

    topics = tomllib.loads((course / "library" / "topics.toml").read_text(encoding="utf-8"))["topics"]
    own = read_bank([course], topics)
    if given.act == "edition":
        return _close_edition(own, given.out)
    # The course beside itself would have every key twice.
    is_course = given.folder is None or given.folder.resolve() == course.resolve()
    bank = own if is_course else _beside(own, read_bank([course, given.folder], topics))
    if given.act == "export":
        check_new(given.out, "out", given.force)
        return _export(bank, given.format, given.out, course)
    if bank.problems:
        print("\n".join(at_most_ten(bank.problems)))
        return BAD_FILES
    notes = len(own.notes) if is_course else len(bank.notes) - len(own.notes)
    print(f"{counted(len(bank.items), 'item')}, {counted(notes, 'note')}: all good")
    return 0


def _beside(own: "Bank", both: "Bank") -> "Bank":
    """Take what a folder adds to the course: its items may show the course's notes, and may not take its keys."""
    taken = {item.key for item in own.items}
    items = tuple(item for item in both.items if item.key not in taken)
    problems = tuple(problem for problem in both.problems if problem not in own.problems)
    return replace(both, items=items, problems=problems)


def _export(bank: "Bank", name: str, out: Path, course: Path) -> int:
    if bank.problems:
        raise DocumentError(bank.problems)
    _write(out, _writer(name)(bank, _notices(course)))
    print(f"{counted(len(bank.items), 'item')} written to {printable(str(out))}")
    return 0


def _close_edition(bank: "Bank", out: Path) -> int:
    from ptcoding.learning.drill.drill import all_series
    from ptcoding.learning.paper.edition import Edition, listed, write_edition

    if bank.problems:
        raise DocumentError(bank.problems)
    if not re.fullmatch(r"[1-9][0-9]{0,3}\.toml", out.name):
        raise DocumentError([Problem("out", str(out), "a file named by the number of the edition, such as 3.toml")])
    today = datetime.now().astimezone().date()
    edition = Edition(out.stem, today, all_series()[-1], listed(bank.items))
    # An edition that was closed stays as it is: links and papers name it.
    check_new(out, "out")
    _write(out, write_edition(edition).encode())
    print(f"{counted(len(bank.items), 'item')} written to {printable(str(out))}")
    return 0


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise DocumentError([Problem("out", str(out), "a file that can be written")]) from error


def _writer(name: str) -> "Callable[[Bank, Sequence[str]], bytes]":
    if name == "moodle":
        from ptcoding.exchange.items.moodle import to_moodle as write
    elif name == "gift":
        from ptcoding.exchange.items.gift import to_gift as write
    elif name == "qti":
        from ptcoding.exchange.items.qti import to_qti as write
    else:
        from ptcoding.exchange.items.anki import to_anki as write
    return write


def _notices(course: Path) -> Sequence[str]:
    """Read the notices that the course prints below every page."""
    words = (course / "site" / "text" / "notices.md").read_text(encoding="utf-8")
    return [line for line in words.splitlines() if line and not line.startswith("#")]
