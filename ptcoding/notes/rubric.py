"""The elements that a therapy note is read for, and which of them a code asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ptcoding.facts.source import Standing


class Ask(StrEnum):
    """How far a code asks for an element."""

    NEEDED = "needed"
    EXPECTED = "expected"
    NOT_ASKED = "not asked"


class Of(StrEnum):
    """What an element is asked of."""

    SERVICE = "service"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a note can show.

    Args:
        key: Its name in data and on the command line.
        name: Its name in plain words.
        counts: What counts as showing it.
        counts_not: What looks like it and does not count.
        who: Who asks for it.
        usual: How far a code asks for it that no list below names.
        asks: How far single codes ask for it.
        add: What to add where it is missing, in one sentence.
        sources: Keys of the sources.
        checked: The day the row was last checked.
        standing: How the sources were read.
        of: What it is asked of: each service's note, or the record of the day, which has it once for all of them.
    """

    key: str
    name: str
    counts: str
    counts_not: str
    who: str
    usual: Ask
    asks: Mapping[str, Ask]
    add: str
    sources: tuple[str, ...]
    checked: date
    standing: Standing
    of: Of = Of.SERVICE

    def asked_by(self, code: str | None) -> Ask:
        """Tell how far a code asks for the element.

        Args:
            code: The code, None where the note claims none.

        Returns:
            How far.

        >>> from ptcoding.notes.load import rubric
        >>> rubric()["one_on_one"].asked_by("97110").value, rubric()["one_on_one"].asked_by("97150").value
        ('expected', 'not asked')
        """
        return self.asks.get(code or "", self.usual)
