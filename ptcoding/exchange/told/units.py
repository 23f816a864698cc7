"""The units of a visit with their steps, as a record."""

from ptcoding.billing.claim.plausible import length_findings
from ptcoding.billing.count.allocation import Allocation
from ptcoding.exchange.told.findings import findings_record
from ptcoding.explanation import explain
from ptcoding.facts import facts
from ptcoding.finding import Finding


def told_of(allocation: Allocation) -> tuple[Finding, ...]:
    """Give what is said of the minutes, a length that looks mistyped too.

    Args:
        allocation: A counted visit.

    Returns:
        The findings.
    """
    return (*allocation.findings, *length_findings(allocation.session))


def units_record(allocation: Allocation) -> dict[str, object]:
    """Write a count for another program, every step with its source.

    Args:
        allocation: A counted visit.

    Returns:
        A record ready for JSON.

    >>> from ptcoding import CMS, Session, allocate
    >>> units_record(allocate(Session.of({"97110": 33, "97140": 7}), CMS))["units"]
    {'97110': 2, '97140': 1}
    """
    return {
        "rule": allocation.rule.key,
        "timed_minutes": allocation.timed_minutes,
        "total_minutes": allocation.total_minutes,
        "timed_units": allocation.timed_units,
        "units": dict(allocation.units),
        "alternatives": list(allocation.alternatives),
        "steps": [
            {"kind": step.kind, "text": sentence.plain, "source": facts().sources[sentence.source].short}
            for step, sentence in zip(allocation.steps, explain(allocation), strict=True)
        ],
        "findings": findings_record(told_of(allocation)),
    }
