"""Electronic claims and remittances: read by our reader and by an independent one alike."""

import io

import pytest
from pyx12.x12file import X12Reader

from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.counting import count_visit
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.exchange.x12.claims import read_claims
from ptcoding.exchange.x12.remittance import read_remittance
from ptcoding.exchange.x12.segments import read_segments
from ptcoding.facts import facts
from tests.support.x12 import claim, remittance

CLAIM = claim(["97110:GP*120*UN*2*11**1:2", "97140:GP:59*60*UN*1*11**1"])
PAID = remittance(
    [
        [
            "SVC*HC:97110:GP*120*60**2",
            "DTM*472*20260915",
            "CAS*CO*45*40**253*1.2",
            "CAS*PR*2*18.80",
            "SVC*HC:97140:GP:59*60*0**1",
            "DTM*472*20260915",
            "CAS*CO*97*60",
            "LQ*HE*N130",
            "LQ*HE*M15",
        ],
        ["CAS*CO*16*240", "MOA***MA130*N290", "SVC*HC:97164:GP*90*0**0**1", "DTM*472*20260916"],
    ]
)


def independent(content):
    """The segments as pyx12 reads them."""
    return [segment.format("", "*", ":").split("*") for segment in X12Reader(io.StringIO(content.decode()))]


@pytest.mark.parametrize(("content", "kind"), [(CLAIM, "837"), (PAID, "835")])
def test_another_reader_finds_the_same_segments(content, kind):
    ours = [[one.name, *one.elements] for one in read_segments(content, kind)]
    assert independent(content) == ours


def test_a_claim_is_its_lines_as_billed():
    sheet = read_day_sheet(CLAIM, facts())
    (day,) = sheet.visits
    assert sheet.kind == "837P"
    assert day.lines == (("97110", 2, ("GP",)), ("97140", 1, ("GP", "59")))
    assert day.visit.session.date.isoformat() == "2026-09-15"
    assert day.visit.session.payer == "medicare"
    assert (day.visit.circumstances.place, day.visit.circumstances.diagnoses) == ("11", ("M25.561", "R26.2"))
    # 120 dollars for 2 units are 60 a unit.
    assert {code: str(charge) for code, charge in day.visit.circumstances.charges.items()} == {
        "97110": "60.00",
        "97140": "60.00",
    }


def test_a_claim_is_checked_as_the_page_of_claims_checks_it():
    found = count_visit(read_claims(CLAIM, facts()).visits[0])
    (nothing,) = [said for said in found.said if said.kind == "nothing_to_bypass"]
    assert nothing.codes == ("97140",)
    assert "nothing to bypass" in nothing.message


def test_nothing_of_the_patient_is_kept():
    for found in (read_claims(CLAIM, facts()), read_remittance(PAID)):
        assert "SECRET" not in repr(found)


def test_a_remittance_is_its_lines_and_what_was_cut():
    found = read_remittance(PAID)
    assert found.payer == "medicare"
    told = [
        (one.group, one.reason, one.remarks, [line.code for line in one.lines], one.amount) for one in found.denials
    ]
    assert told == [
        ("CO", "45", (), ["97110"], "40"),
        ("CO", "253", (), ["97110"], "1.2"),
        ("PR", "2", (), ["97110"], "18.80"),
        ("CO", "97", ("N130", "M15"), ["97140"], "60"),
        ("CO", "16", ("MA130", "N290"), ["97164"], "240"),
    ]
    assert [line.code for line in found.denials[3].beside] == ["97110"]
    assert {one.on.isoformat() for one in found.denials} == {"2026-09-15", "2026-09-16"}


def test_other_signs_between_elements_are_read():
    other = CLAIM.replace(b"*", b"|").replace(b":", b">").replace(b"~", b"\n")
    assert read_claims(other, facts()).visits[0].lines == read_claims(CLAIM, facts()).visits[0].lines


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (claim(["97110:GP*60*UN*1*11**1"], version="005010X223A2"), "an institutional claim (837I)"),
        (claim(["97110:GP*60*UN*1*11**1"], version="005010X224A2"), "a dental claim (837D)"),
        (CLAIM[: len(CLAIM) // 2], "was cut short"),
        (CLAIM[:-1], "was cut short"),
        (CLAIM.replace(b"LX*2~", b""), "parts of this one are missing or doubled"),
        (CLAIM[:80], "a whole ISA segment"),
        (PAID, "a professional claim (837P)"),
        (b"ISA" + b"*" * 300, "three characters that differ"),
        (b"ISA*" * 40, "three characters that differ"),
    ],
)
def test_what_is_no_whole_claim_is_refused_in_words(content, words):
    with pytest.raises(InputError) as caught:
        read_claims(content, facts())
    assert words in str(caught.value)


def test_a_remittance_that_was_cut_short_is_refused():
    for end in (len(PAID) - 1, len(PAID) - 20, len(PAID) // 2):
        with pytest.raises(InputError, match="cut short"):
            read_remittance(PAID[:end])


def test_lines_that_are_no_therapy_say_so():
    sheet = read_claims(claim(["99213*90*UN*1*11**1", "97110:GP*60*UN*1*11**1", "97140:GP*60*MJ*15*11**1"]), facts())
    assert [day.lines for day in sheet.visits] == [(("97110", 1, ("GP",)),)]
    assert [one.reason.partition(":")[0] for one in sheet.unread] == ["97140", "99213"]
