"""What a process counts of itself since its start: numbers without persons, for whoever runs the site."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache


class Event(Enum):
    """What is counted."""

    ARRIVED = "arrived"
    LEFT = "left"
    TURNED_AWAY = "turned away"
    BROKE = "broke"


class Counters:
    """Counts events; any thread may count."""

    def __init__(self) -> None:
        self._counts: Counter[Event] = Counter()
        # Pages run in threads of their own, and two may fail at once.
        self._turn = threading.Lock()

    def count(self, event: Event) -> None:
        """Count one more.

        Args:
            event: What happened.
        """
        with self._turn:
            self._counts[event] += 1

    def of(self, event: Event) -> int:
        """Tell how often something happened since the start.

        Args:
            event: What happened.

        Returns:
            How often.

        >>> counters = Counters()
        >>> counters.count(Event.BROKE)
        >>> counters.of(Event.BROKE), counters.of(Event.LEFT)
        (1, 0)
        """
        return self._counts[event]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a monitoring system reads it.

    Args:
        name: Its name; a count that only grows ends with ``_total``.
        about: What it is, in one sentence.
        value: The number.
        labels: What it holds for, such as ``version="1.0"``; empty for none.
    """

    name: str
    about: str
    value: int
    labels: str = ""


def written(numbers: Sequence[Number]) -> str:
    r"""Write numbers in Prometheus's text format.

    Args:
        numbers: The numbers.

    Returns:
        Three lines for each.

    >>> print(written([Number("ptcoding_learners", "Learners.", 3)]), end="")
    # HELP ptcoding_learners Learners.
    # TYPE ptcoding_learners gauge
    ptcoding_learners 3
    """
    return "".join(
        f"# HELP {one.name} {one.about}\n"
        f"# TYPE {one.name} {'counter' if one.name.endswith('_total') else 'gauge'}\n"
        f"{one.name}{f'{{{one.labels}}}' if one.labels else ''} {one.value}\n"
        for one in numbers
    )


@cache
def counters() -> Counters:
    """Give the counters of this process."""
    return Counters()
