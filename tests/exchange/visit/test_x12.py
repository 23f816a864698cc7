"""Service lines as segments, read back with an X12 library that is not ours."""

import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyx12.segment import Segment
from pyx12.x12file import X12Reader

from ptcoding import CMS, Session
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Giver, Service
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.exchange.visit.x12 import lacking, segments
from ptcoding.facts import facts
from tests.strategies import hostile_text, sessions

NOW = date(2026, 3, 2)
# The smallest envelope in which the reader accepts segments; nobody is sender, receiver, patient or provider.
BEFORE = (
    "ISA*00*          *00*          *ZZ*NOBODY         *ZZ*NOBODY         *260302*1200*^*00501*000000001*0*T*:~"
    "GS*HC*NOBODY*NOBODY*20260302*1200*1*X*005010X222A1~"
    "ST*837*0001*005010X222A1~"
)


def read_back(written: Iterable[str]) -> list[Segment]:
    """The segments as pyx12 reads them from a whole interchange, which it finds without fault."""
    body = list(written)
    # SE counts every segment from ST to SE.
    after = f"SE*{len(body) + 2}*0001~GE*1*1~IEA*1*000000001~"
    reader = X12Reader(io.StringIO(BEFORE + "".join(body) + after))
    found = list(reader)
    assert reader.pop_errors() == []
    assert [segment.get_seg_id() for segment in found[:3]] == ["ISA", "GS", "ST"]
    assert [segment.get_seg_id() for segment in found[-3:]] == ["SE", "GE", "IEA"]
    return found[3:-3]


def elements(segment: Segment) -> list[str]:
    name = segment.get_seg_id()
    return [segment.get_value(f"{name}{place:02d}") or "" for place in range(1, len(segment) + 1)]


def rows(written: Claim) -> list[tuple[str, list[str]]]:
    return [(segment.get_seg_id(), elements(segment)) for segment in read_back(segments(written))]


def services(written: Claim) -> list[Segment]:
    return [segment for segment in read_back(segments(written)) if segment.get_seg_id() == "SV1"]


def knee(**around: object) -> Claim:
    return claim(Session.of({"97110": 33, "97140": 7}, NOW), CMS, Circumstances(**around))


def test_a_visit_reads_back_element_by_element() -> None:
    """33 + 7 = 40, and 38 to 52 make 3: two and one; 2 x 60.50 = 121.00 and 1 x 55 = 55."""
    written = knee(
        diagnoses=("M17.11", "M25.661"), charges={"97110": Decimal("60.50"), "97140": Decimal(55)}, place="22"
    )
    assert rows(written) == [
        ("LX", ["1"]),
        ("SV1", ["HC:97110:GP", "121.00", "UN", "2", "22", "", "1:2"]),
        ("DTP", ["472", "D8", "20260302"]),
        ("LX", ["2"]),
        ("SV1", ["HC:97140:GP", "55", "UN", "1", "22", "", "1:2"]),
        ("DTP", ["472", "D8", "20260302"]),
    ]


def test_the_procedure_is_a_composite_of_its_list_code_and_modifiers() -> None:
    (first, _) = services(knee(stated={"97110": ("KX",)}))
    assert [first.get_value(f"SV101-{place}") for place in (1, 2, 3, 4)] == ["HC", "97110", "GP", "KX"]


def test_the_pointer_is_a_composite_of_at_most_four_numbers() -> None:
    (first, _) = services(knee(diagnoses=("M17.11", "M25.661", "M62.81", "R26.2", "R29.6")))
    assert [first.get_value(f"SV107-{place}") for place in (1, 2, 3, 4)] == ["1", "2", "3", "4"]
    assert first.get_value("SV107-5") is None


def test_without_a_charge_or_a_diagnosis_the_segment_stays_whole() -> None:
    (first, _) = services(knee())
    assert elements(first) == ["HC:97110:GP", "", "UN", "2", "11"]
    assert lacking(knee()) == ("the charge of 97110", "the charge of 97140")
    assert lacking(knee(charges={"97110": Decimal(60), "97140": Decimal(0)})) == ()


def test_a_visit_without_a_date_has_no_date_on_its_lines() -> None:
    written = claim(Session.of({"97110": 33}), CMS, Circumstances(charges={"97110": Decimal(60)}))
    assert [name for name, _ in rows(written)] == ["LX", "SV1"]
    assert lacking(written) == ("the date of service",)
    assert lacking(claim(Session.of({"97110": 7}), CMS)) == ()


def test_no_more_than_four_modifiers_reach_a_segment() -> None:
    """The assistant under 97150's edit of July 2024, above the threshold, with a notice: five modifiers."""
    visit = Session(
        (Service("97150", 20), Service("97110", 15, by=Giver.ASSISTANT)), date(2024, 7, 1), year_to_date=2330
    )
    written = claim(visit, CMS, Circumstances(stated={"97110": ("59", "GX")}))
    line = next(line for line in written.lines if line.code == "97110")
    assert line.modifiers == ("GP", "CQ", "59", "KX", "GX")
    segment = next(segment for segment in services(written) if segment.get_value("SV101-2") == "97110")
    assert elements(segment)[0] == "HC:97110:GP:CQ:59:KX"


def test_one_code_on_two_lines_is_two_segments() -> None:
    """15 by the assistant are one unit with CQ, 15 by the therapist one without."""
    visit = Session((Service("97110", 15, by=Giver.ASSISTANT), Service("97110", 15)), NOW)
    assert [elements(segment)[0] for segment in services(claim(visit, CMS))] == ["HC:97110:GP", "HC:97110:GP:CQ"]


def test_a_claim_without_lines_has_no_segments() -> None:
    assert segments(claim(Session.of({"97110": 7}, NOW), CMS)) == ()


@pytest.mark.parametrize("given_charge", ["60", "60.5", "60.50", "60.000", "1E+2", "100000", "0", "-0", "0E-10"])
def test_a_charge_is_written_as_plain_dollars_and_cents(given_charge: str) -> None:
    knees = [{"code": "97110", "minutes": 33}, {"code": "97140", "minutes": 7}]
    visit = read_visit({"date": "2026-03-02", "services": knees, "charges": {"97110": given_charge}})
    (first, _) = services(claim(visit.session, CMS, visit.circumstances))
    charge = elements(first)[1]
    assert re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", charge), charge
    assert Decimal(charge) == 2 * Decimal(given_charge)


@given(hostile_text())
def test_no_text_of_a_user_reaches_a_segment(text: str) -> None:
    """A region and a diagnosis are the only free texts of a claim; neither is in its lines."""
    region = "".join(sign for sign in text if sign.isprintable())[:60]
    plain = claim(Session((Service("97110", 33),), NOW), CMS, Circumstances(diagnoses=("M17.11",)))
    visit = Session((Service("97110", 33, region=region),), NOW)
    written = claim(visit, CMS, Circumstances(diagnoses=(text or "x",)))
    assert segments(written) == segments(plain)


@given(
    sessions(),
    st.lists(st.sampled_from(["M17.11", "M62.81", "S52.511D"]), max_size=12),
    st.lists(st.sampled_from(sorted(facts().modifiers)), max_size=4, unique=True),
    st.integers(0, 10_000_000),
)
def test_every_claim_reads_back_as_its_lines(
    visit: Session, diagnoses: list[str], stated: list[str], cents: int
) -> None:
    codes = {service.code for service in visit.services}
    around = Circumstances(
        diagnoses=tuple(diagnoses),
        stated={code: tuple(stated) for code in codes},
        charges={code: Decimal(cents) / 100 for code in codes},
    )
    written = claim(visit, CMS, around)
    found = services(written)
    assert len(found) == len(written.lines)
    for line, segment in zip(written.lines, found, strict=True):
        procedure, charge, basis, units, place, none, *pointers = [*elements(segment), "", ""]
        assert procedure == ":".join(["HC", line.code, *line.modifiers[:4]])
        assert Decimal(charge) == line.charge
        assert (basis, units, place, none) == ("UN", str(line.units), "11", "")
        assert pointers[0] == ":".join(str(place) for place in range(1, min(len(diagnoses), 4) + 1))
    days = [elements(segment)[2] for segment in read_back(segments(written)) if segment.get_seg_id() == "DTP"]
    assert set(days) <= {f"{written.on:%Y%m%d}"}
