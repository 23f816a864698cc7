"""Which lesson, scenario, contrast set, item and belief serves each topic, read from the files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lessons.content.bank import beliefs, contrasts, scenarios
from lessons.content.course import course, topics
from lessons.content.practice_bank import bank


@dataclass(frozen=True, slots=True)
class Cover:
    """What serves one topic.

    Args:
        lessons: Titles of lessons.
        scenarios: Titles of scenarios and contrast sets.
        items: Keys of items and beliefs.
    """

    lessons: tuple[str, ...]
    scenarios: tuple[str, ...]
    items: tuple[str, ...]


@cache
def coverage() -> Mapping[str, Cover]:
    """Collect what serves each topic.

    >>> coverage()["T08"].lessons
    ('Minutes and the table',)
    """
    asked = [(item.topic, item.key) for item in bank().items]
    asked += [(topic, belief.key) for belief in beliefs() for topic in belief.topics]
    cases = [(scenario.topics, scenario.title) for scenario in scenarios()]
    cases += [(contrast.topics, contrast.activity) for contrast in contrasts()]
    return MappingProxyType(
        {
            topic: Cover(
                tuple(lesson.title for lesson in course().lessons if topic in lesson.topics),
                tuple(title for served, title in cases if topic in served),
                tuple(key for served, key in asked if served == topic),
            )
            for topic in topics()
        }
    )
