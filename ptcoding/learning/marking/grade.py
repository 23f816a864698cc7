"""An answer, marked against the trace of the right count and the right claim."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ptcoding.billing.count.allocation import Allocation, Units, allocate
from ptcoding.billing.visit.session import Session
from ptcoding.facts.rule import CountingRule
from ptcoding.learning.drill.drill import Drill
from ptcoding.learning.marking.answer import TypedModifiers, TypedUnits, Verdict, read_units
from ptcoding.learning.marking.lines import LinesGrade, grade_modifiers
from ptcoding.learning.marking.misconception import Misconception, diagnose_allocation


@dataclass(frozen=True, slots=True)
class Grade:
    """An answer in units, marked.

    Args:
        verdict: Unanswered while something asked for has no answer, else right or wrong as a whole.
        allocation: The right count with its steps; on a tie settled as the learner settled it, where that is valid.
        answer: What was answered, None for a code without a number.
        nearest: The right answer that the answer comes closest to: with a tie there are several.
        diagnoses: Named wrong rules that give exactly this answer, the most telling first.
        lines: The modifiers marked, None where none were asked for.
    """

    verdict: Verdict
    allocation: Allocation
    answer: Mapping[str, int | None]
    nearest: Mapping[str, int]
    diagnoses: tuple[Misconception, ...]
    lines: LinesGrade | None = None

    @property
    def marks(self) -> Mapping[str, bool | None]:
        """Whether each code is right; None where no number was given."""
        return MappingProxyType(
            {code: None if given is None else given == self.nearest[code] for code, given in self.answer.items()}
        )

    @property
    def is_choice(self) -> bool:
        """Whether several answers are right, because the clinician chooses."""
        return self.allocation.tie is not None


def grade(drill: Drill, units: TypedUnits, modifiers: TypedModifiers | None = None) -> Grade:
    """Mark an answer to a drill.

    Args:
        drill: The drill.
        units: Numbers or text by code; empty text and None are no answer.
        modifiers: Where the drill asks for them, modifiers by code; see ``read_modifiers``.

    Returns:
        The answer marked, with the wrong rules that lead to it.

    Raises:
        AnswerError: If a code is not of the visit, or a number or modifier is malformed; carries every problem.

    >>> from ptcoding.learning.drill.generate import drill
    >>> grade(drill(1), {}).verdict.value
    'unanswered'
    """
    marked = grade_allocation(drill.allocation, units)
    if not drill.modifiers:
        return marked
    lines = grade_modifiers(drill.claim, modifiers or {})
    verdicts = (marked.verdict, lines.verdict)
    # One part that is wrong makes the whole wrong only when nothing is left unanswered.
    verdict = next(known for known in (Verdict.UNANSWERED, Verdict.WRONG, Verdict.RIGHT) if known in verdicts)
    return replace(marked, verdict=verdict, lines=lines)


def grade_units(visit: Session, rule: CountingRule, typed: TypedUnits) -> Grade:
    """Mark the units answered for any visit.

    Args:
        visit: The visit.
        rule: The counting rule that was asked for.
        typed: Numbers or text by code; empty text and None are no answer.

    Returns:
        The answer marked, with the wrong rules that lead to it.

    Raises:
        AnswerError: If a code is not of the visit or a number is malformed; carries every problem.

    >>> from ptcoding import CMS
    >>> marked = grade_units(Session.of({"97110": 33, "97140": 7}), CMS, {"97110": 3, "97140": 0})
    >>> marked.verdict.value, dict(marked.marks), marked.diagnoses[0].key
    ('wrong', {'97110': False, '97140': False}, 'all_to_longest')
    """
    return grade_allocation(allocate(visit, rule), typed)


def grade_allocation(allocation: Allocation, typed: TypedUnits) -> Grade:
    """Mark the units answered for a visit that has been counted already.

    Args:
        allocation: The right count of the visit.
        typed: Numbers or text by code; empty text and None are no answer.

    Returns:
        The answer marked, with the wrong rules that lead to it.

    Raises:
        AnswerError: If a code is not of the visit or a number is malformed; carries every problem.
    """
    answer = read_units(tuple(allocation.units), typed)
    nearest = _nearest(allocation, answer)
    given = {code: units for code, units in answer.items() if units is not None}
    if len(given) < len(answer):
        return Grade(Verdict.UNANSWERED, allocation, answer, MappingProxyType(nearest), ())
    if given == nearest:
        chosen = _as_chosen(allocation, given)
        return Grade(Verdict.RIGHT, chosen, answer, MappingProxyType(nearest), ())
    return Grade(Verdict.WRONG, allocation, answer, MappingProxyType(nearest), diagnose_allocation(allocation, given))


def _nearest(allocation: Allocation, answer: Mapping[str, int | None]) -> Units:
    """Give the right answer with most codes in common, the first of several."""
    return max(allocation.alternatives, key=lambda units: sum(answer[code] == own for code, own in units.items()))


def _as_chosen(allocation: Allocation, given: Mapping[str, int]) -> Allocation:
    """Settle a tie as a right answer settles it."""
    tie = allocation.tie
    if tie is None:
        return allocation
    whole = {share.code: share.whole for share in allocation.shares}
    return allocation.choose([code for code in tie.codes if given[code] > whole[code]])
