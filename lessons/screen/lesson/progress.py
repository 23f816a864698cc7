"""How far a visitor took each lesson, for the lesson itself, the course and the way through."""

from collections.abc import Mapping
from datetime import UTC, datetime

from lessons.content.steps import STEPS
from lessons.screen.practice import keeper
from ptcoding.learning.memory.progress import Taken


def reach(slug: str, step: str) -> None:
    """Keep that a step of a lesson was shown, where none beyond it was shown before.

    Args:
        slug: The lesson.
        step: The step.
    """
    place = list(STEPS).index(step)
    if place > reached().get(slug, -1):
        keeper.go_on(Taken(slug, place, datetime.now(UTC)))


def reached() -> Mapping[str, int]:
    """Give the furthest step of each lesson that was opened, counted from 0.

    Returns:
        The steps by lesson, the lesson that was gone on with last at the end.
    """
    found: dict[str, int] = {}
    for taken in keeper.lessons():
        found[taken.lesson] = max(found.pop(taken.lesson, 0), taken.step)
    return found
