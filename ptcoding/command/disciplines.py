"""``ptcoding claim`` of a document with several disciplines of one day."""

import json
from collections.abc import Sequence

from ptcoding.billing.claim.disciplines import Shared, shared
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
    print(json.dumps(_record(found), indent=2) if as_json else "\n".join(_text(found)))
    return 0


def _record(found: Shared) -> dict[str, object]:
    claims = [
        {
            "discipline": claim.allocation.session.discipline.value,
            "rule": claim.allocation.rule.key,
            "lines": [
                {"code": line.code, "units": line.units, "modifiers": list(line.modifiers)} for line in claim.lines
            ],
            "findings": [_told(finding) for finding in claim.findings],
        }
        for claim in found.claims
    ]
    dollars = {"together": found.together, "apart": found.apart}
    allowed = {name: f"{amount:.2f}" for name, amount in dollars.items() if amount is not None}
    return {"claims": claims, "findings": [_told(finding) for finding in found.findings], "allowed": allowed}


def _told(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "codes": list(finding.codes),
        "message": message(finding),
        "source": facts().sources[finding.source].short,
    }


def _text(found: Shared) -> list[str]:
    said = []
    for claim in found.claims:
        said.append(f"{claim.allocation.session.discipline.value}. Count: {claim.allocation.rule.name}.")
        said += [f"  {line.code}  {' '.join(line.modifiers):<12}  {line.units}" for line in claim.lines]
        said += [_line(finding) for finding in claim.findings]
    return [*said, "Together:", *(_line(finding) for finding in found.findings)]


def _line(finding: Finding) -> str:
    return f"{finding.severity.value}: {message(finding)}  [{facts().sources[finding.source].short}]"
