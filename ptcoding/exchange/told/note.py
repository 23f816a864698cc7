"""What a note shows, as a record."""

from collections.abc import Iterable

from ptcoding.facts import facts
from ptcoding.notes.advice import flag_sentence
from ptcoding.notes.identifier import Identifier
from ptcoding.notes.pattern import Span
from ptcoding.notes.review import Review


def note_record(read: Review, found: Iterable[Identifier]) -> dict[str, object]:
    """Write the review of a note for another program.

    Args:
        read: The review.
        found: What may identify someone.

    Returns:
        A record ready for JSON; places count the characters of the note.
    """
    return {
        "code": read.code,
        "identifiers": [{"kind": one.kind, "span": _place(one.span)} for one in found],
        "elements": {
            key: {"present": shown.present, "spans": [_place(span) for span in shown.spans]}
            for key, shown in read.elements.items()
        },
        "red_flags": [
            {
                "kind": flag.kind,
                "message": flag_sentence(flag),
                "span": _place(flag.span) if flag.span else None,
                "source": facts().sources[flag.source].short,
            }
            for flag in read.flags
        ],
        "supports": [
            {"code": one.code, "score": one.score, "spans": [_place(span) for span in one.spans]}
            for one in read.supports
        ],
        "missing": [
            {"element": one.element, "message": one.text, "source": facts().sources[one.source].short}
            for one in read.add
        ],
        "told": {key: [_place(span) for span in shown.spans] for key, shown in read.told.items()},
    }


def _place(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.text}
