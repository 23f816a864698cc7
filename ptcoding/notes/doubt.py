"""Objections to a note as a whole: what cannot be so in it, and words that nothing ties together."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.notes.build import built
from ptcoding.notes.flag import Flag
from ptcoding.notes.guard import Reading
from ptcoding.notes.load import flag_sources
from ptcoding.notes.pattern import Span
from ptcoding.notes.sanity import doubts

if TYPE_CHECKING:
    from ptcoding.notes.shown import Shown

# What is asked or left in a slot is no statement that could be wrong.
_UNSAID = ("asked", "template", "about")
FIT = "code_intent_fit"
# Words that nothing ties together tell nothing: only figures, levels and parts of the body stand for themselves.
UNTIED = frozenset({"crammed", "disordered"})
TOLD = frozenset(
    {FIT, "specific_exercise", "skilled_intervention", "functional_goal", "patient_response", "progression"}
    | {"medical_necessity"}
)


def doubted(reading: Reading) -> Iterable[Flag]:
    """Flag figures that cannot be, words that exclude each other, and units that do not fit.

    Args:
        reading: The note, read once.

    Yields:
        A flag for each; of one kind no place twice.
    """
    said = reading.said(frozenset(reading.places) - {*_UNSAID})
    seen: set[tuple[str, int]] = set()
    for doubt in doubts(said):
        if (doubt.kind, doubt.start) in seen:
            continue
        seen.add((doubt.kind, doubt.start))
        other = f" and “{reading.text[slice(*doubt.other)]}”" if doubt.other else ""
        values = MappingProxyType({"what": doubt.what, "other": other})
        span = Span(doubt.start, doubt.end, reading.text[doubt.start : doubt.end])
        yield Flag(doubt.kind, flag_sources()[doubt.kind], span, values)


def built_badly(reading: Reading, elements: "Mapping[str, Shown]") -> Iterable[Flag]:
    """Flag a note whose words are only listed, crammed into one sentence, or in no order.

    Args:
        reading: The note, read once.
        elements: What it shows.

    Yields:
        A flag, or none.
    """
    spans = {key: shown.spans for key, shown in elements.items() if key != FIT}
    kind = built(reading.words, spans)
    if kind:
        count = sum(map(bool, spans.values()))
        yield Flag(kind, flag_sources()[kind], None, MappingProxyType({"count": count}))


def untied(elements: "Mapping[str, Shown]", objected: Iterable[Flag]) -> frozenset[str]:
    """Name the elements that words in no order only seem to tell.

    Args:
        elements: What the note shows.
        objected: The flags on it.

    Returns:
        Their keys; none where the words are tied together.

    >>> sorted(untied({"progression": ..., "minutes": ...}, [Flag("disordered", "bpm15-220.3")]))
    ['progression']
    """
    return TOLD & elements.keys() if any(flag.kind in UNTIED for flag in objected) else frozenset()
