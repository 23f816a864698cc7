"""Every reader of what a visitor types or brings, as a function of one text."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

from lessons.content.course import topics
from lessons.content.search import search
from lessons.screen.note.coached import coached
from lessons.screen.parts import literal, problems
from ptcoding.billing.visit.clock import parse_intervals
from ptcoding.errors import InputError, printable
from ptcoding.exchange.certificate.personname import printed_name
from ptcoding.exchange.payer_file.rate_file import read_pasted_rates
from ptcoding.exchange.visit.document import read_json
from ptcoding.exchange.visit.link import read_link
from ptcoding.exchange.visit.spreadsheet import read_csv
from ptcoding.facts import facts
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.validate import read_items
from ptcoding.learning.marking.answer import read_modifiers
from ptcoding.learning.paper.challenge import read_challenge
from ptcoding.notes.clone import compare
from ptcoding.notes.identifier import identifiers
from ptcoding.notes.intent import supports

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


def exam_link(text: str) -> object:
    """Read a query string as the address of an exam."""
    return read_challenge(dict(parse_qsl(text, keep_blank_values=True)), topics(), list(Kind))


def complaint(text: str) -> object:
    """Show a text as problems on a page."""
    return problems(text.split("\n"))


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "note": note,
        "identifiers": identifiers,
        "intent": supports,
        "compare": alike,
        "link": link,
        "visit JSON": visit_json,
        "visit CSV": read_csv,
        "payer JSON": read_pasted_rates,
        "items": read_items,
        "exam link": exam_link,
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
