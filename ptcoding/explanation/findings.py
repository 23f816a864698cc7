"""A finding as a sentence."""

from ptcoding.billing.finding import Finding
from ptcoding.explanation.sentence import counted
from ptcoding.reference import filled


def message(finding: Finding) -> str:
    """Write a finding as a sentence.

    Args:
        finding: The finding.

    Returns:
        Its sentence.
    """
    values = dict(finding.values)
    if "minutes" in values:
        one = values["minutes"] == 1
        values |= {"do": "does" if one else "do", "are": "is" if one else "are"}
        values["minutes"] = counted(values["minutes"], "minute")
    return filled("finding", finding.kind, values)
