"""An exam that was finished, as it is kept."""

from dataclasses import dataclass
from datetime import datetime

from ptcoding.learning.paper.exam import Result


@dataclass(frozen=True, slots=True)
class Sitting:
    """An exam that was finished.

    Args:
        key: Its UUID, which its answers carry.
        at: When it was finished, with its time zone.
        result: Paper and score.
    """

    key: str
    at: datetime
    result: Result
