"""A typed note on the screen, with the words that matter marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import groupby, pairwise
from operator import itemgetter

from lessons.content.markdown import literal

# One mark is one color; words beside the note say the same without it.
Mark = tuple[int, int, str]
# Words of one color, none where they are not marked.
_Piece = tuple[str, str]


def note_on_screen(text: str, marks: Iterable[Mark] = ()) -> str:
    r"""Write a note as Markdown, literally, with some of its words marked.

    Args:
        text: The note.
        marks: Start, end and color of what is marked; where marks overlap, the first one given wins.

    Returns:
        Markdown in which nothing of the note is read as markup.

    >>> note_on_screen("R knee\n3x10", [(7, 11, "green")])
    'R knee  \n:green-background[3x10]'
    """
    lines: list[list[_Piece]] = [[]]
    for color, words in _pieces(text, list(marks)):
        if words == "\n":
            lines.append([])
        else:
            lines[-1].append((color, words))
    # Two spaces at the end of a line are Markdown's line break.
    return "  \n".join(map(_line, lines))


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[_Piece]:
    """Cut a note wherever a color or a line begins or ends: one sweep, however many marks and lines there are."""
    ends = (place + step for place, sign in enumerate(text) if sign == "\n" for step in (0, 1))
    edges = (min(max(place, 0), len(text)) for mark in marks for place in mark[:2])
    waiting = sorted(((mark[0], order) for order, mark in enumerate(marks)), reverse=True)
    # Of the marks that have begun, the first one given stands on top; one that has ended goes when it gets there.
    begun: list[int] = []
    for left, right in pairwise(sorted({0, len(text), *ends, *edges})):
        while waiting and waiting[-1][0] <= left:
            heappush(begun, waiting.pop()[1])
        while begun and marks[begun[0]][1] <= left:
            heappop(begun)
        yield marks[begun[0]][2] if begun else "", text[left:right]


def _line(pieces: list[_Piece]) -> str:
    """Write one line; two marks of one color that touch, or with nothing but a blank between them, are one."""
    for place, (_, words) in enumerate(pieces[1:-1], start=1):
        if not words.strip() and pieces[place - 1][0] == pieces[place + 1][0]:
            pieces[place] = (pieces[place - 1][0], words)
    runs = ((color, "".join(words for _, words in run)) for color, run in groupby(pieces, key=itemgetter(0)))
    return "".join(_part(words, color) for color, words in runs).strip()


def _part(words: str, color: str) -> str:
    """Write some words, the spaces around them kept outside the mark."""
    inner = literal(words)
    if not inner:
        return " " if words else ""
    before, after = re.match(r"\s", words), re.search(r"\s$", words)
    shown = f":{color}-background[{inner}]" if color else inner
    return f"{' ' if before else ''}{shown}{' ' if after else ''}"
