"""What a room and a deck leave behind: the report of counts, and papers to print."""

import csv
import io

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from lessons.content.deck_bank import all_decks
from lessons.content.practice_bank import bank
from lessons.server.rooms.routes import room_routes
from ptcoding.room.paper.forms import AFTER, BEFORE, parallel
from ptcoding.room.paper.packet import PAPERS
from tests.server.asking import ask, finished
from tests.server.rooms.room import Room, fetch

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def room(tmp_path):
    opened = Room(tmp_path / "rooms.sqlite3")
    yield opened
    opened.hub.store.close()


async def voted(room):
    """Two phones: one right at once, one that learns."""
    seats = [await room.join() for _ in range(2)]
    await room.host("next")
    await room.host("vote")
    await room.answer(seats[0], {"97110": 2, "97140": 1}, confidence=2)
    await room.answer(seats[1], {"97110": 3, "97140": 0}, confidence=5)
    await room.host("revote")
    for seat in seats:
        await room.answer(seat, {"97110": 2, "97140": 1}, round_=2)
    await room.host("results")


async def reported(room, kind, token=""):
    return await room.raw("POST", "report", f"token={token or room.token}&as={kind}", content_type=FORM)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_table_has_counts_and_no_names(room):
    async def walk():
        await voted(room)
        return await reported(room, "csv")

    status, headers, content = finished(walk())
    assert (status, headers["content-type"]) == (200, "text/csv; charset=utf-8")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    # Of two phones one was right at first and both were at last; 2 and 5 are 3.5 in the mean; the 5 was wrong.
    assert (row["answered"], row["right_first"], row["right_last"]) == ("2", "1 of 2", "2 of 2")
    assert (row["confidence_first"], row["sure_and_wrong"]) == ("3.5", "1")
    assert row["wrong_rules"] == "All units billed to one code (1)"
    assert row["planned_minutes"] == "5"


def test_the_page_and_the_paper_say_the_same_and_two_people_are_too_few(room):
    async def walk():
        await voted(room)
        return await reported(room, "page"), await reported(room, "pdf")

    (_, _, page), (_, headers, pdf) = finished(walk())
    assert headers["content-type"] == "application/pdf"
    for words in ("1 of 2", "All units billed to one code"):
        assert words in page.decode()
        assert words in text_of(pdf)
    # One went from wrong to right, one stayed right: 50% before, 100% after.
    assert "2 people answered twice: 50% right before, 100% after; too few to say more." in page.decode()


def test_only_the_host_gets_a_report(room):
    async def walk():
        await voted(room)
        return [await reported(room, kind, "wrong") for kind in ("csv", "pdf", "page")]

    assert [status for status, _, _ in finished(walk())] == [403, 403, 403]


@pytest.mark.parametrize("deck", sorted(all_decks()))
@pytest.mark.parametrize("name", sorted(PAPERS))
def test_every_paper_of_every_deck_can_be_printed(deck, name):
    async def walk():
        return await fetch(Starlette(routes=room_routes(lambda: None)), f"/d/{deck}/paper/{name}")

    status, headers, content = finished(walk())
    assert (status, headers["content-type"]) == (200, "application/pdf")
    assert headers["content-disposition"] == f'attachment; filename="{deck}-{name}.pdf"'
    assert len(text_of(content)) > 100


def papers(deck, *names):
    async def walk():
        site = Starlette(routes=room_routes(lambda: None))
        return [text_of((await fetch(site, f"/d/{deck}/paper/{name}"))[2]) for name in names]

    return finished(walk())


def test_the_packet_has_what_boards_ask_for_and_claims_no_credit():
    agenda, handout, key, sign_in, attendance = papers(
        "units_and_codes_45", "agenda", "handout", "key", "sign-in", "attendance"
    )
    assert "45 minutes, for PT and OT, with assistants and billers." in agenda
    assert "https://www.cms.gov/" in agenda
    assert "97110 TherEx: units ____" in handout
    # The reason of 33 and 7 stands in the key alone.
    assert "33 + 7 = 40" in key
    assert "33 + 7 = 40" not in handout
    for words in ("Name", "Credentials", "License number and", "Signature"):
        assert words in sign_in
    assert "Approval number" in attendance
    assert "claims no accreditation" in attendance.replace("\n", " ")


def test_the_forms_before_and_after_ask_the_same_traps_with_other_numbers():
    before, after = papers("modifiers_and_denials_20", "before", "after")
    assert before != after
    for form in (before, after):
        assert "Your word" in form
        assert form.count("Key") == 1


@pytest.mark.parametrize("deck", sorted(all_decks()))
def test_no_question_is_asked_in_two_of_deck_and_forms(deck):
    asked = all_decks()[deck]
    before, after = (parallel(asked, form, bank().items) for form in (BEFORE, AFTER))
    assert [(step.kind, step.level) for step in before] == [(step.kind, step.level) for step in after]
    named = [{step.key for step in steps if step.kind == "item"} for steps in (asked.steps, before, after)]
    assert len(set.union(*named)) == sum(map(len, named))
    for one, other in zip(before, after, strict=True):
        if one.kind == "item":
            assert (bank()[one.key].topic, bank()[one.key].kind) == (bank()[other.key].topic, bank()[other.key].kind)
        else:
            assert (one.key, one.series) == (other.key, other.series)
            assert one.seed != other.seed


def test_a_paper_that_there_is_not_is_said():
    site = Starlette(routes=room_routes(lambda: None))
    assert ask(site, "/d/units_and_codes_45/paper/nothing").status == 404
    assert ask(site, "/d/nothing/paper/key").status == 404


def test_a_deck_can_be_walked_alone_with_the_same_reasons():
    site = Starlette(routes=room_routes(lambda: None))

    async def walk(query=b"", place=3):
        return (await fetch(site, f"/d/units_and_codes_45/{place}", query))[2].decode()

    asked, right, wrong, bad = (
        finished(walk(query))
        for query in (b"", b"u.97110=2&u.97140=1", b"u.97110=3&u.97140=0", b"u.97110=-1&u.97140=0")
    )
    assert "33 + 7 = 40" not in asked
    assert "Right." in right
    assert "33 + 7 = 40" in right
    assert "Not quite." in wrong
    assert "<strong>All units billed to one code.</strong>" in wrong
    assert 'role="alert"' in bad
    assert "33 + 7 = 40" not in bad
    assert ask(site, "/d/units_and_codes_45/99").status == 404
