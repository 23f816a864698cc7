"""A finding as a sentence."""

from ptcoding.explanation.sentence import counted
from ptcoding.facts.words import filled
from ptcoding.finding import Finding


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
