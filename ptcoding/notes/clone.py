"""How alike two successive notes of a patient are, and what an auditor would mark.

The words are compared in their order, by RapidFuzz: the longest row of words that both notes have in common, as a
share of both. Words are counted and not letters, so that unrelated notes score low. ``difflib`` finds some common row,
not the longest, and is slow on long notes; ``python-Levenshtein`` compares edits of letters and is under the GPL.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ptcoding.facts.words import templates
from ptcoding.finding import Finding, Severity
from ptcoding.notes.figures import LONGEST_NOTE, Word, likeness_table, words
from ptcoding.notes.pattern import Span
from ptcoding.notes.repeat import half_copied, reordered, reworded

_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d))+")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure or level that moved from one note to the next.

    Args:
        kind: ``date``, ``dose``, ``measure``, ``minutes``, ``level`` or ``number``.
        before: What stood in the first note.
        after: What stands in the second.
        span: Its place in the second.
    """

    kind: str
    before: str
    after: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoteSentence:
    """A sentence of the second note.

    Args:
        span: Its place.
        share: Share of its words that stood in the first note, in the same order, from 0 to 1.
    """

    span: Span
    share: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two notes are.

    Args:
        share: From 0 to 1, twice the words in common over the words of both.
        sentences: Each sentence of the second note with its own share.
        unchanged: Places of the second note that stood in the first.
        changes: Figures and levels that moved, in the order of the second note.
        findings: What an auditor would mark.
    """

    share: float
    sentences: tuple[NoteSentence, ...]
    unchanged: tuple[Span, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


_Swap = tuple[Sequence[Word], Sequence[Word]]


def compare(first: str, second: str) -> Likeness:
    """Compare a note with the one before it.

    Args:
        first: The earlier note; what lies beyond 20,000 characters is not read.
        second: The later one.

    Returns:
        How alike they are and what an auditor would mark. Case and blanks do not count.

    >>> found = compare("3/2/26 SLR 3x10, knee 90 degrees.", "3/4/26 SLR 3x12, knee 95 degrees.")
    >>> [(change.kind, change.before, change.after) for change in found.changes]
    [('date', '3/2/26', '3/4/26'), ('dose', '3x10', '3x12'), ('measure', '90', '95')]
    >>> [finding.kind for finding in compare("3/2/26 SLR 3x10.", "3/4/26 SLR 3x10.").findings]
    ['only_date']
    """
    before, after = words(first), words(second)
    kept, replaced = _align(before, after)
    share = round(2 * len(kept) / (len(before) + len(after)), 3) if before or after else 1.0
    if share == 1.0 and not _same(before, after):
        share = 0.999
    sentences = _sentences(second, after, kept, first)
    changes = tuple(change for one, two in replaced for change in _changes(one, two, second))
    runs = _unchanged(second, after, kept, sentences)
    findings = (*_findings(before, after, share, changes, sentences), *_disguised(before, after, share, sentences))
    return Likeness(share, sentences, runs, changes, findings)


def sentence(finding: Finding) -> str:
    """Write a finding on two notes as a sentence.

    Args:
        finding: The finding.

    Returns:
        Its sentence.
    """
    return templates()["likeness"][finding.kind].format_map(dict(finding.values))


def _align(
    before: Sequence[Word], after: Sequence[Word]
) -> tuple[dict[int, int], list[tuple[Sequence[Word], Sequence[Word]]]]:
    """Match the words of both notes in order; return the kept ones, and the stretches that took each other's place."""
    from rapidfuzz.distance import LCSseq

    steps = LCSseq.opcodes([word.text for word in before], [word.text for word in after])
    kept: dict[int, int] = {}
    replaced: list[_Swap] = []
    gone_from = came_from = 0
    for step in steps:
        if step.tag != "equal":
            continue
        replaced.append((before[gone_from : step.src_start], after[came_from : step.dest_start]))
        kept |= {step.dest_start + i: step.src_start + i for i in range(step.src_end - step.src_start)}
        gone_from, came_from = step.src_end, step.dest_end
    replaced.append((before[gone_from:], after[came_from:]))
    return kept, [(gone, came) for gone, came in replaced if gone and came]


def _same(before: Sequence[Word], after: Sequence[Word]) -> bool:
    return [word.text for word in before] == [word.text for word in after]


def _changes(gone: Sequence[Word], came: Sequence[Word], second: str) -> Iterable[Change]:
    """Pair the figures of one kind that took each other's place."""
    for kind in ("date", "dose", "measure", "minutes", "level", "number"):
        earlier = [word for word in gone if word.kind == kind]
        later = [word for word in came if word.kind == kind]
        for one, two in zip(earlier, later, strict=False):
            if one.text != two.text:
                yield Change(kind, one.text, two.text, _span(second, two.start, two.end))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _sentences(second: str, after: Sequence[Word], kept: Mapping[int, int], first: str) -> tuple[NoteSentence, ...]:
    """Give each sentence the share of its words that stood in the first note; one that merely moved counts whole."""
    known = {tuple(word.text for word in words(match.group())) for match in _SENTENCE.finditer(first[:LONGEST_NOTE])}
    found, at = [], 0
    for match in _SENTENCE.finditer(second[:LONGEST_NOTE]):
        begin = at
        while at < len(after) and after[at].start < match.end():
            at += 1
        if at > begin:
            start, end = after[begin].start, after[at - 1].end
            moved = tuple(word.text for word in after[begin:at]) in known
            share = 1.0 if moved else sum(number in kept for number in range(begin, at)) / (at - begin)
            found.append(NoteSentence(_span(second, start, end), round(share, 3)))
    return tuple(found)


def _unchanged(
    second: str, after: Sequence[Word], kept: Mapping[int, int], sentences: Iterable[NoteSentence]
) -> tuple[Span, ...]:
    """Mark runs of kept words, and sentences that stood in the first note."""
    marks = [(one.span.start, one.span.end) for one in sentences if one.share == 1]
    run: list[int] = []
    for number in (*sorted(kept), -1):
        if run and (number != run[-1] + 1 or kept[number] != kept[run[-1]] + 1):  # -1 ends the last run
            if len(run) >= likeness_table()["limit"]["run"]:
                marks.append((after[run[0]].start, after[run[-1]].end))
            run = []
        run.append(number)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(_span(second, start, end) for start, end in joined)


def _findings(
    before: Sequence[Word],
    after: Sequence[Word],
    share: float,
    changes: Sequence[Change],
    sentences: Sequence[NoteSentence],
) -> tuple[Finding, ...]:
    """Say what an auditor would mark, the strongest first; a copy of the whole is not also told in its parts."""
    limit = likeness_table()["limit"]
    if not before or not after:
        return ()
    if _same(before, after):
        return (_finding("identical", Severity.WARNING),)
    if _same(_undated(before), _undated(after)):
        dates = ", ".join(f"{change.before} to {change.after}" for change in changes) or "one note has none"
        return (_finding("only_date", Severity.WARNING, dates=dates),)
    found = []
    if share >= limit["near"]:
        found.append(_finding("near", Severity.WARNING, share=int(share * 100)))
    if share >= limit["related"]:
        found += _repeated(before, after, limit["measures"])
        found += _same_response(sentences)
    return tuple(found)


def _disguised(
    before: Sequence[Word], after: Sequence[Word], share: float, sentences: Sequence[NoteSentence]
) -> tuple[Finding, ...]:
    """Say what of a copy was disguised: put in another order, reworded, or kept in part."""
    told_apart = before and after and not _same(_undated(before), _undated(after))
    if not told_apart or share >= likeness_table()["limit"]["near"]:
        return ()
    if reordered(before, after):
        return (_finding("reordered", Severity.WARNING),)
    if reworded(before, after):
        return (_finding("reworded", Severity.WARNING),)
    told, at = [], 0
    for one in sentences:
        begin = at
        while at < len(after) and after[at].start < one.span.end:
            at += 1
        told.append((one.share, after[begin:at]))
    if half_copied(told):
        kept = sum(len(words) for part, words in told if part == 1)
        return (_finding("half", Severity.WARNING, share=100 * kept // len(after)),)
    return ()


def _undated(said: Sequence[Word]) -> list[Word]:
    return [word for word in said if word.kind != "date"]


def _repeated(before: Sequence[Word], after: Sequence[Word], measures: int) -> Iterable[Finding]:
    """Tell of measures and doses of which every one is as it was."""
    for kind, least in (("measure", measures), ("dose", 1)):
        one, two = ([word.text for word in said if word.kind == kind] for said in (before, after))
        if len(two) >= least and sorted(one) == sorted(two):
            yield _finding({"measure": "measures", "dose": "dose"}[kind], Severity.NOTE, words=", ".join(two))


def _same_response(sentences: Iterable[NoteSentence]) -> Iterable[Finding]:
    """Tell of a sentence on the response that stood in the first note."""
    said = likeness_table()["word"]["response"]
    for one in sentences:
        if one.share == 1 and any(word.text in said for word in words(one.span.text)):
            yield _finding("response", Severity.WARNING, words=" ".join(one.span.text.split()))
            return


def _finding(kind: str, severity: Severity, **values: object) -> Finding:
    return Finding(kind, severity, (), (), "ngs-cloned", MappingProxyType(values))
