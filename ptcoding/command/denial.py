"""The ``denial`` command: why a line was cut or denied, and what to do about it."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.facts import facts

if TYPE_CHECKING:
    from ptcoding.exchange.denial.answer import Answer
    from ptcoding.exchange.denial.typed import Denied

NEXT = {
    "correct": "Send a corrected claim.",
    "appeal": "Appeal, or write it off.",
    "either": "Correct it or appeal, depending on what the record shows.",
    "other_payer": "Bill the payer that comes first.",
    "patient": "Check who owes it; it may be the patient's.",
    "none": "Nothing to fix.",
    "": "Look the code up.",
}


def add_denial(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: The command's parser.
    """
    parser.add_argument(
        "said", nargs="+", metavar="FILE | CODES", help="an 835 file, or codes such as CO-97 N130 97140"
    )
    parser.add_argument("--payer", default="", help="key of the payer, for its deadlines (default: Medicare's)")
    parser.add_argument("--on", default="", metavar="DATE", help="date of service, for the edits and limits of the day")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run_denial(given: argparse.Namespace) -> int:
    """Explain what a remittance says.

    Args:
        given: The command line as read: ``said``, ``payer``, ``on`` and ``json``.

    Returns:
        The exit code.

    Raises:
        InputError: If it cannot be read.
    """
    from ptcoding.exchange.denial.answer import answer, as_record

    day = _day(given.on)
    if given.payer and given.payer not in facts().payers:
        raise DocumentError([Problem("payer", given.payer, f"one of {', '.join(facts().payers)}")])
    found = [answer(denied, facts(), payer=given.payer, on=day) for denied in _denied(given.said)]
    if given.json:
        print(json.dumps({"denials": [as_record(one, facts()) for one in found]}, indent=2))
        return 0
    print("\n\n".join("\n".join(_as_text(one)) for one in found))
    return 0


def _day(text: str) -> Date | None:
    try:
        return Date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DocumentError([Problem("on", quoted(text), "a date such as 2026-03-02")]) from error


def _denied(said: Sequence[str]) -> "Sequence[Denied]":
    """Read a file where one of that name exists, else codes as typed."""
    from ptcoding.exchange.denial.typed import read_denial
    from ptcoding.exchange.x12.remittance import read_remittance

    if len(said) == 1 and Path(said[0]).is_file():
        return read_remittance(Path(said[0]).read_bytes()).denials
    return read_denial(" ".join(said), facts())


def _as_text(found: "Answer") -> Iterator[str]:
    """Write an answer for a terminal."""
    denied = found.denied
    yield " ".join(filter(None, ["-".join(filter(None, [denied.group, denied.reason])), *denied.remarks]))
    yield from (f"  {said}" for said in found.meaning)
    yield from (f"  {code}: not among the codes read here; look it up at x12.org/codes" for code in found.unknown)
    if found.kinds:
        yield f"It comes down to: {'; '.join(kind.name for kind in found.kinds)}."
    yield from (f"! {said}" for said in found.warnings)
    yield from _listed("On these lines", [*found.on_these, *(look.says for look in found.looks)])
    yield from _listed("Likely behind it", [cause for kind in found.kinds for cause in kind.causes])
    yield from _listed("Check", [step for kind in found.kinds for step in kind.check])
    yield f"Next: {NEXT[found.next]} {found.kinds[0].do if found.kinds else ''}".rstrip()
    yield from _listed("Send", [thing for kind in found.kinds for thing in kind.send])
    yield from _listed("Time", [f"{row.step}: {row.time}" for row in found.deadlines])
    yield f"[{'; '.join(facts().sources[key].short for key in found.sources)}]"


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        yield from (f"  - {line}" for line in lines)
