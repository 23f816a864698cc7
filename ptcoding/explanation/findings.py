"""A finding as a sentence."""

from datetime import date

from ptcoding.explanation.sentence import counted
from ptcoding.facts.source import long_date
from ptcoding.facts.words import filled
from ptcoding.finding import Finding


def message(finding: Finding) -> str:
    """Write a finding as a sentence.

    Args:
        finding: The finding.

    Returns:
        Its sentence.
    """
    values = {name: long_date(value) if isinstance(value, date) else value for name, value in finding.values.items()}
    if "minutes" in values:
        one = values["minutes"] == 1
        values |= {"do": "does" if one else "do", "are": "is" if one else "are"}
        values["minutes"] = counted(values["minutes"], "minute")
    return filled("finding", finding.kind, values)
