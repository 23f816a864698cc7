"""Notes that were copied and then disguised: moved sentences, other words round the same figures, one half kept.

A note that moved forward has other figures. So a repeated figure counts against a note and a changed one for it: words
alone, which a template repeats too, prove nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ptcoding.notes.figures import Word, likeness_table

FIGURES = frozenset({"dose", "measure", "minutes", "number", "level"})


@cache
def _same() -> Mapping[str, str]:
    """Read which words stand for one another, each named by the first of its row."""
    return {word: row[0] for row in likeness_table()["same"]["words"] for word in row}


@cache
def _small() -> frozenset[str]:
    return frozenset(likeness_table()["same"]["small"])


def reordered(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Tell whether two notes have the same words in another order.

    Args:
        before: The words of the first.
        after: The words of the second.

    Returns:
        Whether nearly all are the same, dates left out.
    """
    share = _overlap(_plain(before), _plain(after))
    return share >= float(likeness_table()["limit"]["near"])


def reworded(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Tell whether two notes say the same in other words: every figure as it was, and most of what is told.

    Args:
        before: The words of the first.
        after: The words of the second.

    Returns:
        Whether they do; never of notes with few figures, in which sameness is chance.
    """
    limit = likeness_table()["limit"]
    one, two = _figures(before), _figures(after)
    if sum(two.values()) < limit["figures"] or _overlap(one, two) < limit["same_figures"]:
        return False
    return _overlap(_meant(before), _meant(after)) >= float(limit["meant"])


def half_copied(sentences: Iterable[tuple[float, Sequence[Word]]]) -> bool:
    """Tell whether a large part of a note is the note before, figures and all.

    Args:
        sentences: Each sentence of the second note: the share of it that stood in the first, and its words.

    Returns:
        Whether sentences that were kept whole, with a figure in each, make up a good part of it.
    """
    limit = likeness_table()["limit"]
    told = [(share, words) for share, words in sentences if any(word.kind != "date" for word in words)]
    whole = sum(len(words) for _, words in told)
    kept = [words for share, words in told if share == 1 and len(words) >= limit["run"]]
    figured = [words for words in kept if any(word.kind in FIGURES for word in words)]
    size = sum(map(len, kept))
    return len(figured) >= int(limit["kept"]) and size >= float(limit["half"]) * whole


def _plain(words: Iterable[Word]) -> Counter[str]:
    return Counter(word.text for word in words if word.kind != "date")


def _figures(words: Iterable[Word]) -> Counter[str]:
    return Counter(word.text for word in words if word.kind in FIGURES)


def _meant(words: Iterable[Word]) -> Counter[str]:
    """Count what the words of a note stand for, small words left out and each meaning once."""
    said = (word.text for word in words if word.kind in ("word", "level") and word.text not in _small())
    return Counter({_same().get(word, word): 1 for word in said})


def _overlap(one: Counter[str], two: Counter[str]) -> float:
    whole = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / whole if whole else 0.0
