"""The ``ptcoding`` command: run the app, or one of the commands, which are a module each."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from ptcoding import __version__
from ptcoding.command import note as cli_note
from ptcoding.command.audit import add_audit, run_audit
from ptcoding.command.backup import add_backup, run_backup
from ptcoding.command.claim import add_claim, run_claim
from ptcoding.command.conformance import add_conformance, run_conformance
from ptcoding.command.day import add_day, run_day
from ptcoding.command.denial import add_denial, run_denial
from ptcoding.command.facts import add_facts, run_facts
from ptcoding.command.items import add_items, run_items
from ptcoding.command.listening import as_address, as_port, listen
from ptcoding.command.rates import add_rates, run_rates
from ptcoding.command.room import add_room, run_room
from ptcoding.command.serve import add_serve, run_serve
from ptcoding.command.terminal import speak_plainly
from ptcoding.command.units import add_units, run_units
from ptcoding.errors import LONGEST_EXPECTED, InputError, cut, printable
from ptcoding.explanation import told

BAD_INPUT = 2
# What a shell reports of a command that a closed pipe has ended: 128 and the number of SIGPIPE.
CLOSED_PIPE = 141
OTHER_PORT = "--port 8600, or make run PORT=8600"
# argparse looks at every option again for each one it meets; no command has ten.
MOST_OPTIONS = 100

# Commands that want nothing but what the command line says.
_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "audit": run_audit,
        "claim": run_claim,
        "conformance": run_conformance,
        "day": run_day,
        "denial": run_denial,
        "facts": run_facts,
        "note": cli_note.run,
        "rates": run_rates,
        "serve": run_serve,
        "units": run_units,
    }
)


class _OneLineParser(argparse.ArgumentParser):
    """A parser that reports bad usage in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {printable(cut(message, LONGEST_EXPECTED))}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What follows the command's name; the process's own when None.

    Returns:
        The exit code: 0, 2 after one line on bad input, or 141 where the reader of a pipe has closed it.
    """
    speak_plainly()
    try:
        try:
            return _answer(arguments)
        finally:
            # What is still held back meets a closed pipe here, where it can be dealt with.
            print(end="", flush=True)
    except BrokenPipeError:
        _write_to_nobody()
        return CLOSED_PIPE


def _answer(arguments: Sequence[str] | None) -> int:
    """Do what the command line asks for."""
    parser = _parser()
    words = sys.argv[1:] if arguments is None else arguments
    options = sum(word.startswith("-") for word in words)
    if options > MOST_OPTIONS:
        parser.error(f"{options:,} words that begin with a hyphen; expected at most {MOST_OPTIONS}")
    given = parser.parse_args(words)
    try:
        if given.command in _COMMANDS:
            return _COMMANDS[given.command](given)
        return _keep(given)
    except InputError as error:
        print(f"{parser.prog}: {told(error)}", file=sys.stderr)
        return BAD_INPUT


def _keep(given: argparse.Namespace) -> int:
    """Do what concerns a site's own files, or serve the app where no command is named."""
    if given.command == "room":
        return run_room(given, app_file().parent / "lessons")
    if given.command == "items":
        return run_items(given, app_file().parent / "lessons")
    return run_backup(given.file) if given.command == "backup" else _run(given.port, given.address)


def _write_to_nobody() -> None:
    """Send what is left to nowhere, or Python would report the closed pipe once more on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(prog="ptcoding", description="Therapy minutes into units, with the reasons and sources.")
    parser.add_argument("--version", action="version", version=f"ptcoding {__version__}")
    parser.add_argument("--port", type=as_port, default=8501, help="port of the app (default 8501)")
    parser.add_argument(
        "--address",
        type=as_address,
        default="localhost",
        help="where the app listens (default localhost; 0.0.0.0: a room)",
    )
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    add_units(commands.add_parser("units", help="units, steps and sources of a visit"))
    add_claim(commands.add_parser("claim", help="claim lines and findings of a visit"))
    cli_note.add_arguments(commands.add_parser("note", help="what a note shows, and what a reviewer would object to"))
    add_day(commands.add_parser("day", help="units, billed beside earned, and findings for every visit of a day sheet"))
    add_audit(commands.add_parser("audit", help="units and findings of tables of visits, a million at a time"))
    add_denial(commands.add_parser("denial", help="why a line was denied, and what to do about it"))
    add_items(commands.add_parser("items", help="check a folder of items, or export them"))
    add_rates(commands.add_parser("rates", help="prices of a code in a plan's or a hospital's published file"))
    add_facts(commands.add_parser("facts", help="show which editions are in use, or load files that CMS publishes"))
    add_room(commands.add_parser("room", help="list the decks of a live room, check some, or open one"))
    add_conformance(commands.add_parser("conformance", help="write the conformance kit, or score a calculator with it"))
    add_serve(commands.add_parser("serve", help="answer other programs: units, claims and notes as JSON"))
    add_backup(commands.add_parser("backup", help="copy the database of answers whole, while the app runs too"))
    return parser


def _run(port: int, address: str) -> int:
    """Serve the app with the Streamlit of this environment, unless a setting cannot be right."""
    from ptcoding.command.settings import read_settings

    read_settings()
    # Streamlit would end with a traceback, or in words that name no way on.
    listen(address, port, OTHER_PORT).close()
    script = app_file()
    where = ["--server.port", str(port), "--server.address", address]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *where]
    os.chdir(script.parent)
    if os.name == "posix":
        os.execv(sys.executable, command)
    return subprocess.call(command)


def app_file() -> Path:
    """Find the app: beside the package in a checkout, in its own folder where a wheel was installed.

    Returns:
        Path of ``app.py``.
    """
    beside = Path(__file__).resolve().parents[2]
    installed = beside / "ptcoding_site" / "app.py"
    return installed if installed.exists() else beside / "app.py"
