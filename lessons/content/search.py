"""Search over pages, lessons, glossary, codes, payers, scenarios and notes. No screen is drawn here.

A question need not have our words: words that say nothing are left out, what people call a thing leads where our word
does, a slip of a key is forgiven, and what has some of the words follows what has them all.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from lessons.content.addresses import CONTRAST, DENIAL, NOTE, SCENARIO, TERM
from lessons.content.bank import contrasts, glossary, scenarios, spoken_names
from lessons.content.course import HERE, Lesson, course
from lessons.content.practice_bank import bank
from ptcoding.facts import facts

MOST_HITS = 12
# The field on the page takes fewer; whatever else comes is not read.
LONGEST_SEARCH = 200
# A short word has too many neighbors; of a longer one, this much in a hundred must agree.
SHORTEST_GUESS, ALIKE = 5, 84
# What a word is worth where it is found. What people call a thing is worth as much as its name.
NAMED, LED, BEGUN, TOLD = 8, 8, 6, 2
# A denial is written CO-97, CO 97 or CO97.
_CODE = re.compile(r"\b(co|pr|oa|pi|cr)[ -]?([0-9]{1,3})\b")
_WORD = re.compile(r"[^\W_][\w%'-]*")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Args:
        kind: lesson, page, term, code, payer, modifier, denial, scenario, contrast or invented note.
        title: What a list prints.
        about: A few words on it.
        link: Its address, seen from any other page.
        page: The script that draws it, seen from the frame.
        query: Parameters of its address.
        key: What a synonym calls it.
        said: What a list prints beside the title where that alone says little.
    """

    kind: str
    title: str
    about: str
    link: str
    page: str
    query: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What people type where the site has another word.

    Args:
        idle: Words that say nothing.
        asked: Questions that are often asked.
        to: What each word leads to, the best answer first.
    """

    idle: frozenset[str]
    asked: tuple[str, ...]
    to: Mapping[str, tuple[str, ...]]


@cache
def synonyms() -> Synonyms:
    """Read what people type.

    >>> synonyms().to["pta"][0]
    'who_and_one_on_one'
    """
    told = tomllib.loads((HERE / "library" / "search.toml").read_text(encoding="utf-8"))
    to = {word: tuple(row["to"]) for row in reversed(told["synonym"]) for word in row["words"]}
    return Synonyms(frozenset(told["idle"]), tuple(told["asked"]), MappingProxyType(to))


def search(words: str) -> tuple[Hit, ...]:
    """Find what fits a search, best first.

    Args:
        words: What was typed; what lies beyond 200 characters is not read.

    Returns:
        At most twelve hits; none for an empty search.

    >>> search("why was my claim denied")[0].title
    'Why was it denied?'
    """
    typed = _WORD.findall(_CODE.sub(r"\1-\2", words[:LONGEST_SEARCH].lower()))
    wanted = [word for word in typed if word not in synonyms().idle] or typed
    # Two words may be one of ours: "plan of care", "dry needling".
    joined = [f"{one}-{other}" for one, other in pairwise(typed)]
    wanted += [pair for pair in joined if pair in synonyms().to]
    wanted = list(dict.fromkeys(_guessed(word) for word in wanted))
    ranked = []
    for hit in _everything():
        worth = [_worth(hit, word) for word in wanted]
        if any(worth):
            ranked.append((sum(map(bool, worth)), sum(worth), hit))
    # A stable sort: what is worth the same stays in the order of the site.
    ranked.sort(key=lambda row: (-row[0], -row[1]))
    return tuple(hit for _, _, hit in ranked[:MOST_HITS])


def _worth(hit: Hit, word: str) -> int:
    """Say how well one word fits one thing."""
    to = synonyms().to.get(word, ())
    led = LED + len(to) - to.index(hit.key) if hit.key in to else 0
    title = hit.title.lower()
    # At the beginning of a word: three letters stand somewhere in the middle of everything.
    begins = re.compile(rf"(?<!\w){re.escape(word)}(\w?)")
    named = begins.search(title)
    if named:
        return max(led, BEGUN if named[1] else NAMED)
    return led or (TOLD if begins.search(hit.about.lower()) else 0)


def _guessed(word: str) -> str:
    """Give the word that was meant where a key slipped, the word itself where it is known or nothing is near."""
    if len(word) < SHORTEST_GUESS or any(char.isdigit() for char in word) or word in _known():
        return word
    from rapidfuzz import fuzz, process

    if any(word in known for known in _known()):
        return word
    near = sorted(known for known in _known() if len(known) >= SHORTEST_GUESS)
    found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return str(found[0]) if found else word


@cache
def _known() -> frozenset[str]:
    """Collect the words that titles, other names and synonyms have."""
    said = " ".join(f"{hit.title} {hit.about}" for hit in _everything()).lower()
    return frozenset((*synonyms().to, *_WORD.findall(said)))


@cache
def _everything() -> tuple[Hit, ...]:
    return (*_pages(), *_lookup(), *_of_claims(), *_cases())


def _pages() -> Iterable[Hit]:
    for lesson in course().pages:
        kind = "lesson" if lesson.kind == "lesson" else "page"
        about = " ".join(lesson.objectives)
        yield Hit(kind, lesson.title, about, lesson.address, lesson.page, {}, lesson.slug)


def _lookup() -> Iterable[Hit]:
    words, opening, spoken = course()["the_glossary"], course()["build_a_session"], spoken_names()
    for code in facts().codes.values():
        title = f"{code.code} {code.short}: {code.name}"
        about = f"{code.purpose} {' '.join(spoken.get(code.code, ()))}"
        yield _at(words, "code", title, about, {TERM: code.code}, code.code)
    for term in glossary().values():
        yield _at(words, "term", term.name, f"{' '.join(term.also)} {term.meaning}", {TERM: term.slug}, term.slug)
    for payer in facts().payers.values():
        about = f"{payer.known} {payer.verify} {payer.telehealth}"
        query = {"visit": "97110.33~97140.7", "payer": payer.key}
        yield _at(opening, "payer", payer.name, about, query, payer.key)


def _of_claims() -> Iterable[Hit]:
    """Find modifiers and the codes of a remittance."""
    claim, denied = course()["session_to_claim"], course()["why_denied"]
    for modifier in facts().modifiers.values():
        yield _at(claim, "modifier", f"{modifier.code} {modifier.name}", modifier.use, {}, modifier.code)
    for reason in facts().denials.reasons.values():
        groups = " ".join(f"{group}-{reason.code}" for group in facts().denials.groups)
        about = f"{reason.means} {groups} denial reason CARC"
        query = {DENIAL: f"CO-{reason.code}"}
        yield _at(denied, "denial", f"Denial CO-{reason.code}", about, query, said=reason.means)
    for remark in facts().denials.remarks.values():
        about = f"{remark.means} denial remark RARC"
        yield _at(denied, "denial", f"Remark {remark.code}", about, {DENIAL: remark.code}, said=remark.means)


def _cases() -> Iterable[Hit]:
    compare, coach = course()["compare_codes"], course()["note_coach"]
    for scenario in scenarios():
        about = f"{scenario.patient['who']} {' '.join(scenario.conditions)}"
        yield _at(compare, "scenario", scenario.title, about, {SCENARIO: scenario.slug})
    for contrast in contrasts():
        about = " ".join(f"{intent.code} {intent.purpose}" for intent in contrast.intents)
        yield _at(compare, "contrast", contrast.activity, about, {CONTRAST: contrast.slug})
    for note in bank().notes.values():
        yield _at(coach, "invented note", note.title, f"{note.code} {note.text}", {NOTE: note.key})


def _at(
    page: Lesson, kind: str, title: str, about: str, query: Mapping[str, str], key: str = "", said: str = ""
) -> Hit:
    named = "&".join(f"{name}={value}" for name, value in query.items())
    address = f"{page.address}?{named}" if named else page.address
    return Hit(kind, title, about, address, page.page, query, key, said)
