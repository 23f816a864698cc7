"""A note made plain before it is read: runs without a blank, words said over and over, periods that end no sentence."""

import re
from collections.abc import Iterable

from ptcoding.notes.pattern import ASIDE

# No word of a note is as long as this; what goes on without a blank is not looked at letter by letter.
LONGEST_RUN = 80
_RUN = re.compile(r"\S{81,}")
# A text of this length may go over the same few words again and again; so often they are heard.
LONG, HEARD = 4_000, 20
_AGAIN = re.compile(r"(?<!\S)((?:\S{1,30}\s{1,3}){1,6}?)\1{30,}")
# A period that shortens a word ends no sentence where the next one goes on in small letters: "2 in. when she leaned".
_PERIOD = re.compile(r"\.(?=\s[a-z])")
_SHORTENED = re.compile(
    r"(?:(?<=\d)(?:\s|-)?(?:in|ft|mins?|secs?|lbs?|degs?|reps)|\b(?:incr?|decr?|approx|indep|vs|mod|max))\Z"
)
LONGEST_SHORTENED = 8


def without_runs(text: str) -> str:
    """Overwrite what goes on without a blank, after its first letters.

    Args:
        text: The text.

    Returns:
        Text of the same length.

    >>> without_runs("knee " + "a" * 100).count("a")
    80
    """
    return _RUN.sub(lambda run: run[0][:LONGEST_RUN] + ASIDE * (len(run[0]) - LONGEST_RUN), text)


def repeated(text: str) -> list[tuple[int, int]]:
    """Find what a long text says over and over: some of it is read, and the rest adds nothing.

    Args:
        text: The text.

    Returns:
        Where the rest stands.

    >>> repeated("squat " * 1000)
    [(126, 6000)]
    """
    if len(text) < LONG:
        return []
    return [(found.end(1) + (found.end(1) - found.start(1)) * HEARD, found.end()) for found in _AGAIN.finditer(text)]


def shortening_periods(text: str) -> Iterable[tuple[int, int]]:
    """Find the periods that only shorten a word.

    Args:
        text: The text.

    Returns:
        Where they stand.

    >>> [*shortening_periods("Step 2 in. when asked. Sat.")]
    [(9, 10)]
    """
    ends = (found.span() for found in _PERIOD.finditer(text))
    return ((at, end) for at, end in ends if _SHORTENED.search(text[max(0, at - LONGEST_SHORTENED) : at]))
