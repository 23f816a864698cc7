"""A typed note on the screen, with the words that matter marked."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from lessons.screen.parts import literal

# One mark is one colour; words beside the note say the same without it.
Mark = tuple[int, int, str]


def note_on_screen(text: str, marks: Iterable[Mark] = ()) -> str:
    r"""Write a note as Markdown, literally, with some of its words marked.

    Args:
        text: The note.
        marks: Start, end and colour of what is marked; where marks overlap, the first one given wins.

    Returns:
        Markdown in which nothing of the note is read as markup.

    >>> note_on_screen("R knee\n3x10", [(7, 11, "green")])
    'R knee  \n:green-background[3x10]'
    """
    wanted = list(marks)
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(_line(text, start, start + len(line), wanted))
        start += len(line) + 1
    # Two spaces at the end of a line are Markdown's line break.
    return "  \n".join(lines)


def _line(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Write one line, cut wherever a colour begins or ends."""
    cuts = {start, end, *(place for mark in marks for place in mark[:2] if start < place < end)}
    pieces = [(_colour(left, right, marks), text[left:right]) for left, right in pairwise(sorted(cuts))]
    # Two marks of one colour that touch, or with nothing but a blank between them, are one.
    for place, (_, words) in enumerate(pieces[1:-1], start=1):
        if not words.strip() and pieces[place - 1][0] == pieces[place + 1][0]:
            pieces[place] = (pieces[place - 1][0], words)
    runs = ((colour, "".join(words for _, words in run)) for colour, run in groupby(pieces, key=itemgetter(0)))
    return "".join(_part(words, colour) for colour, words in runs).strip()


def _colour(left: int, right: int, marks: Sequence[Mark]) -> str:
    return next((mark[2] for mark in marks if mark[0] <= left and right <= mark[1]), "")


def _part(words: str, colour: str) -> str:
    """Write some words, the spaces around them kept outside the mark."""
    inner = literal(words)
    if not inner:
        return " " if words else ""
    before, after = re.match(r"\s", words), re.search(r"\s$", words)
    shown = f":{colour}-background[{inner}]" if colour else inner
    return f"{' ' if before else ''}{shown}{' ' if after else ''}"
