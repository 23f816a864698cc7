"""What in a text looks as if it identified a patient.

The shapes are bounded regular expressions, held as data. A library of phone numbers (``phonenumbers``) was
considered: it wants to be told a country, takes longer to load than the whole of this package, and reads rows of
figures, of which a note is full, as numbers of some country. A warning needs a shape, not a number that can be dialed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.facts.code import CodeTable
from ptcoding.facts.table import read_table
from ptcoding.facts.words import templates
from ptcoding.notes.load import SUBJECTS
from ptcoding.notes.pattern import Span

LONGEST_TEXT = 20_000
_WORD = re.compile(r"[a-z]{2,}\*?")
# A beginning as short as this would take in names.
SHORTEST_STEM = 4
# What English adds to a beginning; a family name goes on otherwise.
_ENDING = re.compile(
    r"(?:at|it|t|iz|i)?(?:e|es|ed|ing|ings|ions?|ors?|ory|ers?|ive|al|ally|y|ies|s|ly|ity|ness|ments?|able|ances?"
    r"|ants?|ents?|ences?|ic|ical|ous|us|um|ened|ening|ual|ually)?"
)
# A word that was done or is being done, which a heading's capital makes look like a name.
_DONE = re.compile(r"(?:ed|ing)$")
_PIECE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Identifier:
    """Words or figures that may identify a patient.

    Args:
        kind: ``name``, ``birth date``, ``date``, ``phone``, ``email``, ``record``, ``insurance``, ``ssn``, ``address``,
            ``zip``, ``age`` or ``url``.
        span: Their place.
    """

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape that identifiers of a kind take.

    Args:
        kind: The kind.
        pattern: The shape; what its first bracket holds is what is marked.
        hint: One of these must be in the text, in small letters, or the shape need not be looked for.
        unless: ``code``, ``term`` or ``trade``: what looks the same and is none.
        given: The lists of given names of which it must begin with one, none where it need not.
    """

    kind: str
    pattern: re.Pattern[str]
    hint: tuple[str, ...] = ()
    unless: str = ""
    given: tuple[str, ...] = ()

    def holds(self, said: str, codes: CodeTable) -> bool:
        """Tell whether what was found is no service and no term of the trade."""
        if self.unless == "code":
            return said not in codes
        met = re.findall(r"[^\W\d_]+", said)
        if self.given:
            if not any(met[0] in _given(tier) for tier in self.given):
                return False
            met = met[1:]
        if not self.unless:
            return True
        unsure = [word for word in met if word not in _given("alone")]
        if self.unless == "trade" and any(_DONE.search(word) or is_trade(word.lower()) for word in unsure):
            return False
        return not any(word.capitalize() in _listed("not_a_name") for word in unsure)


@cache
def _table() -> Mapping[str, Any]:
    return read_table("notes/identifier")


@cache
def _listed(group: str) -> frozenset[str]:
    return frozenset(_table()[group]["words"])


@cache
def _given(tier: str) -> frozenset[str]:
    return frozenset(read_table("notes/given_name")[tier]["words"])


@cache
def _spared() -> re.Pattern[str]:
    """Read what holds a name and names nobody."""
    phrases = (re.escape(phrase).replace("'", "['\u2019]") for phrase in _table()["spared"]["phrases"])
    return re.compile(rf"\b(?:{'|'.join(phrases)})")


@cache
def _trade() -> tuple[frozenset[str], frozenset[str]]:
    """Collect the words of the lists that notes are read by, whole ones and beginnings."""
    lists = (words for subject in SUBJECTS for words in read_table(f"notes/{subject}").get("list", {}).values())
    said = {word for words in lists for phrase in words for word in _WORD.findall(phrase)}
    stems = frozenset(word[:-1] for word in said if word.endswith("*") and len(word) > SHORTEST_STEM)
    return frozenset(word.rstrip("*") for word in said), stems


def is_trade(word: str) -> bool:
    """Tell whether a word is one of those that notes are read by.

    Args:
        word: In small letters.

    Returns:
        Whether it is, in the plural too.

    >>> is_trade("bridges"), is_trade("marching"), is_trade("marchetti")
    (True, True, False)
    """
    whole, stems = _trade()
    if word in whole or word.removesuffix("s") in whole:
        return True
    cuts = range(SHORTEST_STEM, len(word) + 1)
    return any(word[:cut] in stems and _ENDING.fullmatch(word, cut) for cut in cuts)


@cache
def _shapes() -> tuple[_Shape, ...]:
    """Read the shapes, the pieces put in their places."""
    pieces = _table()["piece"]

    def whole(pattern: str) -> str:
        return _PIECE.sub(lambda name: whole(pieces[name[1]]), pattern)

    return tuple(
        _Shape(
            **{
                **row,
                "pattern": re.compile(whole(row["pattern"])),
                "hint": tuple(row.get("hint", ())),
                "given": tuple(row.get("given", ())),
            }
        )
        for row in _table()["shape"]
    )


def identifiers(text: str, service_dates: bool = True, facts: Facts | None = None) -> tuple[Identifier, ...]:
    """Find what looks as if it identified a patient.

    Args:
        text: Any text; what lies beyond 20,000 characters is not read.
        service_dates: Whether dates other than a birth date count. The safe harbor of HIPAA counts them; whoever pastes
            a series of visits may want to keep them.
        facts: The codes that are no identifiers, the project's own where none are handed down.

    Returns:
        What was found, in the order of the text, no two overlapping. Finding nothing is no proof.

    >>> [(found.kind, found.span.text) for found in identifiers("Mrs. Ada Byron, DOB 12/10/1955, MRN 448812")]
    [('name', 'Mrs. Ada Byron'), ('birth date', '12/10/1955'), ('record', '448812')]
    >>> identifiers("Seen 3/2/2026", service_dates=False)
    ()
    >>> identifiers("Berg 45/56, L4-5, knee 0-120, 97110 x 2, BP 120/80")
    ()
    """
    codes = (facts or default_facts()).codes
    read = text[:LONGEST_TEXT]
    small = read.lower()
    found: list[tuple[int, int, str]] = []
    # A place is taken by the first shape that stands there.
    taken = bytearray(len(read))
    for spared in _spared().finditer(read):
        taken[spared.start() : spared.end()] = b"\1" * len(spared[0])
    for shape in _shapes():
        if shape.kind == "date" and not service_dates:
            continue
        if shape.hint and not any(hint in small for hint in shape.hint):
            continue
        for match in shape.pattern.finditer(read):
            start, end = match.span(match.re.groups and 1)
            if not any(taken[start:end]) and shape.holds(read[start:end], codes):
                found.append((start, end, shape.kind))
                taken[start:end] = b"\1" * (end - start)
    return tuple(Identifier(kind, Span(start, end, read[start:end])) for start, end, kind in sorted(found))


def warning(found: Iterable[Identifier]) -> str:
    """Write one sentence on what was found.

    Args:
        found: What was found.

    Returns:
        The sentence; it names kinds only, never the words themselves.

    >>> warning(identifiers("Call 555-201-3344"))
    'This looks like a phone number. ...'
    """
    kinds = [str(_table()["kind"][kind]) for kind in dict.fromkeys(one.kind for one in found)]
    if not kinds:
        return templates()["identifier"]["none"]
    said = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
    return templates()["identifier"]["warning"].format(kinds=said)
