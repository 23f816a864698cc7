"""``ptcoding claim`` of a document with several disciplines of one day."""

import json
from collections.abc import Sequence

from ptcoding.billing.claim.disciplines import Shared, shared
from ptcoding.exchange.told.claim import several_record
from ptcoding.exchange.visit.visit import Visit
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.finding import Finding


def run_several(visits: Sequence[Visit], rule_key: str, as_json: bool) -> int:
    """Print the claims of the disciplines, and what concerns them together.

    Args:
        visits: The visits in the order of the day.
        rule_key: A counting rule in place of the visits' own, empty for theirs.
        as_json: Whether to print JSON.

    Returns:
        The exit code.

    Raises:
        InputError: If they are not two or three visits of one day and payer, each of another discipline.
    """
    rule = facts().rule(rule_key) if rule_key else None
    found = shared([(visit.counted(rule), visit.circumstances) for visit in visits])
    print(json.dumps(several_record(found), indent=2) if as_json else "\n".join(_text(found)))
    return 0


def _text(found: Shared) -> list[str]:
    said = []
    for claim in found.claims:
        said.append(f"{claim.allocation.session.discipline.value}. Count: {claim.allocation.rule.name}.")
        said += [f"  {line.code}  {' '.join(line.modifiers):<12}  {line.units}" for line in claim.lines]
        said += [_line(finding) for finding in claim.findings]
    return [*said, "Together:", *(_line(finding) for finding in found.findings)]


def _line(finding: Finding) -> str:
    return f"{finding.severity.value}: {message(finding)}  [{facts().sources[finding.source].short}]"
