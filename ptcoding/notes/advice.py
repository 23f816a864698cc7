"""From what a review found to the sentences that a learner reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptcoding.facts.words import templates
from ptcoding.notes.rubric import Element

if TYPE_CHECKING:
    from ptcoding.notes.flags import Flag


@dataclass(frozen=True, slots=True)
class Advice:
    """What to add to a note.

    Args:
        element: Key of the element that is missing.
        text: One sentence.
        source: Key of the source that asks for it.
    """

    element: str
    text: str
    source: str


def advice(missing: Iterable[Element]) -> tuple[Advice, ...]:
    """Say what to add to a note.

    Args:
        missing: The elements that it lacks.

    Returns:
        A sentence for each.
    """
    return tuple(Advice(element.key, element.add, element.sources[0]) for element in missing)


def flag_sentence(flag: "Flag") -> str:
    """Write a flag as a sentence.

    Args:
        flag: The flag.

    Returns:
        Its sentence, which quotes the words of the note as plain text.

    >>> from ptcoding.notes.review import review
    >>> flag_sentence(review("Tolerated treatment well.").flags[0])
    '“Tolerated treatment well” says nothing that can be checked. ...'
    """
    words = flag.span.text if flag.span is not None else ""
    return templates()["note_flag"][flag.kind].format_map({**flag.values, "words": words})
