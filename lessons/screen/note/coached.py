"""What the coach says of a note, as Markdown. No screen is drawn here, so that another process can work it out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lessons.content.course import text
from lessons.content.markdown import cite, literal
from lessons.screen.note.marked import Mark, note_on_screen
from ptcoding.errors import at_most_ten
from ptcoding.notes.advice import flag_sentence, sentence_of, still_asked
from ptcoding.notes.clone import compare, sentence
from ptcoding.notes.flag import Flag
from ptcoding.notes.identifier import Identifier, identifiers
from ptcoding.notes.intent import Support, reads
from ptcoding.notes.load import rubric
from ptcoding.notes.pattern import Span
from ptcoding.notes.review import Review, review
from ptcoding.notes.rubric import Ask, Element, Of

SHOWN, OBJECTED = "green", "orange"
MOST_WORDS, MOST_CODES = 4, 3
# Within so much of the best score two codes are carried about as well.
CLOSE = 0.15
# With one of these the words may be there and the note does not stand all the same.
GRAVE = frozenset({"impossible", "contradiction", "senseless", "crammed", "fragments", "disordered"})
GRAVE |= frozenset({"not_done", "no_treatment", "no_note", "template"})
words = text("note_coach")


@dataclass(frozen=True, slots=True)
class Coached:
    """What the coach says of a note, each line safe as Markdown.

    Args:
        heading: How many elements are shown, of how many.
        note: The note with its words marked.
        personal: What names a person.
        missing: What is missing, and how to add it.
        told: What is not asked for again, because a sentence may well tell it.
        record: What the record of the day needs once, whatever the number of services.
        still: What an auditor could ask of any note, however full its list is.
        objections: What a reviewer would object to.
        codes: The codes that the words support, best first.
        elements: Every element with the words that show it.
        wall: The elements that the code asks for, those that are shown in green, in one line.
        is_unread: Whether the words of the claimed code are not read here.
    """

    heading: str
    note: str
    personal: tuple[str, ...]
    missing: tuple[str, ...]
    told: tuple[str, ...]
    record: tuple[str, ...]
    still: tuple[str, ...]
    objections: tuple[str, ...]
    codes: tuple[str, ...]
    elements: tuple[str, ...]
    wall: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two notes are.

    Args:
        share: From 0 to 1.
        note: The later note with the words marked that stood in the earlier one.
        findings: What an auditor would mark.
    """

    share: float
    note: str
    findings: tuple[str, ...]


def coached(typed: str, code: str | None, dates: str | None = None) -> Coached:
    """Review a note.

    Args:
        typed: The note.
        code: The code claimed, None where there is none.
        dates: Anything where dates of service may stay in a note, None where they are pointed out as well.

    Returns:
        What the coach says of it.

    Raises:
        DocumentError: If the note is too long or holds control characters.
        UnknownKeyError: If the code is not in the data.
    """
    found = review(typed, code)
    asked = [key for key, element in rubric().items() if _of_service(element, found.code)]
    there = [key for key in asked if found.elements[key].present]
    stands = not any(flag.kind in GRAVE for flag in found.flags)
    # Where few elements are there the count says enough.
    stands |= 2 * len(there) < len(asked)
    ranked = by_share(found.supports)
    return Coached(
        heading=f"{len(there)} of {len(asked)} elements shown" if stands else words["named_only"],
        note=note_on_screen(typed, _marks(found)),
        personal=at_most_ten(_identifier(one) for one in identifiers(typed, service_dates=dates is None)),
        missing=tuple(f"**{_name(one.element)}.** {one.text} {cite(one.source)}" for one in found.add),
        told=tuple(f"**{_name(key)}**: {_sentence(typed, shown.spans)}" for key, shown in found.told.items()),
        record=tuple(f"{element.add} {cite(element.sources[0])}" for element in found.record),
        still=tuple(map(literal, still_asked(found.elements))),
        objections=at_most_ten(_objection(flag) for flag in found.flags),
        codes=tuple(_supported(one, ranked) for one in ranked[:MOST_CODES]),
        elements=tuple(_element(key, found) for key in found.elements),
        wall=" ".join(_brick(key, found) for key in asked),
        is_unread=bool(found.code) and not reads(found.code or ""),
    )


def by_share(supports: Sequence[Support]) -> tuple[Support, ...]:
    """Put first the code that more of the note is about, among those that its wording carries about as well.

    Args:
        supports: The codes that the words support, best first.

    Returns:
        The same codes: those as close to the best as ``CLOSE`` by how many words carry them, then the others.
    """
    close = [one for one in supports if supports[0].score - one.score < CLOSE]
    return (*sorted(close, key=_words, reverse=True), *supports[len(close) :])


def changed(before: str, now: str, code: str | None) -> tuple[str, ...]:
    """Say what a rewritten note gained and lost.

    Args:
        before: The version that was kept.
        now: The version that stands in the field.
        code: The code claimed, None where there is none.

    Returns:
        A line for each change, none where nothing that is looked for has changed.

    Raises:
        DocumentError: If one of them is too long or holds control characters.
        UnknownKeyError: If the code is not in the data.
    """
    first, second = review(before, code), review(now, code)
    kinds = [{flag.kind for flag in found.flags} for found in (first, second)]
    pairs = {key: (first.elements[key].present, second.elements[key].present) for key in first.elements}
    return (
        *(
            f"Gained: **{_name(key)}**{_answered(now, second.elements[key].spans)}"
            for key, pair in pairs.items()
            if pair == (False, True)
        ),
        *(
            f"No longer asked for: **{_name(key)}**{_answered(now, shown.spans)}"
            for key, shown in second.told.items()
            if key not in first.told and not first.elements[key].present
        ),
        *(f"Lost: **{_name(key)}**" for key, pair in pairs.items() if pair == (True, False)),
        *(f"No longer objected to: {_first(first, kind)}" for kind in sorted(kinds[0] - kinds[1])),
        *(f"New objection: {_first(second, kind)}" for kind in sorted(kinds[1] - kinds[0])),
    )


def alike(before: str, now: str) -> Alike:
    """Compare a note with that of the visit before.

    Args:
        before: The earlier note.
        now: The later one.

    Returns:
        How alike they are.
    """
    found = compare(before, now)
    same = [(span.start, span.end, OBJECTED) for span in found.unchanged]
    said = tuple(f"{literal(sentence(finding))} {cite(finding.source)}" for finding in found.findings)
    return Alike(found.share, note_on_screen(now, same), said)


# What another process may be asked for, by name.
WORK: Mapping[str, Callable[..., object]] = MappingProxyType(
    {work.__name__: work for work in (coached, changed, alike)}
)


def _marks(found: Review) -> list[Mark]:
    """Choose what is marked: what a reviewer would object to, then what shows an element; the first given is seen."""
    objected = [(flag.span.start, flag.span.end, OBJECTED) for flag in found.flags if flag.span is not None]
    shown = [
        (span.start, span.end, SHOWN)
        for key, element in found.elements.items()
        if key != "code_intent_fit"
        for span in element.spans
    ]
    return objected + shown


def _of_service(element: Element, code: str | None) -> bool:
    return element.of is Of.SERVICE and element.asked_by(code) is not Ask.NOT_ASKED


def _answered(typed: str, spans: tuple[Span, ...]) -> str:
    """Quote the sentence that answered the advice."""
    return f", answered by {_sentence(typed, spans)}" if spans else ""


def _sentence(typed: str, spans: tuple[Span, ...]) -> str:
    return f"“{literal(sentence_of(typed, spans[0]))}”"


def _first(found: Review, kind: str) -> str:
    """Write the first flag of a kind."""
    return literal(flag_sentence(next(flag for flag in found.flags if flag.kind == kind)))


def _identifier(found: Identifier) -> str:
    return f"{found.kind}: {literal(found.span.text)}"


def _objection(flag: Flag) -> str:
    return f"{literal(flag_sentence(flag))} {cite(flag.source)}"


def _words(one: Support) -> int:
    return sum(len(span.text.split()) for span in one.spans)


def _supported(one: Support, among: Sequence[Support]) -> str:
    whole = sum(map(_words, among))
    share = f", {_words(one)} of {whole} words" if len(among) > 1 else ""
    return f"**{one.code}**{share}: {_quoted(one.spans)}"


def _brick(key: str, found: Review) -> str:
    name = literal(_name(key))
    if found.elements[key].present:
        return f":green-badge[:material/check: {name}]"
    return f":gray-badge[:material/check_box_outline_blank: {name}]"


def _element(key: str, found: Review) -> str:
    element, shown = rubric()[key], found.elements[key]
    cited = " ".join(cite(source) for source in element.sources)
    if shown.present:
        return f":material/check: **{_name(key)}**: {_quoted(shown.spans)}. {element.who} {cited}"
    asked = "not asked for by this code" if element.asked_by(found.code) is Ask.NOT_ASKED else "not shown"
    if element.of is Of.DAY:
        asked = "asked of the day's record"
    counts = f"**Counts:** {element.counts} **Does not count:** {element.counts_not}"
    return f":material/close: **{_name(key)}**: {asked}. {counts} {element.who} {cited}"


def _name(key: str) -> str:
    name = rubric()[key].name
    return name[:1].upper() + name[1:]


def _quoted(spans: tuple[Span, ...]) -> str:
    said = dict.fromkeys(" ".join(span.text.split()) for span in spans)
    more = len(said) - MOST_WORDS
    shown = ", ".join(f"“{literal(one)}”" for one in list(said)[:MOST_WORDS])
    return f"{shown} and {more} more" if more > 0 else shown
