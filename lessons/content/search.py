"""Search over lessons, glossary, codes, payers, denials and scenarios. No screen is drawn here."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lessons.content.addresses import CONTRAST, DENIAL, NOTE, SCENARIO, TERM
from lessons.content.bank import contrasts, glossary, scenarios, spoken_names
from lessons.content.course import course
from lessons.content.practice_bank import bank
from ptcoding.facts import facts

MOST_HITS = 12
# The field on the page takes fewer; whatever else comes is not read.
LONGEST_SEARCH = 200
# A denial is written CO-97, CO 97 or CO97.
_CODE = re.compile(r"\b(co|pr|oa|pi|cr)[ -]?([0-9]{1,3})\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Args:
        kind: lesson, page, term, code, payer, modifier, denial, scenario, contrast or invented note.
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
    wanted = frozenset(_CODE.sub(r"\1-\2", words[:LONGEST_SEARCH].lower()).split())
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
    spoken = spoken_names()
    for code in facts().codes.values():
        about = f"{code.purpose} {' '.join(spoken.get(code.code, ()))}"
        yield Hit("code", f"{code.code} {code.name}", about, f"glossary?{TERM}={code.code}")
    for term in glossary().values():
        yield Hit("term", term.name, f"{' '.join(term.also)} {term.meaning}", f"glossary?{TERM}={term.slug}")
    yield from _of_claims()
    for scenario in scenarios():
        about = f"{scenario.patient['who']} {' '.join(scenario.conditions)}"
        yield Hit("scenario", scenario.title, about, f"compare?{SCENARIO}={scenario.slug}")
    for contrast in contrasts():
        about = " ".join(f"{intent.code} {intent.purpose}" for intent in contrast.intents)
        yield Hit("contrast", contrast.activity, about, f"compare?{CONTRAST}={contrast.slug}")
    for note in bank().notes.values():
        yield Hit("invented note", note.title, f"{note.code} {note.text}", f"note-coach?{NOTE}={note.key}")


def _of_claims() -> Iterable[Hit]:
    """Find payers, modifiers and the codes of a remittance."""
    for payer in facts().payers.values():
        yield Hit("payer", payer.name, f"{payer.known} {payer.verify}", course()["session_to_claim"].address)
    for modifier in facts().modifiers.values():
        yield Hit("modifier", f"{modifier.code} {modifier.name}", modifier.use, course()["session_to_claim"].address)
    for reason in facts().denials.reasons.values():
        groups = " ".join(f"{group}-{reason.code}" for group in facts().denials.groups)
        about = f"{reason.means} {groups} denial reason CARC"
        yield Hit("denial", f"Denial CO-{reason.code}", about, f"denials?{DENIAL}=CO-{reason.code}")
    for remark in facts().denials.remarks.values():
        about = f"{remark.means} denial remark RARC"
        yield Hit("denial", f"Remark {remark.code}", about, f"denials?{DENIAL}={remark.code}")
