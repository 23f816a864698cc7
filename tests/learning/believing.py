"""What somebody answers who believes a wrong rule."""

from collections.abc import Mapping

from ptcoding import CountingRule, Session, allocate
from ptcoding.learning.marking.misconception import Misconception, diagnose_allocation, wrong_answers


def wrong_answer(misconception: Misconception, visit: Session, rule: CountingRule) -> Mapping[str, int] | None:
    """Give the answer of somebody who believes a wrong rule.

    Args:
        misconception: The wrong rule.
        visit: The visit.
        rule: The counting rule that was asked for.

    Returns:
        Units of every code; None where the visit or the rule gives the belief nothing to work on. Where it leads to
        several answers, the first that is wrong.
    """
    allocation = allocate(visit, rule)
    given = wrong_answers(misconception, allocation)
    wrong = [answer for answer in given if answer not in allocation.alternatives]
    return next(iter((*wrong, *given)), None)


def diagnosed(visit: Session, rule: CountingRule, answer: Mapping[str, int]) -> tuple[Misconception, ...]:
    """Name the wrong rules that lead to an answer to a visit."""
    return diagnose_allocation(allocate(visit, rule), answer)
