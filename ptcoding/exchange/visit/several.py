"""Several visits of one day in one JSON document, a discipline each."""

from collections.abc import Mapping
from typing import Any

from ptcoding.errors import DocumentError, Problem, VisitError, quoted
from ptcoding.exchange.visit.document import LARGEST_DOCUMENT, loads
from ptcoding.exchange.visit.visit import Visit, read_visit

FIELD = "visits"


def read_several(text: str) -> tuple[Visit, ...]:
    """Read the visits of a document that has more than one.

    Args:
        text: The document: an object with the list ``visits`` alone, each a visit as it stands by itself.

    Returns:
        The visits in their order; none where the document is of another kind, which is not judged here.

    Raises:
        DocumentError: If the list is none or empty, or stands beside other fields.
        VisitError: If a visit is malformed; carries every problem of every visit.

    >>> one = '{"services": [{"code": "97110", "minutes": 20}]}'
    >>> len(read_several(f'{{"visits": [{one}, {one}]}}')), read_several(one)
    (2, ())
    """
    record = _record(text)
    if FIELD not in record:
        return ()
    rows = record[FIELD]
    if not isinstance(rows, list):
        raise DocumentError([Problem(FIELD, quoted(rows), "a list of visits")])
    if not rows:
        raise DocumentError([Problem(FIELD, "an empty list", "at least one visit")])
    beside = [field for field in record if field != FIELD]
    if beside:
        raise DocumentError([Problem(FIELD, ", ".join(beside), "no field beside the list: each visit says its own")])
    visits, problems = [], []
    for place, row in enumerate(rows):
        try:
            visits.append(read_visit(row))
        except (DocumentError, VisitError) as error:
            problems += [Problem(f"{FIELD}[{place}].{one.field}", one.value, one.expected) for one in error.problems]
    if problems:
        raise VisitError(problems)
    return tuple(visits)


def _record(text: str) -> Mapping[str, Any]:
    """Read a JSON object; an empty one where it is none or too large to be one of ours."""
    if len(text) > LARGEST_DOCUMENT or f'"{FIELD}"' not in text:
        return {}
    try:
        record = loads(text)
    # One that says a field twice is refused by whoever reads it as one visit then.
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, Mapping) else {}
