"""The visit that a command is given: typed, as a share link, or in a file."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.visit.document import LARGEST_DOCUMENT, read_json
from ptcoding.exchange.visit.link import read_address
from ptcoding.exchange.visit.value import as_number
from ptcoding.exchange.visit.visit import Visit, read_visit
from ptcoding.facts import facts

# What a table of visits is called.
TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsm", ".xlsx")
READABLE = "a readable text file with a visit in JSON or CSV, or a share link"


def visit_of(name: str, text: str) -> Visit:
    """Read the visit that a command was given.

    Args:
        name: A share link, a file, or - for standard input.
        text: What was read of it, where it is a document.

    Returns:
        The visit.

    Raises:
        DocumentError: If it is none.
    """
    if is_link(name):
        return read_address(name)
    if not is_document(name):
        return _visit_in(name)
    if _is_claim(text):
        raise DocumentError([Problem("visit", "a claim file", "one visit; `ptcoding day` reads claims (837P, FHIR)")])
    return read_json(text)


def _is_claim(text: str) -> bool:
    """Tell whether a document is a claim that others wrote, in X12 or as a FHIR resource."""
    if text.lstrip("\ufeff \r\n\t").startswith("ISA"):
        return True
    return re.match(r"\s*\{", text) is not None and '"resourceType"' in text


def _visit_in(name: str) -> Visit:
    """Read the one visit of a table, whatever its system calls its columns."""
    from ptcoding.exchange.day_sheet.single import read_one

    try:
        with Path(name).open("rb") as file:
            return read_one(file.read(LARGEST_DOCUMENT + 1), facts())
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise DocumentError([Problem("visit", name, READABLE)]) from error


def is_document(name: str) -> bool:
    """Tell whether a visit comes as JSON.

    Args:
        name: A share link, a file, or - for standard input.

    Returns:
        Whether it comes from standard input, or from a file that is not called a table.

    >>> is_document("-"), is_document("visit.json"), is_document("visit.CSV"), is_document("https://example.org/")
    (True, True, False, False)
    """
    return not is_link(name) and Path(name).suffix.lower() not in TABLES


def is_link(given: str) -> bool:
    """Tell whether a word of the command line is a link.

    Args:
        given: The word.

    Returns:
        Whether it is.
    """
    return given.lower().startswith(("http://", "https://"))


def text_of(name: str) -> str:
    """Read a document, no more of it than a visit can be.

    Args:
        name: A file, or - for standard input.

    Returns:
        Its text.

    Raises:
        DocumentError: If it cannot be read.
    """
    try:
        if name == "-":
            return sys.stdin.read(LARGEST_DOCUMENT + 1)
        with Path(name).open(encoding="utf-8") as file:
            return file.read(LARGEST_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        raise DocumentError([Problem("visit", name, READABLE)]) from error


def _bare(minutes: str) -> str:
    """Take the word off minutes that are written with one, as sheets take it."""
    return re.sub(r"(?<=[0-9])\s*(?:m|mins?|minutes?)\.?$", "", minutes, flags=re.IGNORECASE)


def typed(arguments: Sequence[str]) -> Visit:
    """Read services as they are typed.

    Args:
        arguments: Such as ``97110=33`` or ``97110=9:00-9:33``.

    Returns:
        The visit.

    Raises:
        DocumentError: If a service is none.
    """
    bare = [argument for argument in arguments if not argument.partition("=")[2]]
    if bare:
        expected = "minutes after an equals sign, such as 97110=33, or clock times, such as 97110=9:00-9:33"
        raise DocumentError([Problem("services", argument, expected) for argument in bare])
    rows = []
    for argument in arguments:
        code, _, when = argument.partition("=")
        rows.append({"code": code, **({"times": when} if ":" in when else {"minutes": as_number(_bare(when))})})
    return read_visit({"services": rows})
