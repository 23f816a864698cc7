"""What an in-service must leave behind, one paper each; names are written on paper by hand and kept nowhere."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from ptcoding.room.deck import Deck
from ptcoding.room.paper.part import PaperPart, answer, question, words
from ptcoding.room.paper.sheet import Sheet

ROWS = 18
Parts = Sequence[PaperPart]


def agenda(deck: Deck, parts: Parts, at: datetime) -> bytes:
    """Write the agenda: minutes, objectives and references."""
    sheet = Sheet(words()["agenda"], at)
    _head(sheet, deck)
    sheet.heading(words()["objectives"])
    sheet.points(deck.objectives)
    sheet.heading(words()["plan"])
    rows = [(words()["part"], words()["minutes"])]
    sheet.rows([*rows, *((part.about.text, str(part.step.minutes)) for part in parts)], (84, 16))
    sheet.heading(words()["references"])
    sheet.points(dict.fromkeys(part.cited for part in parts if part.cited))
    return sheet.bytes()


def handout(deck: Deck, parts: Parts, at: datetime) -> bytes:
    """Write the handout: every question with blanks, and room for notes."""
    sheet = Sheet(deck.title, at)
    sheet.text(words()["handout"])
    for number, part in enumerate(_asked(parts), start=1):
        question(sheet, part, number)
    sheet.blank(words()["own_notes"], 4)
    return sheet.bytes()


def key(deck: Deck, parts: Parts, at: datetime) -> bytes:
    """Write the key: right answers, reasons and sources."""
    sheet = Sheet(f"{words()['key']}: {deck.title}", at)
    for number, part in enumerate(_asked(parts), start=1):
        answer(sheet, part, number)
    return sheet.bytes()


def sign_in(deck: Deck, _: Parts, at: datetime) -> bytes:
    """Write the sign-in sheet."""
    sheet = Sheet(words()["sign_in"], at)
    _head(sheet, deck)
    columns = ("name", "credentials", "license", "signature")
    sheet.rows([tuple(words()[column] for column in columns), *[("", "", "", "")] * ROWS], (34, 18, 22, 26))
    return sheet.bytes()


def evaluation(deck: Deck, _: Parts, at: datetime) -> bytes:
    """Write the evaluation form."""
    sheet = Sheet(words()["evaluation"], at)
    _head(sheet, deck)
    scale = ("1", "2", "3", "4", "5")
    asked = [*(words()["reached"].format(aim=aim) for aim in deck.objectives), words()["presenter_was"], words()["use"]]
    sheet.rows([(words()["scale"], *scale), *((line, *[""] * len(scale)) for line in asked)], (60, 8, 8, 8, 8, 8))
    for name in ("change", "missing"):
        sheet.blank(words()[name], 2)
    return sheet.bytes()


def attendance(deck: Deck, _: Parts, at: datetime) -> bytes:
    """Write the record of attendance, with blanks; no accreditation is claimed."""
    sheet = Sheet(words()["attendance"], at)
    _head(sheet, deck)
    for name in ("name", "credentials", "license", "hours", "approval", "signature"):
        sheet.blank(words()[name])
    sheet.text(words()["no_credit"])
    return sheet.bytes()


def slides(deck: Deck, parts: Parts, at: datetime) -> bytes:
    """Write the whole deck as slides, the answers at the end: for a room without Wi-Fi."""
    sheet = Sheet(deck.title, at, wide=True)
    sheet.points(deck.objectives)
    number = 0
    for part in parts:
        if part.ask is None:
            sheet.leaf(part.about.text)
            for said in (*part.about.story, *part.about.notes):
                sheet.text(said)
            continue
        number += 1
        sheet.leaf(deck.title)
        question(sheet, part, number)
        sheet.points(part.step.prompts)
    for number, part in enumerate(_asked(parts), start=1):
        sheet.leaf(words()["key"])
        answer(sheet, part, number)
    return sheet.bytes()


# What the papers are called in addresses and in names of files.
PAPERS: Mapping[str, Callable[[Deck, Parts, datetime], bytes]] = MappingProxyType(
    {
        "agenda": agenda,
        "handout": handout,
        "key": key,
        "sign-in": sign_in,
        "evaluation": evaluation,
        "attendance": attendance,
        "slides": slides,
    }
)


def _asked(parts: Parts) -> list[PaperPart]:
    return [part for part in parts if part.ask is not None]


def _head(sheet: Sheet, deck: Deck) -> None:
    sheet.text(deck.title)
    sheet.text(words()["length"].format(minutes=deck.minutes, audience=deck.audience))
    for name in ("date", "place", "presenter"):
        sheet.blank(words()[name])
