"""A visit as a JSON document."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.exchange.visit.visit import Visit, read_visit, write_visit
from ptcoding.facts import Facts

LARGEST_DOCUMENT = 200_000


def read_json(text: str, facts: Facts | None = None) -> Visit:
    """Read a visit from JSON.

    Args:
        text: The document.
        facts: The facts that it is read and billed by, the project's own where none are handed down.

    Returns:
        The visit.

    Raises:
        DocumentError: If it is too large, says a field twice, or is no JSON object.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_json('{"services": [{"code": "97110", "minutes": 20}], "diagnoses": ["M25.561"]}').circumstances.diagnoses
    ('M25.561',)
    """
    if len(text) > LARGEST_DOCUMENT:
        expected = f"at most {LARGEST_DOCUMENT} characters"
        raise DocumentError([Problem("visit", f"{len(text)} characters", expected)])
    try:
        # Windows tools save JSON with a byte-order mark.
        record = loads(text.removeprefix("\ufeff"))
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise DocumentError([Problem("visit", text[:40], "a visit in JSON")]) from error
    return read_visit(record, facts)


def loads(text: str) -> Any:
    """Read JSON in which every field is said once: of two, one would count without a word.

    Args:
        text: The document.

    Returns:
        What it holds.

    Raises:
        DocumentError: If an object says a field twice.
        ValueError: If it is no JSON.

    >>> loads('{"minutes": 20, "minutes": 30}')
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: minutes: '20 and 30' given, expected the field once
    """
    return json.loads(text, object_pairs_hook=_said_once)


def _said_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field, value in pairs:
        if field in record:
            raise DocumentError([Problem(field, f"{quoted(record[field])} and {quoted(value)}", "the field once")])
        record[field] = value
    return record


def write_json(visit: Visit, units: Mapping[str, Mapping[str, int]], notice: str) -> str:
    """Write a visit as JSON.

    Args:
        visit: The visit.
        units: Units per code under each rule, by the key of the rule; shown to the reader, never read back.
        notice: One line on the source of the codes.

    Returns:
        The document.

    >>> read_json(write_json(read_json('{"services": [{"code": "97110", "minutes": 20}]}'), {}, "")).rule
    ''
    """
    return json.dumps({**write_visit(visit), "results": units, "notice": notice}, indent=2)
