"""A file of a bank, or its text, into plain tables; whatever it holds, the answer is tables or problems."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ptcoding.errors import Problem
from ptcoding.path import is_file

LARGEST_FILE = 1_000_000
# The reader of TOML takes time with the square of the parts of one key; a size alone is no limit of cost.
MOST_DOTS = 100
MOST_PARTS = 60_000
MOST_FILES = 400
GUIDE = "TOML as assets/guides/items.md shows it"
# What the file with the questions of a lesson is called, in the folder of the lesson.
LESSON_ITEMS = "items.toml"
# Text in quotation marks and comments; each alternative takes whatever follows its first sign, so none is tried twice.
_SAID = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{0,5}|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{0,5}|'[^'\n]*+'?|#[^\n]*+",
    re.DOTALL,
)


def read_source(where: Path | str, problems: list[Problem]) -> tuple[str, dict[str, Any]]:
    """Read a TOML file or text.

    Args:
        where: The file, or the text itself.
        problems: Where what is wrong is collected.

    Returns:
        The name for messages, and the tables; none where they cannot be read.

    >>> problems = []
    >>> read_source("difficulty = ", problems)[1], str(problems[0]).partition(",")[0]
    ({}, "text: 'Invalid value (at end of document)' given")
    """
    if isinstance(where, Path):
        return name_of(where), _parsed(name_of(where), _content(where, problems), problems)
    if len(where) > LARGEST_FILE:
        problems.append(Problem("text", f"{len(where):,} characters", f"at most {LARGEST_FILE:,}"))
        return "text", {}
    return "text", _parsed("text", where, problems)


def name_of(path: Path) -> str:
    """Give the name by which messages call a file.

    Args:
        path: The file.

    Returns:
        Its own name, after that of its folder where every lesson has a file of that name.

    >>> name_of(Path("course/two_rules/items.toml")), name_of(Path("items/mine.toml"))
    ('two_rules/items.toml', 'mine.toml')
    """
    return f"{path.parent.name}/{path.name}" if path.name == LESSON_ITEMS else path.name


def files_in(folder: Path, problems: list[Problem], *, needed: bool = True) -> Sequence[Path]:
    """List the TOML files of a folder.

    Args:
        folder: The folder.
        problems: Where what is wrong is collected.
        needed: Whether it is wrong that there is no such folder.

    Returns:
        Files in the order of their names, none where the folder cannot be read.
    """
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError as error:
        if needed or not isinstance(error, FileNotFoundError):
            problems.append(Problem(folder.name, error.strerror or "unreadable", "a folder that can be read"))
        return ()
    if len(found) > MOST_FILES:
        problems.append(Problem(folder.name, f"{len(found)} files", f"at most {MOST_FILES} files"))
    return found[:MOST_FILES]


def _content(path: Path, problems: list[Problem]) -> str:
    expected = f"a file of at most {LARGEST_FILE:,} bytes of text in UTF-8"
    try:
        # A pipe or a device may stand in a folder; reading it would never end.
        if not is_file(path):
            problems.append(Problem(name_of(path), "no plain file", expected))
            return ""
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            problems.append(Problem(name_of(path), "a larger file", expected))
            return ""
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(f"{name_of(path)}: line {line}", f"byte {raw[error.start]:#04x}", "text in UTF-8"))
    except OSError as error:
        problems.append(Problem(name_of(path), error.strerror or "unreadable", "a file that can be read"))
    return ""


def _parsed(name: str, text: str, problems: list[Problem]) -> dict[str, Any]:
    costly = _too_costly(name, text)
    if costly is not None:
        problems.append(costly)
        return {}
    try:
        return tomllib.loads(text)
    except RecursionError:
        problems.append(Problem(name, "tables nested too deeply", GUIDE))
    except ValueError as error:
        said = str(error)
        line = re.search(r"line (\d+)", said)
        where = f"{name}: line {line[1]}" if line else name
        problems.append(Problem(where, said, GUIDE))
    return {}


def _too_costly(name: str, text: str) -> Problem | None:
    """Tell what would take long to read, before it is read: keys of many parts, and a great many values."""
    bare = _SAID.sub("", text)
    for number, line in enumerate(bare.split("\n"), start=1):
        dots = line.count(".")
        if dots > MOST_DOTS:
            # Lines within quotation marks are gone here, so only the first of a file is sure to have its number.
            where = f"{name}: line {number}" if bare.count("\n") == text.count("\n") else name
            return Problem(where, f"{dots:,} dots in a line", f"at most {MOST_DOTS} outside quotation marks")
    parts = sum(bare.count(sign) for sign in "\n=,[{")
    if parts > MOST_PARTS:
        return Problem(name, f"{parts:,} lines, values and tables", f"at most {MOST_PARTS:,}")
    return None
