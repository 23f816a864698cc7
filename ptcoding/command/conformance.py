"""The ``conformance`` command: hand the kit to others, or put a calculator through it."""

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.command.writing import check_new
from ptcoding.errors import DocumentError, Problem, at_most_ten, printable
from ptcoding.explanation import counted

if TYPE_CHECKING:
    from ptcoding.conformance.score import Calculator, Outcome

FAILED = 1


def add_conformance(conformance: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        conformance: Its parser.
    """
    acts = conformance.add_subparsers(dest="act", title="acts", metavar="ACT", required=True)
    export = acts.add_parser("export", help="write the kit, ptcoding-conformance, as JSON")
    export.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    export.add_argument("--force", action="store_true", help="write over a file of that name")
    export.add_argument("--schema", action="store_true", help="write its JSON schema instead")
    run = acts.add_parser("run", help="put a calculator through the kit: a command, an address, or this package")
    run.add_argument("--url", default="", help="an address that takes a visit as the JSON of a POST")
    run.add_argument("--group", default="", help="one group of cases, such as ties (default: all)")
    run.add_argument("--json", action="store_true", help="print JSON")
    run.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar="COMMAND",
        help="a command that takes a visit as JSON on standard input and prints JSON (default: this package)",
    )


def run_conformance(given: argparse.Namespace) -> int:
    """Run the command.

    Args:
        given: What was asked for.

    Returns:
        The exit code: 0, or 1 where a calculator has not every case right.

    Raises:
        InputError: If the file cannot be written, or the group or the address is none.
    """
    if given.act == "export":
        check_new(given.file, "file", given.force)
        return _export(given.file, given.schema)
    from ptcoding.conformance.kit import kit
    from ptcoding.conformance.score import Verdict, put_through

    whole = kit()
    if given.group and given.group not in whole.groups:
        raise DocumentError([Problem("group", given.group, f"one of {', '.join(whole.groups)}")])
    cases = [case for case in whole.cases if given.group in ("", case.group)]
    outcomes = put_through(cases, _calculator(given.url, given.words), os.cpu_count() or 1)
    print(
        json.dumps(_record(whole.closed.isoformat(), outcomes), indent=2) if given.json else "\n".join(_text(outcomes))
    )
    return FAILED if any(outcome.verdict is not Verdict.RIGHT for outcome in outcomes) else 0


def _export(file: Path, schema: bool) -> int:
    from ptcoding.conformance.kit import kit, kit_text, schema_text

    try:
        file.write_text(schema_text() if schema else kit_text(), encoding="utf-8")
    except OSError as error:
        raise DocumentError([Problem("file", str(file), "a file that can be written")]) from error
    said = "The schema" if schema else f"Edition {kit().closed}, {counted(len(kit().cases), 'case')},"
    print(f"{said} written to {printable(str(file))}")
    return 0


def _calculator(url: str, words: Sequence[str]) -> "Calculator":
    from ptcoding.conformance.calculators import by_address, by_command, own

    command = list(words[1:] if words[:1] == ["--"] else words)
    if url and command:
        raise DocumentError([Problem("url", url, "an address or a command, not both")])
    if url:
        return by_address(url)
    return by_command(command) if command else own


def _record(edition: str, outcomes: "Sequence[Outcome]") -> dict[str, object]:
    """Write the score for another program."""
    groups: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.group, Counter())[outcome.verdict.value] += 1
    return {
        "edition": edition,
        "groups": {group: dict(counts) for group, counts in groups.items()},
        "not_right": [
            {
                "id": outcome.case.id,
                "verdict": outcome.verdict.value,
                "fits": list(outcome.fits),
                "why": outcome.why,
                "working": outcome.case.working,
            }
            for outcome in outcomes
            if outcome.verdict.value != "right"
        ],
    }


def _text(outcomes: "Sequence[Outcome]") -> list[str]:
    """Write the score as lines: every group, then the wrong rules that answers fit, then the first that are wrong."""
    from ptcoding.conformance.kit import kit
    from ptcoding.conformance.score import Verdict
    from ptcoding.learning.marking.misconception import misconceptions

    lines = []
    for group, name in kit().groups.items():
        counts = Counter(outcome.verdict for outcome in outcomes if outcome.case.group == group)
        if counts:
            left = f", {counts[Verdict.UNANSWERED]} unanswered" if counts[Verdict.UNANSWERED] else ""
            lines.append(f"{counts[Verdict.RIGHT]:>4} of {counts.total():>3}  {name}{left}")
    right = sum(outcome.verdict is Verdict.RIGHT for outcome in outcomes)
    lines.append(f"{right:>4} of {len(outcomes):>3}  right")
    fits = Counter(key for outcome in outcomes for key in outcome.fits)
    lines += [f"{number:>4} fit  {misconceptions()[key].name}" for key, number in fits.most_common()]
    missed = [outcome for outcome in outcomes if outcome.verdict is not Verdict.RIGHT]
    said = [f"{one.case.id}: {one.verdict.value}. {one.why or one.case.working}" for one in missed]
    return [*lines, *at_most_ten(said)]
