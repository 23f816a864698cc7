"""Search over lessons, glossary, codes and scenarios. No screen is drawn here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lessons.content.addresses import CONTRAST, NOTE, SCENARIO, TERM
from lessons.content.bank import contrasts, glossary, scenarios
from lessons.content.course import course
from lessons.content.practice_bank import bank
from ptcoding.facts import facts

MOST_HITS = 12
# The field on the page takes fewer; whatever else comes is not read.
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Args:
        kind: lesson, page, term, code, scenario, contrast or invented note.
        title: What a list prints.
        about: A few words on it.
        link: Its address, seen from any other page.
    """

    kind: str
    title: str
    about: str
    link: str


def search(words: str) -> tuple[Hit, ...]:
    """Find what holds every word of a search, titles first.

    Args:
        words: What was typed; what lies beyond 200 characters is not read.

    Returns:
        At most twelve hits; none for an empty search.

    >>> search("97110")[0].kind in {"lesson", "page", "code", "scenario", "contrast", "term", "invented note"}
    True
    """
    wanted = frozenset(words[:LONGEST_SEARCH].lower().split())
    if not wanted:
        return ()
    found = [hit for hit in _everything() if _holds(f"{hit.title} {hit.about}", wanted)]
    found.sort(key=lambda hit: not _holds(hit.title, wanted))
    return tuple(found[:MOST_HITS])


def _holds(said: str, wanted: Collection[str]) -> bool:
    small = said.lower()
    return all(word in small for word in wanted)


def _everything() -> Iterable[Hit]:
    for lesson in course().pages:
        kind = "lesson" if lesson.kind == "lesson" else "page"
        yield Hit(kind, lesson.title, " ".join(lesson.objectives), lesson.address)
    for code in facts().codes.values():
        yield Hit("code", f"{code.code} {code.name}", code.purpose, f"glossary?{TERM}={code.code}")
    for term in glossary().values():
        yield Hit("term", term.name, f"{' '.join(term.also)} {term.meaning}", f"glossary?{TERM}={term.slug}")
    for scenario in scenarios():
        about = f"{scenario.patient['who']} {' '.join(scenario.conditions)}"
        yield Hit("scenario", scenario.title, about, f"compare?{SCENARIO}={scenario.slug}")
    for contrast in contrasts():
        about = " ".join(f"{intent.code} {intent.purpose}" for intent in contrast.intents)
        yield Hit("contrast", contrast.activity, about, f"compare?{CONTRAST}={contrast.slug}")
    for note in bank().notes.values():
        yield Hit("invented note", note.title, f"{note.code} {note.text}", f"note-coach?{NOTE}={note.key}")
