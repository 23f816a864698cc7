"""What a note shows, in its own words, and what a reviewer would object to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.errors import DocumentError, Problem, UnknownKeyError, quoted
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.facts.code import CodeTable
from ptcoding.notes.answer import answers, told
from ptcoding.notes.guard import Reading, read
from ptcoding.notes.implied import implied
from ptcoding.notes.load import finders, fit_rule, likely_finders, rubric
from ptcoding.notes.pattern import Span
from ptcoding.notes.rubric import Ask, Element, Of
from ptcoding.notes.shown import Shown
from ptcoding.notes.wording import Lettered, lettered

if TYPE_CHECKING:
    from ptcoding.notes.advice import Advice
    from ptcoding.notes.flag import Flag
    from ptcoding.notes.intent import Support

LONGEST_NOTE = 20_000
# An answer to an advice is looked for this far: a longer text is no note that is being mended.
LONGEST_ADVISED = 3_000
# Tabs and line ends belong to a note; other control characters are a sign that it is no text.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CODE = re.compile(r"(?<![\w.-])[0-9G]\d{4}(?![\w-])")
FIT = "code_intent_fit"
# What is said of a visit, or of a text, in which nothing was done.
IDLE = frozenset({"no_treatment", "no_note"})
# Elements that are shown only where both of their parts are.
PAIRS = {"total_minutes": ("timed_total", "treatment_total"), "date_signature": ("dated", "signed")}


@dataclass(frozen=True, slots=True)
class Review:
    """A note as a reviewer reads it.

    Args:
        code: The code that the note claims, or the only one that it names; None where there is none.
        elements: Every element of the rubric, in its order, with the words that show it.
        supports: The codes that the words support, best first.
        flags: What a reviewer would object to, in the order of the note.
        text: The note as it was read.
        told: For elements that are not shown for certain, the words that may well tell them; no advice is given there.
    """

    code: str | None
    elements: Mapping[str, Shown]
    supports: "tuple[Support, ...]" = ()
    flags: "tuple[Flag, ...]" = field(default=())
    text: str = field(default="", repr=False)
    told: Mapping[str, Shown] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def missing(self) -> tuple[Element, ...]:
        """The elements that the code asks for and that nothing in the note shows or may tell: needed ones first.

        None where no treatment was given, or no note: there is nothing that could be told better.
        """
        if self._idle:
            return ()
        unasked = implied(self.text, self.supports) if self.code is None else None
        return tuple(
            element
            for element in self._lacking(Of.SERVICE)
            if element.key not in self.told and (unasked is None or element.asked_by(unasked) is not Ask.NOT_ASKED)
        )

    @property
    def record(self) -> tuple[Element, ...]:
        """The elements that the day's record needs once, for all its services, and that are not shown here."""
        return tuple(one for one in self._lacking(Of.DAY) if one.key == "date_signature" or not self._idle)

    def _lacking(self, of: Of) -> tuple[Element, ...]:
        absent = [element for key, element in rubric().items() if key in self._absent and element.of is of]
        asked = [(element.asked_by(self.code), element) for element in absent]
        return tuple(element for how in (Ask.NEEDED, Ask.EXPECTED) for said, element in asked if said is how)

    @property
    def add(self) -> "tuple[Advice, ...]":
        """What to add to the note, a sentence for each missing element."""
        from ptcoding.notes.advice import advice

        return advice(self.missing)

    @property
    def _idle(self) -> bool:
        kinds = {flag.kind for flag in self.flags}
        given = any(self.elements[key].present for key in ("specific_exercise", "dosage", "minutes"))
        return not kinds.isdisjoint(IDLE) and not given

    @property
    def _absent(self) -> frozenset[str]:
        return frozenset(key for key, shown in self.elements.items() if not shown.present)


def review(text: str, code: str | None = None, facts: Facts | None = None) -> Review:
    """Read a note for what it shows.

    Args:
        text: The note, at most 20,000 characters of plain text.
        code: The code that it claims, None or empty where it claims none.
        facts: The facts that it is read by, the project's own where none are handed down.

    Returns:
        Each element of the rubric with the words that show it, the flags, and what is missing.

    Raises:
        DocumentError: If the text is too long or holds control characters.
        UnknownKeyError: If the code is not in the data.

    >>> found = review("R shoulder abduction with red band 3x10 to reach overhead shelf", code="97110").elements
    >>> found["dosage"].present, found["minutes"].present
    (True, False)
    >>> [span.text for span in found["dosage"].spans]
    ['red band', '3x10']
    """
    from ptcoding.notes.doubt import untied
    from ptcoding.notes.flags import flags
    from ptcoding.notes.intent import supports

    known = facts or default_facts()
    _check(text, code, known.codes)
    reading = read(text)
    # A code's own number in a note is a claim, not a proof of it: the words alone are judged.
    supported = supports(CODE.sub(lambda found: " " * len(found[0]), reading.own()))
    claimed = code or _only_code(text, known.codes)
    shown = {key: Shown(reading.spans(finder)) for key, finder in finders().items()}
    shown[FIT] = _done_today(_fit(claimed and known.codes.base_of(claimed), supported, shown), reading)
    shown |= {key: _both(shown, pair) for key, pair in PAIRS.items()}
    elements = MappingProxyType({key: shown[key] for key in rubric()})
    told = _told(reading, claimed, elements)
    if (
        not elements[FIT].present
        and claimed
        and _may_fit(known.codes.base_of(claimed), supported, {**elements, **told})
    ):
        told = MappingProxyType({**told, FIT: {**elements, **told}["specific_exercise"]})
    # Minutes that may be told are not called missing.
    timed = {**elements, "minutes": told.get("minutes", elements["minutes"])}
    objected = flags(reading, claimed, timed, supported, known)
    elements = MappingProxyType({**elements, **dict.fromkeys(untied(elements, objected), Shown())})
    return Review(claimed, elements, supported, objected, text, told)


def _told(reading: Reading, claimed: str | None, elements: Mapping[str, Shown]) -> Mapping[str, Shown]:
    """Find, for what is asked and not shown, the words of a clinician's own that may well tell it."""
    asked = {key for key, element in rubric().items() if element.asked_by(claimed) is not Ask.NOT_ASKED}
    absent = [key for key in rubric() if key in asked and not elements[key].present]
    early = [word for word in reading.words if word.end <= LONGEST_ADVISED] if absent else []
    said = lettered(reading.text, early)
    found = {key: Shown(_likely(reading, key) or _shaped(reading, said, key)) for key in absent}
    return MappingProxyType({key: shown for key, shown in found.items() if shown.present})


def _likely(reading: Reading, key: str) -> tuple[Span, ...]:
    finder = likely_finders().get(key)
    return reading.spans(finder, until=LONGEST_ADVISED) if finder else ()


def _shaped(reading: Reading, said: Iterable[Lettered], key: str) -> tuple[Span, ...]:
    """Find the sentences that are built as an answer, whatever their words."""
    if key not in answers():
        return ()
    answer = answers()[key]
    places = told(reading.text, reading.said(answer.hears), said, answer)
    return tuple(Span(start, end, reading.text[start:end]) for start, end in places)


def _check(text: str, code: str | None, codes: CodeTable) -> None:
    if len(text) > LONGEST_NOTE:
        raise DocumentError([Problem("note", text, f"at most {LONGEST_NOTE:,} characters, {len(text):,} given")])
    control = CONTROL.search(text)
    if control is not None:
        raise DocumentError([Problem("note", quoted(text), f"text, without the control character {control[0]!r}")])
    if code and code not in codes and all(other.code != code for other in codes.not_modelled):
        raise UnknownKeyError([Problem("code", quoted(code), codes.expected(code))])


def _only_code(text: str, codes: CodeTable) -> str | None:
    """Name the code that a note without a claim names itself, if it names just one."""
    said = {found for found in CODE.findall(text) if found in codes}
    return said.pop() if len(said) == 1 else None


def _fit(claimed: str | None, supported: "tuple[Support, ...]", shown: Mapping[str, Shown]) -> Shown:
    """Judge whether what was done, with its purpose, is what the code stands for."""
    rule = fit_rule()
    strong = [support for support in supported if support.score >= rule.share * supported[0].score]
    # Without a claim one code has to stand out, and something that has a name has to have been done.
    if claimed is None and not (len(strong) == 1 and _any(shown, rule.named) and _any(shown, rule.obvious)):
        return Shown()
    fitting = next((support for support in strong if claimed in (None, support.code)), None)
    if fitting is None:
        return Shown()
    proofs = rule.purpose if fitting.code in rule.purpose_needed else (*rule.purpose, *rule.named)
    proved = next((shown[key].spans for key in proofs if shown[key].present), ())
    # A diagnosis and a wish for therapy are a reason, and no service of today.
    if not _any(shown, (*rule.named, *rule.obvious, "objective_measure", "purpose")):
        return Shown()
    # Where a situation speaks for the code, and no word of its own, what was done stands for it.
    return Shown(fitting.spans or proved) if proved else Shown()


def _may_fit(claimed: str, supported: "tuple[Support, ...]", told: Mapping[str, Shown]) -> bool:
    """Tell whether what was done and what it was for may be told, and no word speaks for another code instead."""
    rule = fit_rule()
    best = supported[0].score if supported else 0.0
    own = next((support.score for support in supported if support.code == claimed), 0.0)
    unopposed = best < rule.least or own >= rule.share * best
    return unopposed and told["specific_exercise"].present and _any(told, rule.served)


def _done_today(fit: Shown, reading: Reading) -> Shown:
    """Leave out the words that only tell of a plan or a goal; where no others carry the code, nothing fits it today."""
    ahead = ("planned", "aimed", "stock")
    told = (span for span in fit.spans if not any(reading.within(span.start, span.end, voice) for voice in ahead))
    return Shown(tuple(told))


def _both(shown: Mapping[str, Shown], pair: tuple[str, str]) -> Shown:
    spans = [shown[key].spans for key in pair]
    return Shown(tuple(sorted({*spans[0], *spans[1]}))) if all(spans) else Shown()


def _any(shown: Mapping[str, Shown], keys: Iterable[str]) -> bool:
    return any(shown[key].present for key in keys)
