"""Modifiers and yearly thresholds, as rows."""

from dataclasses import dataclass
from datetime import date

from ptcoding.facts.source import DatedFact, Fact


@dataclass(frozen=True, slots=True)
class Modifier(DatedFact):
    """One modifier.

    Args:
        code: Its two characters.
        group: What question it answers: plan, threshold, assistant, edit, notice, telehealth, repeat, purpose, visit,
            side, chiropractic or places.
        name: Our own name.
        use: When it belongs on a line.
        avoid: When it does not.
        only: The codes on which it belongs, None where it may stand on any.
        places: Place of service codes that go with it, none where the place says nothing.
        medicare_until: Last day for which Medicare's permission was read, None where it has no end or needs none.
        either_since: First day on which Medicare takes it on either code of a pair; before, on column 2 alone.
    """

    code: str
    group: str
    name: str
    use: str
    avoid: str
    only: frozenset[str] | None = None
    places: frozenset[str] = frozenset()
    medicare_until: date | None = None
    either_since: date | None = None


@dataclass(frozen=True, slots=True)
class Threshold(Fact):
    """The yearly amount above which KX confirms necessity.

    Args:
        year: Calendar year of service.
        amount: Dollars, for physical therapy with speech-language pathology, and the same for occupational therapy.
    """

    year: int
    amount: int
