"""The ``ptcoding note`` command: what a note shows, what a reviewer would object to, and what to add."""

import argparse
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ptcoding.command.note_beside import LARGEST_FILE, claim_findings, run_visits
from ptcoding.errors import DocumentError, Problem, printable, quoted
from ptcoding.exchange.note_file import WORD, note_text
from ptcoding.exchange.told.note import note_record
from ptcoding.exchange.told.notes import against_record
from ptcoding.explanation.note_claim import said
from ptcoding.facts import facts
from ptcoding.notes.advice import flag_sentence
from ptcoding.notes.identifier import Identifier, identifiers, warning
from ptcoding.notes.load import rubric
from ptcoding.notes.readable import readable
from ptcoding.notes.review import LONGEST_NOTE, Review, review

if TYPE_CHECKING:
    from ptcoding.notes.pattern import Span

EXPECTED = f"a readable text file or Word document (.docx) with a note of at most {LONGEST_NOTE:,} characters"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: The command's parser.
    """
    parser.add_argument("note", help="a file with the note as text or a Word document (.docx), or - for standard input")
    parser.add_argument("--code", default="", help="the code that the note claims")
    parser.add_argument("--claim", default="", metavar="VISIT", help="a visit in JSON that the note is held against")
    parser.add_argument("--keep-dates", action="store_true", help="dates of service may stay in the note")
    parser.add_argument("--visits", action="store_true", help="the file has the notes of several visits of one patient")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(given: argparse.Namespace) -> int:
    """Print what a note shows, or a row of notes.

    Args:
        given: What was asked for.

    Returns:
        The exit code.

    Raises:
        InputError: If the note or the visit cannot be read, the note is too long, or the code is unknown.
    """
    if given.visits:
        passed_over = [f"--{name}" for name in ("claim", "code", "keep_dates") if getattr(given, name)]
        if passed_over:
            names = ", ".join(passed_over).replace("_", "-")
            raise DocumentError([Problem("visits", names, "--visits alone or with --json: the rest reads one note")])
        return run_visits(given.note, given.json)
    text = _text_of(given.note)
    read = review(text, given.code or None)
    found = identifiers(text, service_dates=not given.keep_dates)
    beside = claim_findings(text, given.claim) if given.claim else None
    if given.json:
        record = note_record(read, found) | ({} if beside is None else {"claim": against_record(beside)})
        print(json.dumps(record, indent=2))
    else:
        print("\n".join([*_as_text(read, found), *(f"$  {printable(said(one))}" for one in beside or ())]))
    return 0


def _text_of(name: str) -> str:
    """Read a note, no more of it than a note can be and one character, which tells that it is longer."""
    try:
        if name == "-":
            text = sys.stdin.read(LONGEST_NOTE + 1)
        else:
            with Path(name).open("rb") as file:
                # A pipe can be read once only.
                if file.peek(len(WORD)).startswith(WORD):
                    return readable(_words_of(name, file))
                with io.TextIOWrapper(file, encoding="utf-8-sig") as plain:
                    text = plain.read(LONGEST_NOTE + 1)
        text.encode()
    except (OSError, ValueError) as error:
        raise DocumentError([Problem("note", quoted(name), EXPECTED)]) from error
    return readable(text)


def _words_of(name: str, file: BinaryIO) -> str:
    """Read the words of a Word document."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise DocumentError([Problem("note", quoted(name), f"a file of at most {LARGEST_FILE:,} bytes")])
    return note_text(content)


def _as_text(read: Review, found: tuple[Identifier, ...]) -> Iterable[str]:
    """Write the review as lines: what may identify someone first, then what is there, what is wrong, what to add."""
    if found:
        yield f"!  {warning(found)} ({_words(one.span for one in found)})"
        yield ""
    widest = max(len(element.name) for element in rubric().values())
    for key, shown in read.elements.items():
        mark = "yes" if shown.present else "-"
        yield f"{mark:>4}  {rubric()[key].name:<{widest}}  {_words(shown.spans)}".rstrip()
    yield ""
    objected = Counter(
        f"{printable(flag_sentence(flag))}  [{facts().sources[flag.source].short}]" for flag in read.flags
    )
    # Boilerplate that is pasted again and again is one objection.
    yield from (f"!  {said}{f'  ({count} times)' if count > 1 else ''}" for said, count in objected.items())
    yield from (f"+  {one.text}  [{facts().sources[one.source].short}]" for one in read.add)
    yield from (f"?  {rubric()[key].name}, perhaps: {_words(shown.spans)}" for key, shown in read.told.items())
    yield from (f"{one.code}  {one.score:.2f}  {_words(one.spans)}" for one in read.supports)


def _words(spans: "Iterable[Span]") -> str:
    """Quote words of the note on one line, as printable text."""
    return "; ".join(printable(" ".join(span.text.split())) for span in spans)
