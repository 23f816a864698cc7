"""From what a review found to the sentences that a learner reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptcoding.facts.words import templates
from ptcoding.notes.pattern import Span
from ptcoding.notes.rubric import Element

if TYPE_CHECKING:
    from ptcoding.notes.flag import Flag
    from ptcoding.notes.shown import Shown


_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?=\d)){1,600}[.!?]?")
# So many questions, and the least that are asked of a note that shows everything.
MOST_ASKED = 4


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
    "“Tolerated treatment well” can't be checked. ..."
    """
    words = flag.span.text if flag.span is not None else ""
    return templates()["note_flag"][flag.kind].format_map({**flag.values, "words": words})


def sentence_of(text: str, span: Span) -> str:
    """Give the sentence of a note that some words stand in.

    Args:
        text: The note.
        span: The words.

    Returns:
        The sentence on one line.

    >>> sentence_of("R knee. Bridges 3x10 today. CGA.", Span(16, 20, "3x10"))
    'Bridges 3x10 today.'
    """
    for found in _SENTENCE.finditer(text):
        if found.end() > span.start:
            return " ".join(found[0].split())
    return ""


def still_asked(elements: "Mapping[str, Shown]") -> tuple[str, ...]:
    """Say what an auditor could still ask of a note, however much of the list it shows.

    Args:
        elements: What it shows of the rubric.

    Returns:
        Questions that quote the note, never none: a list that is full proves no service.

    >>> from ptcoding.notes.review import review
    >>> still_asked(review("Bridges 3x10, 12 min", "97110").elements)[0]
    'Why did “Bridges” need a therapist, and could the patient do it alone by now?'
    """
    questions = templates()["auditor"]
    said = [
        question.format_map({"words": " ".join(elements[key].spans[0].text.split())})
        for key, question in questions.items()
        if key in elements and elements[key].present
    ]
    return (*said[: MOST_ASKED - 1], questions["always"])
