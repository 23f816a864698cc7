"""The ``ptcoding`` command: run the app, or count units in a terminal."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from ptcoding.billing.count.allocation import Allocation
from ptcoding.command import note as cli_note
from ptcoding.command.audit import add_audit, run_audit
from ptcoding.command.backup import add_backup, run_backup
from ptcoding.command.conformance import add_conformance, run_conformance
from ptcoding.command.day import add_day, run_day
from ptcoding.command.denial import add_denial, run_denial
from ptcoding.command.facts import add_facts, run_facts
from ptcoding.command.items import add_items, run_items
from ptcoding.command.listening import as_address, as_port
from ptcoding.command.rates import add_rates, run_rates
from ptcoding.command.room import add_room, run_room
from ptcoding.command.serve import add_serve, run_serve
from ptcoding.command.terminal import speak_plainly
from ptcoding.errors import LONGEST_EXPECTED, DocumentError, InputError, Problem, cut, printable
from ptcoding.exchange.told.units import told_of, units_record
from ptcoding.exchange.visit.document import LARGEST_DOCUMENT, read_json
from ptcoding.exchange.visit.link import read_address
from ptcoding.exchange.visit.several import read_several
from ptcoding.exchange.visit.value import as_number
from ptcoding.exchange.visit.visit import Visit, read_visit
from ptcoding.explanation import counted, explain, message, told
from ptcoding.facts import facts

BAD_INPUT = 2
# What a shell reports of a command that a closed pipe has ended: 128 and the number of SIGPIPE.
CLOSED_PIPE = 141
# argparse looks at every option again for each one it meets; no command has ten.
MOST_OPTIONS = 100
# What a table of visits is called.
TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsm", ".xlsx")
READABLE = "a readable text file with a visit in JSON or CSV, or a share link"


# Commands that read what others bring, or answer them.
_FOR_OTHERS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {"audit": run_audit, "conformance": run_conformance, "day": run_day, "denial": run_denial, "serve": run_serve}
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
        if given.command == "units":
            return _units(given.services, given.rule, given.json)
        if given.command == "claim":
            return _claim(given.visit, given.rule, given.json)
        if given.command == "note":
            return cli_note.run(given.note, given.code, given.json)
        if given.command in _FOR_OTHERS:
            return _FOR_OTHERS[given.command](given)
        return _keep(given)
    except InputError as error:
        print(f"{parser.prog}: {told(error)}", file=sys.stderr)
        return BAD_INPUT


def _keep(given: argparse.Namespace) -> int:
    """Do what concerns a site's own files, or serve the app where no command is named."""
    if given.command == "facts":
        return run_facts(given)
    if given.command == "room":
        return run_room(given, app_file().parent / "lessons")
    if given.command in {"items", "rates"}:
        items = given.command == "items"
        return run_items(given, app_file().parent / "lessons") if items else run_rates(given)
    return run_backup(given.file) if given.command == "backup" else _run(given.port, given.address)


def _write_to_nobody() -> None:
    """Send what is left to nowhere, or Python would report the closed pipe once more on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(prog="ptcoding", description="Therapy minutes into units, with the reasons and sources.")
    parser.add_argument("--port", type=as_port, default=8501, help="port of the app (default 8501)")
    parser.add_argument(
        "--address",
        type=as_address,
        default="localhost",
        help="where the app listens (default localhost; 0.0.0.0: a room)",
    )
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    units = commands.add_parser("units", help="units, steps and sources of a visit")
    units.add_argument(
        "services",
        nargs="+",
        metavar="CODE=MINUTES",
        help="97110=33, or with clock times 97110=9:00-9:33; or one share link of the app",
    )
    units.add_argument(
        "--rule", default="", help=f"counting rule: {', '.join(facts().rules)} (default: a link's, else cms)"
    )
    units.add_argument("--json", action="store_true", help="print JSON")
    claim = commands.add_parser("claim", help="claim lines and findings of a visit")
    claim.add_argument(
        "visit", help="a share link of the app, a file saved there (JSON or CSV), or - for JSON on standard input"
    )
    claim.add_argument("--rule", default="", help="counting rule (default: the visit's, else cms)")
    claim.add_argument("--json", action="store_true", help="print JSON")
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


def _units(services: Sequence[str], rule_key: str, as_json: bool) -> int:
    visit = read_address(services[0]) if _is_link(services[0]) and len(services) == 1 else _typed(services)
    allocation = visit.counted(facts().rule(rule_key) if rule_key else None)
    print(json.dumps(units_record(allocation), indent=2) if as_json else _as_text(allocation))
    return 0


def _claim(name: str, rule_key: str, as_json: bool) -> int:
    from ptcoding.billing.claim.claim import claim_of

    text = _text_of(name) if _is_document(name) else ""
    several = read_several(text)
    if several:
        from ptcoding.command.disciplines import run_several

        return run_several(several, rule_key, as_json)
    visit = _visit_of(name, text)
    written = claim_of(visit.counted(facts().rule(rule_key) if rule_key else None), visit.circumstances)
    rule, payer = written.allocation.rule, visit.session.payer
    card = facts().payers.get(payer)
    if as_json:
        from ptcoding.exchange.told.claim import claim_record

        print(json.dumps(claim_record(written), indent=2))
        return 0
    print(f"Payer: {card.name if card else payer or 'none named, so Medicare'}. Count: {rule.name}.")
    for line in written.lines:
        print(f"  {line.code}  {' '.join(line.modifiers):<12}  {line.units}")
    for finding in written.findings:
        print(f"{finding.severity.value}: {message(finding)}  [{facts().sources[finding.source].short}]")
    return 0


def _visit_of(name: str, text: str) -> Visit:
    """Read a visit from a share link, or from the text of a file or of standard input."""
    if _is_link(name):
        return read_address(name)
    return read_json(text) if _is_document(name) else _visit_in(name)


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


def _is_document(name: str) -> bool:
    """Tell whether a visit comes as JSON: from standard input, or from a file that is not called a table."""
    return not _is_link(name) and Path(name).suffix.lower() not in TABLES


def _is_link(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def _text_of(name: str) -> str:
    """Read a document from a file or standard input, no more of it than a visit can be."""
    try:
        if name == "-":
            return sys.stdin.read(LARGEST_DOCUMENT + 1)
        with Path(name).open(encoding="utf-8") as file:
            return file.read(LARGEST_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        raise DocumentError([Problem("visit", name, READABLE)]) from error


def _typed(arguments: Sequence[str]) -> Visit:
    """Read services such as ``97110=33`` or ``97110=9:00-9:33``."""
    bare = [argument for argument in arguments if not argument.partition("=")[2]]
    if bare:
        expected = "minutes after an equals sign, such as 97110=33, or clock times, such as 97110=9:00-9:33"
        raise DocumentError([Problem("services", argument, expected) for argument in bare])
    rows = []
    for argument in arguments:
        code, _, when = argument.partition("=")
        rows.append({"code": code, **({"times": when} if ":" in when else {"minutes": as_number(when)})})
    return read_visit({"services": rows})


def _as_text(allocation: Allocation) -> str:
    minutes = counted(allocation.timed_minutes, "timed minute")
    units = counted(allocation.timed_units, "timed unit")
    lines = [
        f"{allocation.rule.name}: {minutes}, {units}",
        "",
    ]
    lines += [f"  {code}  {units}" for code, units in allocation.units.items()]
    lines.append("")
    lines += [
        f"{number}. {sentence.plain}  [{facts().sources[sentence.source].short}]"
        for number, sentence in enumerate(explain(allocation), start=1)
    ]
    lines += [f"!  {message(finding)}  [{facts().sources[finding.source].short}]" for finding in told_of(allocation)]
    return "\n".join(lines)


def _run(port: int, address: str) -> int:
    """Serve the app with the Streamlit of this environment, unless a setting cannot be right."""
    from ptcoding.command.settings import read_settings

    read_settings()
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
