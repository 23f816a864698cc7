"""Minutes and services that a note tells in words, where no code and no name of one stands beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.notes.guard import Reading
from ptcoding.notes.load import finders
from ptcoding.notes.pattern import Span
from ptcoding.notes.proof import served
from ptcoding.notes.stated import MINUTES, SENTENCE, Stated

if TYPE_CHECKING:
    from ptcoding.notes.intent import Support


@dataclass(frozen=True, slots=True)
class Worded:
    """What the words of a note tell of the minutes of services that it does not name.

    Args:
        minutes: The minutes of the only service billed, where the note has one figure that can be nobody else's.
        given: Services whose minutes stand somewhere, if not so that one figure is theirs.
    """

    minutes: Mapping[str, int]
    given: frozenset[str]


def worded(
    reading: Reading, said: Stated, carried: "Mapping[str, Support]", billed: Mapping[str, tuple[str, ...]]
) -> Worded:
    """Find minutes that belong to a service by its words alone.

    Args:
        reading: The note, read once.
        said: What it states of its billing.
        carried: The codes that its words support.
        billed: The codes whose words are those of each code billed.

    Returns:
        The minutes of the only service, and the services whose minutes are given somewhere.

    >>> from ptcoding.notes.guard import read
    >>> from ptcoding.notes.stated import stated
    >>> note = "Dressing with a reacher, min A. 23 minutes one-on-one."
    >>> dict(worded(read(note), stated(note), {}, {"97535": ("97535",)}).minutes)
    {'97535': 23}
    """
    dose = reading.spans(finders()["dosage"])
    every = reading.spans(finders()["minutes"])
    spent = [span for span in every if not any(_meet(span, one) for one in dose)]
    only = next(iter(billed)) if len(billed) == 1 else ""
    if only and {*said.codes, *said.minutes} <= {only}:
        figures = {int(met[1]) if (met := MINUTES.search(span.text)) else 0 for span in spent}
        # Of several figures, and beside a total, nobody can tell which is the service's.
        alone = len(figures) == 1 and 0 not in figures and said.timed is None and said.total is None
        return Worded(MappingProxyType({only: figures.pop()} if alone else {}), frozenset({only} if every else ()))
    sentences = [met.span() for met in SENTENCE.finditer(reading.small)]
    timed = [place for place in sentences if any(place[0] <= span.start < place[1] for span in every)]
    given = (
        code
        for code, own in billed.items()
        for span in (span for key in own if key in carried for span in carried[key].spans)
        if any(start <= span.start < end for start, end in timed)
    )
    return Worded(MappingProxyType({}), frozenset(given))


def only_aimed(reading: Reading, spans: Iterable[Span]) -> bool:
    """Tell whether words tell only what the work is for, as a goal does, and no work.

    Args:
        reading: The note, read once.
        spans: The words.

    Returns:
        Whether all of them do.

    >>> from ptcoding.notes.guard import read
    >>> note = "Squats 3x10 to restore independent sit to stand"
    >>> only_aimed(read(note), [Span(35, 47, "sit to stand")]), only_aimed(read(note), [Span(0, 6, "Squats")])
    (True, False)
    """
    at = {word.start: number for number, word in enumerate(reading.words)}
    ahead = ("aimed", "planned")
    return all(
        any(reading.within(span.start, span.end, voice) for voice in ahead)
        or (span.start in at and served(reading.words, at[span.start]))
        for span in spans
    )


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
