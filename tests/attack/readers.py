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
from ptcoding.exchange.claim_lines.pasted import read_lines
from ptcoding.exchange.day_sheet.counting import count_visit
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.exchange.denial.answer import answer
from ptcoding.exchange.denial.typed import read_denial
from ptcoding.exchange.payer_file.rate_file import read_pasted_rates
from ptcoding.exchange.visit.document import read_json
from ptcoding.exchange.visit.link import read_address, read_link
from ptcoding.exchange.visit.spreadsheet import read_csv
from ptcoding.exchange.x12.remittance import read_remittance
from ptcoding.facts import facts
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.validate import read_items
from ptcoding.learning.chart.typed import TypedClaim, TypedLine, read_typed
from ptcoding.learning.marking.answer import read_modifiers
from ptcoding.learning.paper.challenge import read_challenge
from ptcoding.learning.store.store import Store
from ptcoding.notes.clone import compare
from ptcoding.notes.cut import split
from ptcoding.notes.identifier import identifiers
from ptcoding.notes.intent import supports
from ptcoding.notes.series import series
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


# A word of shlex grows sign by sign, in a time that is its own and not the command's.
LONGEST_LINE = 2_000


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
    """Split a text as a shell does, at blanks where it cannot and where it is long."""
    if len(text) > LONGEST_LINE:
        return text.split()
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def day_sheet(text: str) -> object:
    """Read a day sheet or a claim file, and count what is in it."""
    return [count_visit(day) for day in read_day_sheet(text.encode("utf-8", "replace"), facts()).visits]


def remittance(text: str) -> object:
    """Read a remittance whose segments are those of the text, within a whole envelope."""
    told = text.replace("~", " ").replace("\n", "~")
    return [answer(one, facts()) for one in read_remittance(enveloped(told).encode("utf-8", "replace")).denials]


def enveloped(segments: str) -> str:
    """Put segments between the first and the last of a remittance."""
    signs = "ISA*00*          *00*          *ZZ*S              *ZZ*R              *260915*1200*^*00501*000000001*0*T*:~"
    return f"{signs}GS*HP*S*R*20261001*1200*1*X*005010X221A1~ST*835*0001~{segments}~SE*x*0001~GE*1*1~IEA*1*000000001~"


def denial(text: str) -> object:
    """Read a denial as it is typed, and explain it."""
    return [answer(one, facts()) for one in read_denial(text, facts())]


def claim_lines(text: str) -> object:
    """Read pasted lines of a claim."""
    return read_lines(text, facts())


def claim_form(text: str) -> object:
    """Read the claim form of a chart, every field of which holds the text."""
    return read_typed(TypedClaim(text, (TypedLine(text, text, text, text),)), facts())


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "day sheet": day_sheet,
        "remittance": remittance,
        "denial": denial,
        "claim lines": claim_lines,
        "claim form": claim_form,
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
