"""How alike two successive notes of a patient are, and what an auditor would mark.

The words are compared in their order, by RapidFuzz: the longest row of words that both notes have in common, as a
share of both. Words are counted and not letters, so that unrelated notes score low. ``difflib`` finds some common row,
not the longest, and is slow on long notes; ``python-Levenshtein`` compares edits of letters and is under the GPL.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ptcoding.facts.words import templates
from ptcoding.finding import Finding
from ptcoding.notes.copied import Compared, copy_findings
from ptcoding.notes.figures import LONGEST_NOTE, Word, likeness_table, words
from ptcoding.notes.pattern import Span

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
    earlier, told = _cut(first, before), _cut(second, after)
    sentences = _sentences(second, told, kept, {_key(row) for row in earlier})
    changes = tuple(change for one, two in replaced for change in _changes(one, two, second))
    runs = _unchanged(second, after, kept, sentences)
    shares, said = [one.share for one in sentences], [one.span.text for one in sentences]
    compared = Compared(earlier, told, share, shares, said)
    dates = ", ".join(f"{change.before} to {change.after}" for change in changes)
    return Likeness(share, sentences, runs, changes, copy_findings(compared, dates))


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


def _cut(text: str, said: Sequence[Word]) -> list[Sequence[Word]]:
    """Cut the words of a note into its sentences, empty ones left out."""
    cut, at = [], 0
    for match in _SENTENCE.finditer(text[:LONGEST_NOTE]):
        begin = at
        while at < len(said) and said[at].start < match.end():
            at += 1
        if at > begin:
            cut.append(said[begin:at])
    return cut


def _key(said: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in said)


def _sentences(
    second: str, told: Iterable[Sequence[Word]], kept: Mapping[int, int], known: Container[tuple[str, ...]]
) -> tuple[NoteSentence, ...]:
    """Give each sentence the share of its words that stood in the first note; one that merely moved counts whole."""
    found, at = [], 0
    for row in told:
        alike = sum(number in kept for number in range(at, at + len(row))) / len(row)
        share = 1.0 if _key(row) in known else round(alike, 3)
        found.append(NoteSentence(_span(second, row[0].start, row[-1].end), share))
        at += len(row)
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
