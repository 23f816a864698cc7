"""A claim, or the claims of several disciplines of one day, as a record."""

from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.claim.disciplines import Shared
from ptcoding.exchange.told.findings import edits_record, findings_record


def claim_record(written: Claim) -> dict[str, object]:
    """Write a claim for another program.

    Args:
        written: The claim.

    Returns:
        A record ready for JSON: the lines, what is said of them, the edits in force, and how it was counted.
    """
    return {
        "lines": _lines(written),
        "findings": findings_record(written.findings),
        "payer": written.allocation.session.payer,
        "rule": written.allocation.rule.key,
        "counts": {key: dict(units) for key, units in written.counts.items()},
        "edits": edits_record(written.findings),
    }


def several_record(found: Shared) -> dict[str, object]:
    """Write the claims of the disciplines, and what concerns them together.

    Args:
        found: The claims of one day.

    Returns:
        A record ready for JSON.
    """
    claims = [
        {
            "discipline": claim.allocation.session.discipline.value,
            "rule": claim.allocation.rule.key,
            "lines": _lines(claim),
            "findings": findings_record(claim.findings),
        }
        for claim in found.claims
    ]
    dollars = {"together": found.together, "apart": found.apart}
    allowed = {name: f"{amount:.2f}" for name, amount in dollars.items() if amount is not None}
    return {"claims": claims, "findings": findings_record(found.findings), "allowed": allowed}


def _lines(written: Claim) -> list[dict[str, object]]:
    return [{"code": line.code, "units": line.units, "modifiers": list(line.modifiers)} for line in written.lines]
