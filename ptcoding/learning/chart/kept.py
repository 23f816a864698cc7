"""What is kept of a chart that was coded: an answer like any other, and what became of each day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ptcoding.learning.chart.grade import BENCHMARK, Entered, Graded
from ptcoding.learning.memory.progress import CHART, MOST_TRIES, Answer, Mode, as_given

KIND = "chart"
# A whole claim touches most topics; self-audit is the one that is about all of it.
TOPIC = "T44"
LONGEST = 24 * 3600
SHARE, SECONDS, UNITS = "share", "seconds", "units"


@dataclass(frozen=True, slots=True)
class DayResult:
    """What became of a day of a record.

    Args:
        record: The record.
        day: The day.
        best: The best share of the points, in percent.
        tries: How often it was handed in.
        seconds: How long its tries took together.
    """

    record: str
    day: str
    best: int
    tries: int
    seconds: int

    @property
    def passed(self) -> bool:
        """Whether the best try reached the benchmark."""
        return self.best >= BENCHMARK * 100


@dataclass(frozen=True, slots=True)
class Try:
    """One try at a day.

    Args:
        key: Its UUID.
        at: When it was handed in, with its time zone.
        number: Which try it is, from 1.
        seconds: How long it took.
        seed: What the record was drawn from, 0 as it is written.
    """

    key: str
    at: datetime
    number: int = 1
    seconds: int = 0
    seed: int = 0


def answer_of(record: str, day: str, entered: Entered, graded: Graded, tried: Try) -> Answer:
    """Write a claim that was handed in as an answer to be kept.

    Args:
        record: The record.
        day: The day.
        entered: The claim as it was coded.
        graded: Its grade.
        tried: The try.

    Returns:
        The answer: its share, time and units; nothing else that was typed is in it.

    Raises:
        InputError: If a value is malformed.
    """
    known = graded.claim.allocation.session.facts.codes
    given: dict[str, int | dict[str, int]] = {
        SHARE: _percent(graded),
        SECONDS: max(0, min(tried.seconds, LONGEST)),
        # What is no code of the table may be anything that somebody typed.
        UNITS: {line.code: line.units for line in entered.lines if line.code in known},
    }
    return Answer(
        key=tried.key,
        item=f"{CHART}{record}.{day}",
        topic=TOPIC,
        kind=KIND,
        mode=Mode.PRACTICE,
        right=graded.passed,
        given=as_given(given),
        at=tried.at,
        seed=tried.seed,
        tries=min(tried.number, MOST_TRIES),
    )


def _percent(graded: Graded) -> int:
    """Round down: what is shown as reached was reached."""
    return graded.percent


def results(answers: Iterable[Answer]) -> Mapping[tuple[str, str], DayResult]:
    """Reckon what became of each day that was coded.

    Args:
        answers: Everything that the learner answered, oldest first.

    Returns:
        The results by record and day, in the order they were first coded.
    """
    found: dict[tuple[str, str], DayResult] = {}
    for answer in answers:
        if not answer.item.startswith(CHART):
            continue
        record, _, day = answer.item.removeprefix(CHART).rpartition(".")
        given = json.loads(answer.given)
        before = found.get((record, day), DayResult(record, day, 0, 0, 0))
        best, seconds = max(before.best, given[SHARE]), before.seconds + given[SECONDS]
        found[record, day] = DayResult(record, day, best, before.tries + 1, seconds)
    return found
