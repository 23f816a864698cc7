"""Notes that were copied and then disguised: moved sentences, other words round the same figures, one half kept.

A note that moved forward has other figures. So a repeated figure counts against a note and a changed one for it: words
alone, which a template repeats too, prove nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ptcoding.notes.figures import Word, likeness_table

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
FIGURES = frozenset({"dose", "measure", "minutes", "number", "level"})


@cache
def _same() -> Mapping[str, str]:
    """Read which words stand for one another, each named by the first of its row."""
    return {word: row[0] for row in likeness_table()["same"]["words"] for word in row}


@cache
def _sizes() -> tuple[int, ...]:
    """Say how many words the phrases have that stand for one another, the longest first."""
    return tuple(sorted({phrase.count(" ") + 1 for phrase in _same()}, reverse=True))


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
        Whether they do; of notes with few figures, in which sameness may be chance, more must be told.
    """
    limit = likeness_table()["limit"]
    one, two = _figures(before), _figures(after)
    if (one or two) and _overlap(one, two) < limit["same_figures"]:
        return False
    told, told_again = _meant(before), _meant(after)
    if min(told.total(), told_again.total()) < limit["least_meant"]:
        return False
    count = two.total()
    least = limit["meant" if count >= limit["figures"] else "meant_few" if count >= limit["few"] else "meant_alone"]
    return _overlap(told, told_again) >= float(least)


def half_copied(sentences: Iterable[tuple[float, Sequence[Word]]]) -> float:
    """Tell how much of a note is the note before, word for word, where that is a large part.

    Args:
        sentences: Each sentence of the second note: the share of it that stood in the first, and its words.

    Returns:
        The share of long or figured sentences that were kept whole, 0 where it is no large part. Short ones are habits;
        a goal, a diagnosis and a precaution may stay as they are.
    """
    limit = likeness_table()["limit"]
    told = [(share, words) for share, words in sentences if any(word.kind != "date" for word in words)]
    whole = sum(len(words) for _, words in told)
    kept = [words for share, words in told if share == 1 and not is_kept_by_right(words)]
    size = sum(len(words) for words in kept if len(words) >= limit["long"] or _is_figured(words))
    return size / whole if size >= limit["kept"] and size >= limit["half"] * whole else 0.0


def is_kept_by_right(words: Sequence[Word]) -> bool:
    """Tell whether a sentence is of a field that may stay as it is: a goal, a diagnosis, a precaution, a history.

    Args:
        words: The words of the sentence.

    Returns:
        Whether it begins with the name of one.
    """
    return bool(words and words[0].text in likeness_table()["word"]["stays"])


def _is_figured(words: Iterable[Word]) -> bool:
    return _figures(words).total() >= int(likeness_table()["limit"]["measures"])


def _plain(words: Iterable[Word]) -> Counter[str]:
    return Counter(word.text for word in words if word.kind != "date")


def _figures(words: Iterable[Word]) -> Counter[str]:
    """Count the numbers, however written: "11 of 20" is "11/20", "4 bouts of 30 sec" is "4x30", "twice" is 2."""
    spelled = likeness_table()["spelled"]
    said = ((word.kind, word.text) for word in words)
    return Counter(
        number
        for kind, text in said
        if kind in FIGURES or text in spelled
        for number in _NUMBER.findall(spelled.get(text, text))
    )


def _meant(words: Iterable[Word]) -> Counter[str]:
    """Count what the words of a note stand for, small words left out and each meaning once."""
    said = [part for word in words if word.kind in ("word", "level") for part in word.text.split("-")]
    meant: Counter[str] = Counter()
    at = 0
    while at < len(said):
        size = next((size for size in _sizes() if " ".join(said[at : at + size]) in _same()), 1)
        phrase = " ".join(said[at : at + size])
        if phrase not in _small():
            meant[_same().get(phrase, phrase)] = 1
        at += size
    return meant


def _overlap(one: Counter[str], two: Counter[str]) -> float:
    whole = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / whole if whole else 0.0
