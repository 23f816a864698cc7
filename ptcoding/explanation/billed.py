"""Units as billed beside units as earned, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ptcoding.facts.words import filled
from ptcoding.finding import Severity

SOURCE = "cpm5-20.2"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is said of the units billed for a visit.

    Args:
        kind: Which sentence.
        severity: How much it matters.
        codes: The codes concerned.
        values: What the sentence is filled with.
    """

    kind: str
    severity: Severity
    codes: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def billed_sentence(said: Compared) -> str:
    """Write what is said of the units billed.

    Args:
        said: What is said.

    Returns:
        Its sentence.

    >>> values = {"billed": "3 units", "earned": "2", "minutes": "35 minutes"}
    >>> billed_sentence(Compared("over", Severity.ERROR, ("97110",), values))
    '3 units billed, 2 earned by 35 minutes. Bill 2, or find the minutes in the note.'
    """
    return filled("billed", said.kind, said.values)
