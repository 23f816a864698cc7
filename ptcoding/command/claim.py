"""The ``claim`` command: the lines of the claim of a visit, and what is found in it."""

import argparse
import json

from ptcoding.command.visit_given import is_document, text_of, visit_of
from ptcoding.exchange.visit.several import read_several
from ptcoding.explanation import message
from ptcoding.facts import facts


def add_claim(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: Its parser.
    """
    parser.add_argument(
        "visit", help="a share link of the app, a file saved there (JSON or CSV), or - for JSON on standard input"
    )
    parser.add_argument("--rule", default="", help="counting rule (default: the visit's, else cms)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run_claim(given: argparse.Namespace) -> int:
    """Write the claim of a visit, or the claims of the disciplines of one day.

    Args:
        given: What the command line says.

    Returns:
        The exit code.

    Raises:
        InputError: If it is no visit, or there is no such rule.
    """
    from ptcoding.billing.claim.claim import claim_of

    text = text_of(given.visit) if is_document(given.visit) else ""
    several = read_several(text)
    if several:
        from ptcoding.command.disciplines import run_several

        return run_several(several, given.rule, given.json)
    visit = visit_of(given.visit, text)
    written = claim_of(visit.counted(facts().rule(given.rule) if given.rule else None), visit.circumstances)
    rule, payer = written.allocation.rule, visit.session.payer
    card = facts().payers.get(payer)
    if given.json:
        from ptcoding.exchange.told.claim import claim_record

        print(json.dumps(claim_record(written), indent=2))
        return 0
    print(f"Payer: {card.name if card else payer or 'none named, so Medicare'}. Count: {rule.name}.")
    for line in written.lines:
        print(f"  {line.code}  {' '.join(line.modifiers):<12}  {line.units}")
    for finding in written.findings:
        print(f"{finding.severity.value}: {message(finding)}  [{facts().sources[finding.source].short}]")
    return 0
