"""``ptcoding note --claim`` and ``--visits``: a note beside its claim, and the notes of many visits in a row."""

import json
from collections.abc import Iterable
from pathlib import Path

from ptcoding.errors import DocumentError, Problem, printable, quoted
from ptcoding.exchange.note_file import note_text
from ptcoding.exchange.told.notes import row_record
from ptcoding.exchange.visit.document import LARGEST_DOCUMENT, read_json
from ptcoding.explanation.note_claim import against
from ptcoding.finding import Finding
from ptcoding.notes.clone import sentence
from ptcoding.notes.cut import in_order, split
from ptcoding.notes.figures import percent
from ptcoding.notes.series import Series, VisitNote, series

LARGEST_FILE = 2**20
TOLD_APART = "Notes are told apart by the date or the visit number that heads each, or by a line of dashes."


def claim_findings(note: str, name: str) -> tuple[Finding, ...]:
    """Hold a note against the visit that its claim bills.

    Args:
        note: The note.
        name: Path of the visit in JSON.

    Returns:
        Where the two disagree.

    Raises:
        InputError: If the visit cannot be read.
    """
    try:
        with Path(name).open(encoding="utf-8") as file:
            text = file.read(LARGEST_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        raise DocumentError([Problem("claim", quoted(name), "a readable file with a visit in JSON")]) from error
    visit = read_json(text)
    return against(note, visit.counted(), visit.circumstances)


def run_visits(name: str, as_json: bool) -> int:
    """Print a row of one patient's notes.

    Args:
        name: Path of a text file or a Word document with the notes of several visits.
        as_json: Whether to print JSON.

    Returns:
        The exit code.

    Raises:
        InputError: If the file cannot be read or holds too much.
    """
    try:
        with Path(name).open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        expected = "a readable file with the notes of several visits"
        raise DocumentError([Problem("note", quoted(name), expected)]) from error
    if len(content) > LARGEST_FILE:
        raise DocumentError([Problem("note", quoted(name), f"a file of at most {LARGEST_FILE:,} bytes")])
    row = series(in_order(split(note_text(content))))
    print(json.dumps(row_record(row), indent=2) if as_json else "\n".join(_as_text(row)))
    return 0


def _as_text(row: Series) -> Iterable[str]:
    if len(row.visits) <= 1:
        yield f"{'One note' if row.visits else 'No note'} found, so there is nothing to compare. {TOLD_APART}"
    for visit in row.visits:
        yield from _visit(visit)
    for said, count in row.never.items():
        yield f"=  in {count} of {len(row.visits)}: {printable(said)}"


def _visit(visit: VisitNote) -> Iterable[str]:
    """Write a visit: how alike it is, what moved, and what an auditor would mark."""
    alike = f"  {percent(visit.since.share)}% alike" if visit.since else ""
    moved = ", ".join(f"{one.before} to {one.after}" for one in visit.moved)
    yield printable(f"{visit.number}  {visit.day}{alike}{f'  {moved}' if moved else ''}")
    for finding in visit.since.findings if visit.since else ():
        yield f"   !  {printable(sentence(finding))}"
