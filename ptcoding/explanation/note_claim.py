"""A note beside what its claim bills: minutes against units, wording against codes, totals against lines."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.explanation.note_visit import around_findings
from ptcoding.facts.code import CodeTable
from ptcoding.facts.words import filled
from ptcoding.finding import Finding, Severity
from ptcoding.notes.guard import Reading, read
from ptcoding.notes.intent import Support, reads, supports
from ptcoding.notes.load import fit_rule
from ptcoding.notes.stated import CODE, Stated, stated
from ptcoding.notes.worded import Worded, only_aimed, worded

GROUP = "note_claim"
# How strongly words must speak for a code that is not billed before it is named.
FOREIGN = 0.5
MANUAL, FIT = "cpm5-20.2", "bpm15-220.3"


def against(text: str, counted: Allocation, around: Circumstances | None = None) -> tuple[Finding, ...]:
    """Compare a note with what is billed for its visit.

    Args:
        text: The note.
        counted: The visit as it is counted.
        around: What its claim needs besides, None where that is not known.

    Returns:
        Where the two disagree, what costs most first; empty where the note bears out all that it states.

    >>> from ptcoding import CMS, Session, allocate
    >>> billed = allocate(Session.of({"97110": 33, "97140": 7}), CMS)
    >>> [found.kind for found in against("97110 20 min R knee SLR 3x10. 97140 7 min patella glides gr III.", billed)]
    ['minutes', 'no_total']
    """
    said, reading = stated(text), read(text)
    own = CODE.sub(lambda found: " " * len(found[0]), reading.own())
    carried = {support.code: support for support in supports(own)}
    billed = {code: units for code, units in counted.units.items() if units}
    minutes = {code: _minutes(counted, code) for code in dict.fromkeys(s.code for s in counted.session.services)}
    codes = counted.session.facts.codes
    # The words of an add-on are those of the code that it adds to.
    words = worded(reading, said, carried, {code: (code, codes.base_of(code)) for code in minutes})
    lines = [*_lines(said, words, minutes, billed, counted), *_unbilled(said, minutes)]
    told = {found.kind for found in lines}
    return (
        *lines,
        *around_findings(text, said, counted, around),
        *_wording(reading, said, carried, billed, codes),
        *_totals(said, counted, not told.isdisjoint({"minutes", "unbilled"})),
    )


def said(finding: Finding) -> str:
    """Write a finding as a sentence.

    Args:
        finding: The finding.

    Returns:
        Its sentence.
    """
    return filled(GROUP, finding.kind, finding.values)


def _minutes(counted: Allocation, code: str) -> int:
    return sum(service.minutes for service in counted.session.services if service.code == code)


def _finding(kind: str, severity: Severity, codes: tuple[str, ...], source: str, **values: object) -> Finding:
    return Finding(kind, severity, codes, (), source, MappingProxyType(values))


def _lines(
    said: Stated, words: Worded, minutes: dict[str, int], billed: dict[str, int], counted: Allocation
) -> Iterable[Finding]:
    """Hold minutes and units beside each code against what was counted."""
    for code, spent in minutes.items():
        told, units = said.minutes.get(code, words.minutes.get(code)), said.units.get(code)
        if told is not None and spent not in (told, said.repeated.get(code)):
            told = said.repeated.get(code, told)
            yield _finding("minutes", Severity.ERROR, (code,), MANUAL, code=code, note=told, claim=spent)
        if units is not None and units != billed.get(code, 0) and code not in said.repeated:
            claim = billed.get(code, 0)
            yield _finding("units", Severity.ERROR, (code,), MANUAL, code=code, note=units, claim=claim)
        if (
            code in billed
            and code not in said.codes
            and code not in said.units
            and told is None
            and code not in words.given
            and counted.session.facts.codes[code].timed
        ):
            yield _finding("no_minutes", Severity.NOTE, (code,), MANUAL, code=code, claim=spent)


def _unbilled(said: Stated, minutes: dict[str, int]) -> Iterable[Finding]:
    for code in said.codes:
        if code not in minutes and (code in said.minutes or code in said.units):
            yield _finding("unbilled", Severity.WARNING, (code,), MANUAL, code=code)


def _wording(
    reading: Reading, said: Stated, carried: Mapping[str, Support], billed: dict[str, int], codes: CodeTable
) -> Iterable[Finding]:
    """Hold the words against each billed code that is read here: every one must be carried by some of them."""
    least = fit_rule().least / 2
    for code in billed:
        own_words = [carried[key].score for key in (code, codes.base_of(code)) if key in carried]
        if reads(code) and max(own_words, default=0.0) < least:
            yield _finding("wording", Severity.WARNING, (code,), FIT, code=code)
    spoken_for = {(span.start, span.end) for code in billed if code in carried for span in carried[code].spans}
    for code, support in carried.items():
        # Words that speak for a billed code as well are no sign of another service, and a goal is none.
        is_new = not only_aimed(reading, (one for one in support.spans if (one.start, one.end) not in spoken_for))
        if code not in billed and code not in said.codes and support.score >= FOREIGN and reads(code) and is_new:
            yield _finding("other", Severity.NOTE, (code,), FIT, code=code)


def _totals(said: Stated, counted: Allocation, is_told: bool) -> Iterable[Finding]:
    """Hold the two totals of the note against the lines, unless its own lines, told of already, add up to them."""
    codes = counted.session.facts.codes
    summed = sum(spent for code, spent in said.minutes.items() if code in codes and codes[code].timed)
    adds_up = is_told and said.timed in (None, summed)
    if said.timed is not None and said.timed != counted.timed_minutes and not adds_up:
        yield _finding("timed", Severity.ERROR, (), MANUAL, note=said.timed, claim=counted.timed_minutes)
    whole = counted.total_minutes
    if said.total is not None and said.total < whole and not (adds_up and said.total >= summed):
        yield _finding("total", Severity.ERROR, (), MANUAL, note=said.total, claim=whole)
    has_timed = any(codes[service.code].timed for service in counted.session.services)
    wanted = (("timed", said.timed if has_timed else 0), ("treatment", said.total))
    lacking = [name for name, figure in wanted if figure is None]
    if lacking:
        yield _finding("no_total", Severity.NOTE, (), MANUAL, which=" and ".join(lacking))
