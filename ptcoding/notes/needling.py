"""How many muscles were needled: one code for one or two, another for three and more."""

from collections.abc import Sequence
from functools import cache

from ptcoding.facts.table import read_table, rows_of
from ptcoding.notes.guard import Reading, read
from ptcoding.notes.phrase import Lexicon
from ptcoding.notes.token import tokens

FEW, MANY = "20560", "20561"


@cache
def _lexicons() -> tuple[Lexicon, Lexicon]:
    """Read the muscles, and the words that begin or end a needling, in that order."""
    table = read_table("notes/muscle")
    muscles = [row["phrases"] for row in rows_of(table, "muscle")]
    return Lexicon(muscles), Lexicon([table["method"]["needles"], table["method"]["ends"]])


@cache
def _parts() -> dict[int, int]:
    """Read which muscles are parts of a group, by their rows."""
    rows = rows_of(read_table("notes/muscle"), "muscle")
    place = {row["key"]: number for number, row in enumerate(rows)}
    return {number: place[row["part_of"]] for number, row in enumerate(rows) if "part_of" in row}


def muscles(text: str, known: Reading | None = None) -> int:
    """Count the muscles that a note names as needled.

    Args:
        text: The note.
        known: The same, where it has been read already.

    Returns:
        How many different muscles stand in the sentences that name needles, up to the next technique.

    >>> muscles("Dry needling to R upper trap, levator scap and infraspinatus. STM to the scalenes.")
    3
    >>> muscles("TDN L UT, then STM to levator and scalenes")
    1
    """
    named, turns = _lexicons()
    if all(hit.owner for hit in turns.find(known.words if known else tokens(text))):
        return 0
    # A muscle that was not needled, or will be, is none of them.
    words = tokens((known or read(text)).said(frozenset({"stock"})))
    marks: dict[int, list[tuple[int, int]]] = {}
    for hit in turns.find(words):
        marks.setdefault(words[hit.words[0]].sentence, []).append((hit.words[0], hit.owner))
    found = {
        hit.owner for hit in named.find(words) if _needled(hit.words[0], marks.get(words[hit.words[0]].sentence, ()))
    }
    # "Quads (VL, VMO)" are two muscles, not three.
    return len(found - {whole for part, whole in _parts().items() if part in found})


def _needled(at: int, here: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the technique named last before a muscle, or else first in its sentence, is needling."""
    before = [owner for place, owner in here if place < at]
    return (before[-1] if before else here[0][1] if here else 1) == 0


def miscounted(text: str, known: Reading | None = None) -> str | None:
    """Name the code of the two that the muscles named speak against.

    Args:
        text: The note.
        known: The same, where it has been read already.

    Returns:
        The code for many where one or two muscles are named, the code for few where more are; None where none is.

    >>> miscounted("Dry needling of the gastroc and soleus"), miscounted("Dry needling, two needles")
    ('20561', None)
    """
    named = muscles(text, known)
    if not named:
        return None
    return FEW if named >= _many() else MANY


@cache
def _many() -> int:
    """Say how many muscles are many."""
    return int(read_table("notes/muscle")["method"]["many"])
