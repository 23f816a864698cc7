"""What a note must contain, as rows."""

from dataclasses import dataclass

from ptcoding.facts.source import Fact


@dataclass(frozen=True, slots=True)
class Need(Fact):
    """One thing that a note must contain.

    Args:
        key: Its name.
        when: What on the claim calls for it.
        text: The demand, with places for numbers of the visit.
    """

    key: str
    when: str
    text: str
