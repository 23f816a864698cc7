"""A question in a few words, as a list names it, and how many make a set."""

from ptcoding.explanation import listed
from ptcoding.learning.question import DrillQuestion, Question

# So many questions are asked in one go.
SET = 5
FEW = 9


def opening(asked: Question) -> str:
    """Give the first words of a question.

    Args:
        asked: The question.

    Returns:
        The first words of an item, the minutes and codes of a drill.

    >>> from ptcoding.learning.question import drilled
    >>> opening(drilled(5000, 2, "leftover"))
    '5 min of 97140 and 33 min of 97110'
    """
    if isinstance(asked, DrillQuestion):
        return listed(f"{service.minutes} min of {service.code}" for service in asked.drill.visit.services)
    words = asked.item.question.split()
    return " ".join(words) if len(words) <= FEW else f"{' '.join(words[:FEW])} …"
