"""Which texts can be reviewed as a note."""

import json

from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.notes.review import LONGEST_NOTE


def readable(text: str) -> str:
    """Give a note back that can be reviewed.

    Args:
        text: A note, from wherever it came.

    Returns:
        The same text.

    Raises:
        DocumentError: If it is too long, empty, or a document of JSON.

    >>> readable("97110, 15 min")
    '97110, 15 min'
    """
    if len(text) > LONGEST_NOTE:
        raise DocumentError([Problem("note", text, f"at most {LONGEST_NOTE:,} characters, more given")])
    if not text.strip():
        raise DocumentError([Problem("note", quoted(text), "a text that is not empty")])
    if _is_record(text):
        expected = "the note as plain text, as a chart has it, and no fields around it"
        raise DocumentError([Problem("note", "JSON", expected)])
    return text


def _is_record(text: str) -> bool:
    """Tell whether a text is a JSON object or list, which would be reviewed as a note without a word of treatment."""
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False
