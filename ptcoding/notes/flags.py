"""What a reviewer would object to in a note."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts import Facts
from ptcoding.facts.code import CodeTable
from ptcoding.facts.words import templates
from ptcoding.notes.doubt import built_badly, doubted
from ptcoding.notes.flag import Flag
from ptcoding.notes.guard import Reading
from ptcoding.notes.load import finders, fit_rule, flag_finders, flag_sources, walk_finder
from ptcoding.notes.mismatch import timed, wrong_intent
from ptcoding.notes.pattern import Finder, Span
from ptcoding.notes.stated import CODE, MINUTES, SENTENCE, UNITS
from ptcoding.notes.wording import FIGURE, OTHER, letters

if TYPE_CHECKING:
    from ptcoding.notes.intent import Support
    from ptcoding.notes.shown import Shown

# A bike for eight minutes is its own time; so is ultrasound for five, written with a prime.
MINUTES_OF_DOSE = re.compile(r"\d\s{0,3}-?(?:min|'(?!\d))", re.IGNORECASE)
# Attended modalities: the minutes of the dose are those of the service.
CLOCKED = frozenset({"97032", "97033", "97034", "97035", "97036"})
# Flags that say that something was billed, if badly.
NAMED = frozenset({"vague", "label_only", "cloned", "unskilled", "fitness"})
# So much of a note in one voice that is not today's leaves nothing that was done.
MOST = 0.6
# So many elements in today's words tell of a visit that took place.
MUCH = 5
# A question, an empty slot and a note about notes are no words of this note's own.
HEARD = frozenset({"planned", "aimed", "other", "history", "denied", "undone", "stock", "untreated", "generic"})


def flags(
    reading: Reading,
    code: str | None,
    elements: "Mapping[str, Shown]",
    supported: "tuple[Support, ...]",
    facts: Facts,
) -> tuple[Flag, ...]:
    """Find what a reviewer would object to.

    Args:
        reading: The note, read once.
        code: The code claimed, None where there is none.
        elements: What the note shows.
        supported: The codes that its words support, best first.
        facts: The facts that the note is read by.

    Returns:
        The flags: those on words in the order of the note, then those on the note as a whole.
    """
    text, small = reading.text, reading.said(HEARD)
    if not text.strip():
        return ()
    sources = flag_sources()
    worded = [
        Flag(kind, sources[kind], span)
        for kind, finder in flag_finders().items()
        if kind != "shared" and not (kind == "label_only" and _specific(elements))
        for span in reading.spans(finder, HEARD)
    ]
    worded += _shared(reading, timed(code, facts.codes))
    worded += _too_many_units(text, small, facts)
    worded += _walked(reading, elements)
    worded += doubted(reading)
    worded += _slots(reading)
    worded.sort(key=lambda flag: flag.span.start if flag.span else 0)
    if not worded and not supported and _says_nothing(reading, elements):
        return (Flag("no_note", sources["no_note"]),)
    told = any(flag.kind in ("no_treatment", "shared") for flag in worded)
    untreated = [] if told else [*_not_done(reading, elements)]
    idle = bool(untreated) or any(flag.kind == "no_treatment" for flag in worded)
    clocked = timed(code, facts.codes) if code is not None else _may_be_timed(supported, facts.codes)
    return (
        *worded,
        *untreated,
        *built_badly(reading, elements),
        *wrong_intent(code, supported, facts.codes),
        *_time_missing(not idle and not _clocked(code, small) and clocked, elements, worded),
    )


def _says_nothing(reading: Reading, elements: "Mapping[str, Shown]") -> bool:
    """Tell whether a text shows nothing and has no word that a note of therapy is made of."""
    said = set(letters(reading.text, reading.words))
    return OTHER in said and said <= {OTHER, FIGURE} and not any(shown.present for shown in elements.values())


def _may_be_timed(supported: "tuple[Support, ...]", codes: CodeTable) -> bool:
    """Tell whether a note without a claim may be of timed work, unless all its words are of untimed work."""
    least = fit_rule().beside
    first = [one.code for one in supported[:1]]
    return not first or any(timed(one, codes) for one in first + [x.code for x in supported if x.score >= least])


def _specific(elements: "Mapping[str, Shown]") -> bool:
    """Tell whether more than a label says what was done: a named exercise in an amount, or with skill."""
    named = elements["specific_exercise"].present
    return named and (elements["dosage"].present or elements["skilled_intervention"].present)


def _walked(reading: Reading, elements: "Mapping[str, Shown]") -> Iterable[Flag]:
    """Flag a walk along the hall that somebody only watched: no skill, no hands, no change is told."""
    if any(elements[key].present for key in ("skilled_intervention", "patient_response", "progression")):
        return
    for span in reading.spans(walk_finder(), HEARD)[:1]:
        yield Flag("unskilled", flag_sources()["unskilled"], span)


def _slots(reading: Reading) -> Iterable[Flag]:
    """Flag the first slot of a template that nobody filled in."""
    for start, end in reading.places["template"][:1]:
        yield Flag("template", flag_sources()["template"], Span(start, end, reading.text[start:end]))


def _not_done(reading: Reading, elements: "Mapping[str, Shown]") -> Iterable[Flag]:
    """Flag a note whose exercise is planned, denied, another patient's and so on, where nothing else was done."""
    if elements["specific_exercise"].present or elements["skilled_intervention"].present:
        return
    ruling = next((voice for voice in templates()["note_voice"] if _spoken(reading, voice) >= MOST), None)
    if ruling is not None:
        start, end = reading.places[ruling][0]
        start += len(reading.text[start:end]) - len(reading.text[start:end].lstrip())
        values = MappingProxyType({"how": templates()["note_voice"][ruling]})
        yield Flag("not_done", flag_sources()["not_done"], Span(start, end, reading.text[start:end]), values)
        return
    # Where much is told besides, a word that is denied or aimed at is not what the visit was about.
    much = elements["objective_measure"].present or sum(shown.present for shown in elements.values()) >= MUCH
    show = None if much else finders()["specific_exercise"].show
    for start, end in show.places(reading.small, reading.starts) if show else ():
        voice = next((voice for voice in templates()["note_voice"] if reading.within(start, end, voice)), None)
        if voice is not None:
            values = MappingProxyType({"how": templates()["note_voice"][voice]})
            yield Flag("not_done", flag_sources()["not_done"], Span(start, end, reading.text[start:end]), values)
            return


def _spoken(reading: Reading, voice: str) -> float:
    """Say what share of a note stands where a voice speaks."""
    return sum(end - start for start, end in reading.places[voice]) / max(1, len(reading.text.rstrip()))


def _shared(reading: Reading, clocked: bool) -> Iterable[Flag]:
    """Flag minutes that two patients shared where one-on-one contact is claimed."""
    met = reading.spans(flag_finders()["shared"], HEARD)
    said = Finder(finders()["one_on_one"].show, None, None)
    if met and (clocked or reading.spans(said, HEARD)):
        yield Flag("shared", flag_sources()["shared"], met[0])


def _clocked(code: str | None, small: str) -> bool:
    """Tell whether a modality is claimed whose dose is its minutes, and these are given."""
    return code in CLOCKED and MINUTES_OF_DOSE.search(small) is not None


def _too_many_units(text: str, small: str, facts: Facts) -> Iterable[Flag]:
    """Flag units that no rule gives for the minutes beside them."""
    for sentence in SENTENCE.finditer(small):
        if CODE.search(sentence[0]) is None:
            continue
        named = {found for found in CODE.findall(sentence[0]) if timed(found, facts.codes)}
        units = {int(one or two) for one, two in UNITS.findall(sentence[0])}
        minutes = {int(spent) for spent in MINUTES.findall(sentence[0])}
        if not (len(named) == len(units) == len(minutes) == 1):
            continue
        claimed, spent = units.pop(), minutes.pop()
        allowed = max(facts.rules[key].units(spent) for key in ("cms", "ama"))
        if claimed > allowed:
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            span = Span(start, sentence.end(), text[start : sentence.end()])
            values = {"code": named.pop(), "units": claimed, "minutes": spent, "allowed": allowed}
            yield Flag("units", flag_sources()["units"], span, MappingProxyType(values))


def _time_missing(timed: bool, elements: "Mapping[str, Shown]", others: Iterable[Flag]) -> Iterable[Flag]:
    """Flag a note of timed service without minutes, where something was done and no dose gives its minutes."""
    done = any(elements[key].present for key in ("specific_exercise", "dosage", "skilled_intervention"))
    named = done or elements["code_intent_fit"].present or any(flag.kind in NAMED for flag in others)
    given = elements["minutes"].present or any(MINUTES_OF_DOSE.search(span.text) for span in elements["dosage"].spans)
    if timed and named and not given:
        yield Flag("time_missing", flag_sources()["time_missing"])
