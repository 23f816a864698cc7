"""The ``facts`` command: show the editions of every table, or take in files that CMS publishes."""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.command.facts_shown import shown
from ptcoding.facts import Facts
from ptcoding.facts.own import own_folder

if TYPE_CHECKING:
    from ptcoding.exchange.cms_file.stream import Progress

WIDTH = 30


def add_facts(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: Its parser.
    """
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("show", help="the editions of every table, with their days and how they were read")
    load = acts.add_parser("load", help="load CMS files: practitioner PTP edits, MUE, PPRRVU, ICD-10-CM order")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file as downloaded, zipped or not")
    load.add_argument("--replace", action="store_true", help="load an edition again that is already there")
    load.add_argument(
        "--effective", type=_day, metavar="YYYY-MM-DD", help="first day it applies to, if the file doesn't say"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} given, expected a day such as 2026-10-01") from None


def run_facts(given: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Run the command.

    Args:
        given: What the command line says.
        environment: Variables of the process, which name the folder.

    Returns:
        The exit code, 0.

    Raises:
        InputError: If a file cannot be taken in; the facts then stay as they were.
    """
    folder = own_folder(environment)
    if given.act == "show":
        print(f"Own editions are kept in {folder}")
        for line in shown(Facts(own=folder)):
            print("  ".join(part for part in line if part))
        return 0
    return _load(folder, given)


def _load(folder: Path, given: argparse.Namespace) -> int:
    from ptcoding.exchange.cms_file.take import Asked, take_in

    for edition in take_in(Asked(given.files, given.effective, given.replace), folder, bar):
        print(f"{edition.name}: {edition.rows:,} of {edition.read:,} rows kept in {folder / edition.file}")
    return 0


def bar(name: str) -> "Progress":
    """Make a progress bar on a terminal; where nobody watches, it draws nothing.

    Args:
        name: What is read.

    Returns:
        What to tell how far it is.
    """
    if not sys.stderr.isatty():
        return lambda _read, _size: None
    drawn = [-1]

    def tell(read: int, size: int) -> None:
        done = min(read * WIDTH // max(size, 1), WIDTH)
        if done != drawn[0]:
            drawn[0] = done
            end = "\n" if done == WIDTH else ""
            print(f"\r{name[:40]} [{'#' * done:<{WIDTH}}]", end=end, file=sys.stderr, flush=True)

    return tell
