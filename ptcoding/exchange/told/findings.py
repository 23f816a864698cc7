"""Findings as records, the same wherever they are asked for."""

from collections.abc import Callable, Iterable, Sequence

from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.finding import Finding

# What the two kinds of edit in force are called, and the indicator that CMS gives each.
_INDICATORS = (("edit_bypass", 1), ("edit_never", 0))


def findings_record(found: Iterable[Finding], words: Callable[[Finding], str] = message) -> list[dict[str, object]]:
    """Write findings for another program.

    Args:
        found: The findings.
        words: Writes one as a sentence.

    Returns:
        A record for each, ready for JSON.
    """
    return [
        {
            "kind": finding.kind,
            "severity": finding.severity.value,
            "codes": list(finding.codes),
            "message": words(finding),
            "source": facts().sources[finding.source].short,
        }
        for finding in found
    ]


def edits_record(found: Sequence[Finding]) -> list[dict[str, object]]:
    """Take the edits that are in force out of the findings of a claim.

    Args:
        found: The findings.

    Returns:
        The two columns and the indicator of each: 1 where a modifier may lift it, 0 where none does.

    >>> from datetime import date
    >>> from ptcoding.billing.claim.edits import edit_findings
    >>> edits_record(edit_findings(["97530", "97140"], date(2019, 12, 31), {}, facts().edits))
    [{'column1': '97140', 'column2': '97530', 'indicator': 1}]
    """
    known = dict(_INDICATORS)
    return [
        {"column1": finding.codes[0], "column2": finding.codes[1], "indicator": known[finding.kind]}
        for finding in found
        if finding.kind in known
    ]
