"""What of the course rests on each source, read from its files."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from lessons.content.bank import beliefs, code_cards, contrasts, decision, glossary, items, scenarios
from lessons.content.course import cases, course, text
from lessons.content.practice_bank import bank
from lessons.content.resting import citations
from lessons.content.wording import cited
from ptcoding.learning.bank.item import Kind


@cache
def resting() -> Mapping[str, tuple[str, ...]]:
    """Collect what rests on each source, the engine's part and the course's, in words.

    >>> "lesson “What 97110 is for”" in resting()["palmetto-97110"]
    True
    """
    found = {key: list(said) for key, said in citations().items()}
    for key, what in _of_the_course():
        if what not in found.setdefault(key, []):
            found[key].append(what)
    return MappingProxyType({key: tuple(said) for key, said in found.items()})


def _of_the_course() -> Iterable[tuple[str, str]]:
    for page in course().pages:
        yield from ((case.source, f"case “{case.title}”") for case in cases(page.slug))
    for lesson in course().lessons:
        said = f"lesson “{lesson.title}”"
        yield from ((key, said) for key in cited("\n".join(text(lesson.slug).values())))
        yield from ((item.source, said) for item in items(lesson.slug))
    yield from ((item.source, "practice questions") for item in bank().items if item.kind is not Kind.RECALL)
    yield from ((key, "practice notes") for note in bank().notes.values() for key in note.sources)
    for scenario in scenarios():
        yield from ((key, f"scenario “{scenario.title}”") for key in scenario.sources)
    for contrast in contrasts():
        yield from ((key, f"contrast “{contrast.activity}”") for key in contrast.sources)
    for belief in beliefs():
        yield from ((key, f"fact check {belief.key}") for key in (belief.source, *cited(belief.reason)))
    for term in glossary().values():
        yield from ((key, "glossary") for key in term.sources)
    yield from ((node.source, "decision path") for node in decision().values())
    for card in code_cards().values():
        yield from ((key, f"comparison, {card.code}") for key in card.sources)
