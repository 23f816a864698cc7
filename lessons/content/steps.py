"""What a lesson asks: the guess before the telling, and tasks that are met or not. No screen is drawn here."""

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from types import MappingProxyType
from typing import Any

from lessons.content.bank import items
from lessons.content.course import HERE, Case, cases, course, text
from ptcoding import AMA, CMS
from ptcoding.billing.claim.claim import claim_of
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.learning.bank.item import Item

STEPS = MappingProxyType({"guess": "Guess", "see": "See it", "rule": "Rule", "try": "Try it", "questions": "Questions"})
LAST = len(STEPS) - 1
WORDS_A_MINUTE = 200
SEE = "see"
# Shown in the last step; the others of a lesson come in the quiz and the review.
QUESTIONS = 3
MORE = ("cms", "ama", "same")


@dataclass(frozen=True, slots=True)
class Guess:
    """What is asked before anything is told: a number or a choice.

    Args:
        ask: What the field is called.
        number: The right number, None where there are choices.
        choices: What can be chosen, none where a number is asked for.
        right: Position of the right choice.
    """

    ask: str
    number: int | None = None
    choices: tuple[str, ...] = ()
    right: int = 0

    def is_right(self, given: object) -> bool:
        """Tell whether a guess is right.

        Args:
            given: A number, or the text of a choice.

        >>> Guess("How many units?", 2).is_right(2), Guess("Which?", None, ("a", "b"), 1).is_right("a")
        (True, False)
        """
        return given == (self.choices[self.right] if self.choices else self.number)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to bring about on a case of the lesson; whether it is met is counted, not said.

    Args:
        case: Key of the case.
        do: What to do, one sentence.
        levers: What can be changed, as a path into the visit: ``0.minutes`` is the minutes of the first service,
            ``date`` the date, ``modifiers.97140`` the modifiers of a code.
        answer: A value of each lever that meets it.
        units: Units that Medicare's count must give, by code.
        minutes: Timed minutes that the visit must have, None where any will do.
        total: Timed units that Medicare's count must give, None where any will do.
        more: Which count must give more timed units: ``cms``, ``ama``, or ``same``; empty where none must.
        has: Modifiers that lines of a code must have.
        lacks: Modifiers that no line of a code may have.
        found: A finding that the claim must have.
        gone: A finding that the claim must not have.
    """

    case: str
    do: str
    levers: tuple[str, ...]
    answer: Mapping[str, Any]
    units: Mapping[str, int] = field(default_factory=dict)
    minutes: int | None = None
    total: int | None = None
    more: str = ""
    has: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lacks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    found: str = ""
    gone: str = ""

    def is_met(self, record: Mapping[str, Any]) -> bool:
        """Tell whether a visit meets the task.

        Args:
            record: The visit.

        Returns:
            Whether it does.

        Raises:
            VisitError: If the visit cannot be read.

        >>> task = Task("x", "Lose the third unit.", ("0.minutes",), {"0.minutes": 37}, total=2)
        >>> [task.is_met({"services": [{"code": "97110", "minutes": spent}]}) for spent in (38, 37)]
        [False, True]
        """
        visit = read_visit(record)
        cms, ama = (visit.counted(rule) for rule in (CMS, AMA))
        claim = claim_of(cms, visit.circumstances)
        kinds = {finding.kind for finding in (*cms.findings, *claim.findings)}
        on = {
            code: {modifier for line in claim.lines if line.code == code for modifier in line.modifiers}
            for code in (*self.has, *self.lacks)
        }
        ahead = "same" if cms.timed_units == ama.timed_units else "cms" if cms.timed_units > ama.timed_units else "ama"
        return (
            all(cms.units.get(code, 0) == units for code, units in self.units.items())
            and self.minutes in (None, cms.timed_minutes)
            and self.total in (None, cms.timed_units)
            and self.more in ("", ahead)
            and all(set(wanted) <= on[code] for code, wanted in self.has.items())
            and not any(set(unwanted) & on[code] for code, unwanted in self.lacks.items())
            and (not self.found or self.found in kinds)
            and (not self.gone or self.gone not in kinds)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a lesson asks.

    Args:
        guess: The guess it begins with.
        tasks: What there is to try.
    """

    guess: Guess
    tasks: tuple[Task, ...]


@cache
def asked(slug: str) -> Asked:
    """Read what a lesson asks.

    Args:
        slug: The lesson.

    Returns:
        Its guess and its tasks.

    >>> asked("minutes_and_the_table").guess.number
    2
    """
    document = tomllib.loads((HERE / "course" / slug / "asked.toml").read_text(encoding="utf-8"))
    guess = document["guess"]
    tasks = document.get("task", [])
    return Asked(
        Guess(**{**guess, "choices": tuple(guess.get("choices", ()))}),
        tuple(Task(**{**task, "levers": tuple(task["answer"])}) for task in tasks),
    )


def value_of(record: Mapping[str, Any], lever: str) -> Any:
    """Look up what a lever stands at in a visit, None where the visit says nothing.

    Args:
        record: The visit.
        lever: The lever.

    >>> value_of({"services": [{"code": "97110", "minutes": 33}]}, "0.minutes")
    33
    """
    first, _, rest = lever.partition(".")
    if first.isdigit():
        return record["services"][int(first)].get(rest)
    return record.get(first, {}).get(rest) if rest else record.get(first)


def moved(record: Mapping[str, Any], levers: Mapping[str, Any]) -> dict[str, Any]:
    """Set levers of a visit; the visit itself stays as it is.

    Args:
        record: The visit.
        levers: Values of the levers; minutes take the place of clock times.

    Returns:
        The visit with them.

    >>> moved({"services": [{"code": "97110", "start": "9:00", "end": "9:33"}]}, {"0.minutes": 30})
    {'services': [{'code': '97110', 'minutes': 30}]}
    """
    changed = deepcopy(dict(record))
    for lever, value in levers.items():
        first, _, rest = lever.partition(".")
        if first.isdigit():
            service = changed["services"][int(first)]
            service[rest] = value
            for clock in ("start", "end") if rest == "minutes" else ():
                service.pop(clock, None)
        elif rest:
            changed[first] = {**changed.get(first, {}), rest: value}
        else:
            changed[first] = value
    return changed


def half_worked(slug: str) -> Case | None:
    """Give the case that a learner finishes alone: the one after the example.

    Args:
        slug: The lesson.

    Returns:
        The case, None where the lesson has one alone.
    """
    return next(iter(cases(slug)[1:]), None)


def earlier(slug: str) -> Item | None:
    """Give a question of the lesson before, so that it is asked for once more.

    Args:
        slug: The lesson.

    Returns:
        The question, None for the first lesson.

    >>> earlier("what_97110_is") is None
    True
    """
    order = [lesson.slug for lesson in course().lessons]
    place = order.index(slug)
    if not place:
        return None
    before = items(order[place - 1])
    # The last one was not among those that the lesson itself showed, where it has more than those.
    return before[-1]


def reading_minutes(slug: str) -> int:
    """Say how long a lesson takes: its words at a reader's pace, and a minute for each question.

    Args:
        slug: The lesson.

    Returns:
        Whole minutes.
    """
    # A figure is looked at, and its sentences are those of the text once more.
    words = sum(len(part.split()) for name, part in text(slug).items() if name != SEE)
    asks = min(QUESTIONS, len(items(slug))) + (earlier(slug) is not None)
    return ceil(words / WORDS_A_MINUTE) + asks


def units_of(case: Case) -> Mapping[str, int]:
    """Give the units of a case under Medicare's rule.

    Args:
        case: The case.

    Returns:
        Units by code.
    """
    return MappingProxyType(dict(case.expected["cms"]))
