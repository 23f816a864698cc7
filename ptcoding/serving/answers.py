"""What another program may ask: units, a claim or a note, each as the commands print it as JSON."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ptcoding.billing.claim.claim import claim_of
from ptcoding.billing.claim.disciplines import shared
from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.exchange.told.claim import claim_record, several_record
from ptcoding.exchange.told.note import note_record
from ptcoding.exchange.told.units import units_record
from ptcoding.exchange.visit.document import loads, read_json
from ptcoding.exchange.visit.several import read_several
from ptcoding.notes.identifier import identifiers
from ptcoding.notes.readable import readable
from ptcoding.notes.review import LONGEST_NOTE, review

NOTE_FIELDS = ("note", "code")


def units_of(text: str) -> dict[str, object]:
    """Count a visit.

    Args:
        text: The visit as JSON.

    Returns:
        Units, steps with sources, and findings, as ``ptcoding units --json`` prints them.

    Raises:
        InputError: If it cannot be read.

    >>> units_of('{"services": [{"code": "97110", "minutes": 23}]}')["units"]
    {'97110': 2}
    """
    return units_record(read_json(text).counted())


def claim_in(text: str) -> dict[str, object]:
    """Write the claim of a visit, or of the visits of several disciplines of one day.

    Args:
        text: The visit as JSON, or an object with a list of ``visits``.

    Returns:
        Lines, findings and edits, as ``ptcoding claim --json`` prints them.

    Raises:
        InputError: If it cannot be read.

    >>> claim_in('{"services": [{"code": "97110", "minutes": 23}]}')["lines"]
    [{'code': '97110', 'units': 2, 'modifiers': ['GP']}]
    """
    several = read_several(text)
    if several:
        return several_record(shared([(visit.counted(), visit.circumstances) for visit in several]))
    visit = read_json(text)
    return claim_record(claim_of(visit.counted(), visit.circumstances))


def note_in(text: str) -> dict[str, object]:
    """Review a note.

    Args:
        text: An object with ``note`` and, where one is claimed, ``code``, as JSON.

    Returns:
        What it shows and lacks, as ``ptcoding note --json`` prints it.

    Raises:
        InputError: If it cannot be read.

    >>> note_in('{"note": 3}')
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: note: '3' given, expected a text of at most 20,000 characters
    """
    try:
        record = loads(text)
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise DocumentError([Problem("note", text[:40], "an object with the note in JSON")]) from error
    if not isinstance(record, Mapping):
        raise DocumentError([Problem("note", quoted(record), "an object with the note in JSON")])
    problems = [Problem(str(key), quoted(record[key]), "note or code") for key in record if key not in NOTE_FIELDS]
    problems += [
        Problem(key, quoted(record.get(key)), expected)
        for key, expected in (("note", f"a text of at most {LONGEST_NOTE:,} characters"), ("code", "a code as text"))
        if not isinstance(record.get(key, ""), str)
    ]
    if problems:
        raise DocumentError(problems)
    note = readable(record.get("note", ""))
    return note_record(review(note, record.get("code") or None), identifiers(note))


QUESTIONS: Mapping[str, Callable[[str], dict[str, object]]] = MappingProxyType(
    {"units": units_of, "claim": claim_in, "note": note_in}
)
