"""What an auditor would mark on a note beside the one before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ptcoding.finding import Finding, Severity
from ptcoding.notes.figures import Word, likeness_table, percent
from ptcoding.notes.repeat import half_copied, is_kept_by_right, reordered, reworded

Sentences = Sequence[Sequence[Word]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two notes, cut into sentences, and how much of the second stood in the first.

    Args:
        first: The sentences of the first.
        second: Those of the second.
        share: From 0 to 1, twice the words in common over the words of both.
        shares: The share of each sentence of the second that stood in the first.
        said: Each sentence of the second as it stands.
    """

    first: Sentences
    second: Sentences
    share: float
    shares: Sequence[float]
    said: Sequence[str]


def copy_findings(compared: Compared, dates: str) -> tuple[Finding, ...]:
    """Say what an auditor would mark, the strongest first; a copy of the whole is not also told in its parts.

    Args:
        compared: The two notes.
        dates: The figures that moved, for the case that they are dates alone.

    Returns:
        The findings; none where one of the notes is empty.
    """
    before, after = _words(compared.first), _words(compared.second)
    limit = likeness_table()["limit"]
    if not before or not after:
        return ()
    if _texts(before) == _texts(after):
        return (_finding("identical", Severity.WARNING),)
    if _texts(_undated(before)) == _texts(_undated(after)):
        return (_finding("only_date", Severity.WARNING, dates=dates or "one note has none"),)
    found = []
    if compared.share >= limit["near"]:
        found.append(_finding("near", Severity.WARNING, share=percent(compared.share), aside=""))
    if compared.share >= limit["related"]:
        found += _repeated(_of_the_day(compared.first), _of_the_day(compared.second), limit["measures"])
        found += _same_response(compared)
    if compared.share < limit["near"]:
        found += _disguised(before, after, compared)
    return tuple(found)


def _disguised(before: Sequence[Word], after: Sequence[Word], compared: Compared) -> Iterable[Finding]:
    """Say what of a copy was disguised: put in another order, kept in part, or reworded."""
    kept = half_copied(zip(compared.shares, compared.second, strict=True))
    if reordered(before, after):
        from rapidfuzz.distance import LCSseq

        # A new date at the head of a short note is a large part of its words, and moves none of the others.
        in_order = LCSseq.normalized_similarity(_texts(_undated(before)), _texts(_undated(after)))
        if in_order >= likeness_table()["limit"]["near"]:
            yield _finding("near", Severity.WARNING, share=int(100 * in_order), aside="Dates aside, ")
        else:
            yield _finding("reordered", Severity.WARNING)
    elif kept:
        yield _finding("half", Severity.WARNING, share=percent(kept))
    elif reworded(before, after):
        yield _finding("reworded", Severity.WARNING)


def _repeated(before: Sequence[Word], after: Sequence[Word], measures: int) -> Iterable[Finding]:
    """Tell of measures and doses of which every one is as it was."""
    for kind, least in (("measure", measures), ("dose", 1)):
        one, two = ([word.text for word in said if word.kind == kind] for said in (before, after))
        if len(two) >= least and sorted(one) == sorted(two):
            yield _finding({"measure": "measures", "dose": "dose"}[kind], Severity.NOTE, words=", ".join(two))


def _same_response(compared: Compared) -> Iterable[Finding]:
    """Tell of a sentence on the response that stood in the first note."""
    responses = likeness_table()["word"]["response"]
    for share, words, said in zip(compared.shares, compared.second, compared.said, strict=True):
        if share == 1 and any(word.text in responses for word in words):
            yield _finding("response", Severity.WARNING, words=" ".join(said.split()))
            return


def _of_the_day(sentences: Sentences) -> list[Word]:
    """Take the words that tell of the visit: a goal, a diagnosis and a precaution keep their figures by right."""
    return _words([words for words in sentences if not is_kept_by_right(words)])


def _words(sentences: Sentences) -> list[Word]:
    return [word for words in sentences for word in words]


def _texts(said: Iterable[Word]) -> list[str]:
    return [word.text for word in said]


def _undated(said: Iterable[Word]) -> list[Word]:
    return [word for word in said if word.kind != "date"]


def _finding(kind: str, severity: Severity, **values: object) -> Finding:
    return Finding(kind, severity, (), (), "ngs-cloned", MappingProxyType(values))
