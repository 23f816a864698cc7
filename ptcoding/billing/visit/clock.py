"""Clock times of a visit, as minutes since midnight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MINUTES_PER_DAY = 24 * 60

_TIME = re.compile(r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE)
_SPAN = re.compile(r"(?P<start>[^-–]+)[-–](?P<end>[^-–]+)")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Minutes from a start up to, and not including, an end.

    Args:
        start: Minutes since midnight, 0 to 1439.
        end: Minutes since midnight, after the start.

    >>> Interval.parse("9:00-9:20")
    Interval('09:00', '09:20')
    """

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> "Interval":
        """Read one span of clock times.

        Args:
            text: ``9:00-9:20``; ``9am-9:20am`` and ``0900-0920`` are read too.

        Returns:
            The interval.

        Raises:
            ValueError: If it cannot be read, ends before it starts, or only its end says am or pm and its start may be
                either; the message says which.

        >>> Interval.parse("11:30-12:15pm")
        Interval('11:30', '12:15')
        >>> Interval.parse("1:00-1:30pm")
        Traceback (most recent call last):
            ...
        ValueError: am or pm after 1:00 too
        """
        span = _SPAN.fullmatch(text.strip())
        if span is None:
            raise ValueError("a start and an end, for example 9:00-9:20")
        start, end = parse_time(span["start"]), parse_time(span["end"])
        if end <= start:
            raise ValueError(f"an end after the start {format_time(start)}")
        is_either = _is_afternoon(span["end"]) and not _says_half(span["start"])
        if is_either and start + MINUTES_PER_DAY // 2 < end:
            # Read as the morning it would make hours of what was most likely half an hour.
            raise ValueError(f"am or pm after {span['start'].strip()} too")
        return cls(start, end)

    def __repr__(self) -> str:
        return f"Interval({format_time(self.start)!r}, {format_time(self.end)!r})"

    def __str__(self) -> str:
        return f"{format_time(self.start)}-{format_time(self.end)}"

    @property
    def minutes(self) -> int:
        """Its length in minutes."""
        return self.end - self.start


def _says_half(text: str) -> bool:
    found = _TIME.fullmatch(text.strip())
    return found is not None and found["half"] is not None


def _is_afternoon(text: str) -> bool:
    return _says_half(text) and parse_time(text) >= MINUTES_PER_DAY // 2


def parse_time(text: str) -> int:
    """Read one clock time.

    Args:
        text: ``9:05``, ``0905``, ``9:05 am`` or ``1:30 pm``.

    Returns:
        Minutes since midnight.

    Raises:
        ValueError: If it is no time of a day.

    >>> parse_time("9:05"), parse_time("1:30 pm"), parse_time("0930")
    (545, 810, 570)
    """
    expected = "a clock time, for example 9:05 or 1:30 pm"
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(expected)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(expected)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(expected)
    return hour * 60 + minute


def format_time(minutes: int) -> str:
    """Write minutes since midnight as a clock time.

    >>> format_time(545)
    '09:05'
    """
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_intervals(text: str) -> tuple[Interval, ...]:
    """Read several spans separated by commas or semicolons.

    Args:
        text: ``9:00-9:20, 9:40-9:50``.

    Returns:
        The intervals in the order given.

    Raises:
        ValueError: If one of them cannot be read.

    >>> parse_intervals("9:00-9:20, 9:40-9:50")
    (Interval('09:00', '09:20'), Interval('09:40', '09:50'))
    """
    return tuple(Interval.parse(part) for part in re.split(r"[,;]", text) if part.strip())


def covered(intervals: Iterable[Interval]) -> frozenset[int]:
    """Give every minute that lies in one of the intervals.

    >>> len(covered(parse_intervals("9:00-9:20, 9:10-9:30")))
    30
    """
    return frozenset(minute for interval in intervals for minute in range(interval.start, interval.end))
