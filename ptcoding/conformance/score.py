"""A calculator put through the kit: what it got right, and which wrong rule each wrong answer gives away."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ptcoding.billing.count.allocation import Allocation
from ptcoding.conformance.answer import is_right, units_in
from ptcoding.conformance.kit import Asks, Case
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.learning.marking.misconception import diagnose_allocation

_WANTED: Mapping[Asks, str] = MappingProxyType(
    {
        Asks.UNITS: "units by code, and no lines with code and units",
        Asks.ASSISTANT: "lines with code, units and modifiers",
        Asks.EDITS: "list of edits",
    }
)
Calculator = Callable[[Mapping[str, Any]], object]


class NoAnswerError(Exception):
    """Raised by a calculator that gives nothing to read; its text says why."""


class Verdict(StrEnum):
    """How an answer came out."""

    RIGHT = "right"
    WRONG = "wrong"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case, answered.

    Args:
        case: The case.
        verdict: How it came out.
        answer: What was given, None where nothing could be read.
        why: Why there is no answer, empty where there is one.
        fits: Keys of the named wrong rules that give exactly this answer, the most telling first.
    """

    case: Case
    verdict: Verdict
    answer: object
    why: str = ""
    fits: tuple[str, ...] = ()


def put_through(cases: Iterable[Case], calculator: Calculator, together: int = 1) -> tuple[Outcome, ...]:
    """Ask a calculator every case.

    Args:
        cases: The cases.
        calculator: Takes a visit and gives its answer, or raises ``NoAnswerError``.
        together: How many to ask at the same time.

    Returns:
        An outcome for each case, in their order.

    >>> from ptcoding.conformance.kit import kit
    >>> outcome, = put_through(kit().cases[:1], lambda visit: {"units": {"97112": 2, "97110": 2}})
    >>> outcome.verdict.value, outcome.fits[0]
    ('wrong', 'each_alone')
    """
    with ThreadPoolExecutor(together) as threads:
        return tuple(threads.map(lambda case: _ask(case, calculator), cases))


def counted_of(case: Case) -> Allocation:
    """Count the visit of a case.

    Args:
        case: The case.

    Returns:
        Its units under its own rule.
    """
    return read_visit(case.visit).counted()


def _ask(case: Case, calculator: Calculator) -> Outcome:
    try:
        answer = calculator(case.visit)
    except NoAnswerError as error:
        return Outcome(case, Verdict.UNANSWERED, None, str(error))
    right = is_right(case, answer)
    if right is None:
        return Outcome(case, Verdict.UNANSWERED, answer, f"the answer has no {_WANTED[case.asks]}")
    if right:
        return Outcome(case, Verdict.RIGHT, answer)
    units = units_in(answer) if case.asks is Asks.UNITS else None
    found = diagnose_allocation(counted_of(case), units) if units is not None else ()
    return Outcome(case, Verdict.WRONG, answer, fits=tuple(one.key for one in found))
