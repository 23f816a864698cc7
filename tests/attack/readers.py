"""Every reader of what a visitor types or brings, as a function of one text."""

import io
import shlex
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl

from lessons.content.course import topics
from lessons.content.search import search
from lessons.screen.note.coached import coached
from lessons.screen.parts import literal, problems
from ptcoding.billing.visit.clock import parse_intervals
from ptcoding.command.main import main
from ptcoding.command.settings import BAD_SETTING, read_settings
from ptcoding.errors import InputError, printable
from ptcoding.exchange.certificate.personname import printed_name
from ptcoding.exchange.payer_file.rate_file import read_pasted_rates
from ptcoding.exchange.visit.document import read_json
from ptcoding.exchange.visit.link import read_address, read_link
from ptcoding.exchange.visit.spreadsheet import read_csv
from ptcoding.facts import facts
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.validate import read_items
from ptcoding.learning.marking.answer import read_modifiers
from ptcoding.learning.paper.challenge import read_challenge
from ptcoding.learning.store.store import Store
from ptcoding.notes.clone import compare
from ptcoding.notes.identifier import identifiers
from ptcoding.notes.intent import supports
from ptcoding.notes.series import series, split
from ptcoding.notes.stated import stated

Reader = Callable[[str], object]


def note(text: str) -> object:
    """Review a note and mark it, as the coach does."""
    return coached(text, None)


def link(text: str) -> object:
    """Read a query string as the address of a visit and its claim."""
    return read_link(dict(parse_qsl(text, keep_blank_values=True)))


def visit_json(text: str) -> object:
    """Read a visit and what its claim needs."""
    return read_json(text)


def alike(text: str) -> object:
    """Compare a note with itself cut at another place, so that words are gone, came and moved."""
    return compare(text, text[len(text) // 3 :] + text[: len(text) // 3])


def row(text: str) -> object:
    """Cut a paste into notes and draw them as a row of visits."""
    return series(split(text))


def exam_link(text: str) -> object:
    """Read a query string as the address of an exam."""
    return read_challenge(dict(parse_qsl(text, keep_blank_values=True)), topics(), list(Kind))


def complaint(text: str) -> object:
    """Show a text as problems on a page."""
    return problems(text.split("\n"))


@cache
def _answers() -> Store:
    return Store(f"sqlite:///{Path(tempfile.mkdtemp(prefix='ptcoding-')) / 'answers.sqlite3'}")


def resume(text: str) -> object:
    """Ask for the answers that a key leads to."""
    return _answers().answers(text)


def settings(text: str) -> object:
    """Read a text as every setting that is one; folders are looked up on the disk."""
    names = ("PTCODING_DATABASE_URL", "PTCODING_LEARNERS", "PTCODING_FRAMED_BY", "PTCODING_METRICS")
    return read_settings(dict.fromkeys(names, text))


def command(text: str) -> object:
    """Count units in a terminal: an answer, or one line and the code 2; anything else is a failure.

    Raises:
        RuntimeError: If it ended in another way.
    """
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained):
        try:
            code = main(["units", *_words(text)])
        except SystemExit as end:
            # What argparse refuses ends the process.
            code = int(end.code or 0)
    lines = complained.getvalue().removesuffix("\n").split("\n")
    if code not in {0, BAD_SETTING} or (code and (len(lines) != 1 or not lines[0].isprintable())):
        raise RuntimeError(f"code {code}, {complained.getvalue()[:300]!a}")
    return said.getvalue()


def _words(text: str) -> list[str]:
    """Split a text as a shell does, at blanks where it cannot."""
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "note": note,
        "identifiers": identifiers,
        "intent": supports,
        "compare": alike,
        "series": row,
        "stated": stated,
        "link": link,
        "address": read_address,
        "visit JSON": visit_json,
        "visit CSV": read_csv,
        "payer JSON": read_pasted_rates,
        "items": read_items,
        "exam link": exam_link,
        "resume": resume,
        "settings": settings,
        "command": command,
        "clock": parse_intervals,
        "modifiers": lambda text: read_modifiers(["97110"], {"97110": text}, ["GP", "CQ"]),
        "rule": lambda text: facts().rule(text),
        "search": search,
        "literal": literal,
        "printable": printable,
        "complaint": complaint,
        "name": printed_name,
    }
)
# What a reader may raise: that its input is wrong. A clock says so in a ValueError, which its caller turns into one.
REFUSALS: Mapping[str, type[Exception]] = MappingProxyType({"clock": ValueError})


def refusal(reader: str) -> type[Exception]:
    """Give what a reader may raise."""
    return REFUSALS.get(reader, InputError)
