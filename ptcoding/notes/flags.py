"""What a reviewer would object to in a note."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts import Facts
from ptcoding.facts.code import CodeTable
from ptcoding.notes.load import finders, fit_rule, flag_finders, flag_sources
from ptcoding.notes.pattern import Span

if TYPE_CHECKING:
    from ptcoding.notes.intent import Support
    from ptcoding.notes.review import Shown

# "97110 x 3 units, 25 min" and "3 units of 97110 (25 min)", within one sentence.
SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]*)*")
CODE = re.compile(r"(?<![\w.-])\d{5}(?![\w-])")
UNITS = re.compile(
    r"(?<![\w.])(\d{1,2})\s{0,3}(?:units?|u)(?![a-z])|(?<![a-z])units?\s{0,2}[:=]?\s{0,2}(\d{1,2})(?!\d)"
)
MINUTES = re.compile(r"(?<![\w.:])(\d{1,3})\s{0,3}(?:minutes?|mins?|')(?![a-z])")


@dataclass(frozen=True, slots=True)
class Flag:
    """Something in a note that a reviewer would object to.

    Args:
        kind: Which objection, the key of its sentence.
        source: Key of the source.
        span: The words concerned, None where something is missing.
        values: What the sentence is filled with.
    """

    kind: str
    source: str
    span: Span | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def flags(
    text: str,
    small: str,
    code: str | None,
    elements: "Mapping[str, Shown]",
    supported: "tuple[Support, ...]",
    facts: Facts,
) -> tuple[Flag, ...]:
    """Find what a reviewer would object to.

    Args:
        text: The note.
        small: The same in small letters.
        code: The code claimed, None where there is none.
        elements: What the note shows.
        supported: The codes that its words support, best first.
        facts: The facts that the note is read by.

    Returns:
        The flags: those on words in the order of the note, then those on the note as a whole.
    """
    if not text.strip():
        return ()
    sources = flag_sources()
    worded = [
        Flag(kind, sources[kind], span)
        for kind, finder in flag_finders().items()
        if kind != "shared"
        for span in finder.spans(text, small)
    ]
    worded += _shared(text, small, _timed(code, facts.codes))
    worded += _too_many_units(text, small, facts)
    worded.sort(key=lambda flag: flag.span.start if flag.span else 0)
    return (
        *worded,
        *_wrong_intent(code, supported),
        *_time_missing(code is None or _timed(code, facts.codes), elements),
    )


def _shared(text: str, small: str, timed: bool) -> Iterable[Flag]:
    """Flag minutes that two patients shared where one-on-one contact is claimed."""
    met = flag_finders()["shared"].spans(text, small)
    said = finders()["one_on_one"].show
    words = said is not None and said.search(small) is not None
    if met and (words or timed):
        yield Flag("shared", flag_sources()["shared"], met[0])


def _timed(code: str | None, codes: CodeTable) -> bool:
    return code is not None and code in codes and codes[code].timed


def _too_many_units(text: str, small: str, facts: Facts) -> Iterable[Flag]:
    """Flag units that no rule gives for the minutes beside them."""
    for sentence in SENTENCE.finditer(small):
        if CODE.search(sentence[0]) is None:
            continue
        named = {found for found in CODE.findall(sentence[0]) if _timed(found, facts.codes)}
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


def _wrong_intent(code: str | None, supported: "tuple[Support, ...]") -> Iterable[Flag]:
    """Flag words that support another code than the one claimed."""
    if code is None or not supported or supported[0].code == code:
        return
    own = next((support.score for support in supported if support.code == code), 0.0)
    if own < fit_rule().share * supported[0].score:
        values = MappingProxyType({"code": code, "other": supported[0].code})
        yield Flag("wrong_intent", flag_sources()["wrong_intent"], next(iter(supported[0].spans), None), values)


def _time_missing(timed: bool, elements: "Mapping[str, Shown]") -> Iterable[Flag]:
    """Flag a note of timed service without minutes."""
    if timed and not elements["minutes"].present:
        yield Flag("time_missing", flag_sources()["time_missing"])
