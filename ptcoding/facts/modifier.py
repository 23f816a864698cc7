"""Modifiers and yearly thresholds, as rows."""

from dataclasses import dataclass

from ptcoding.facts.source import DatedFact, Fact


@dataclass(frozen=True, slots=True)
class Modifier(DatedFact):
    """One modifier.

    Args:
        code: Its two characters.
        group: What question it answers: plan, threshold, assistant, edit or notice.
        name: Our own name.
        use: When it belongs on a line.
        avoid: When it does not.
    """

    code: str
    group: str
    name: str
    use: str
    avoid: str


@dataclass(frozen=True, slots=True)
class Threshold(Fact):
    """The yearly amount above which KX confirms necessity.

    Args:
        year: Calendar year of service.
        amount: Dollars, for physical therapy with speech-language pathology, and the same for occupational therapy.
    """

    year: int
    amount: int
