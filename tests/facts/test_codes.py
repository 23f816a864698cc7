"""The table of codes."""

from datetime import date

import pytest

from ptcoding.facts import facts
from ptcoding.facts.code import Code, CodeTable, NotModelled, Span
from ptcoding.facts.source import Standing

ROW = Code(
    "11111", "A made-up service", "Made up", timed=True, modality=False, disciplines=("PT",), purpose="None.",
    sources=("our-arithmetic",), checked=date(2026, 1, 1), standing=Standing.DERIVED,
)  # fmt: skip
LEFT_OUT = NotModelled(
    "22222", "Counted by the month.", "Bill it monthly.",
    sources=("our-arithmetic",), checked=date(2026, 1, 1), standing=Standing.DERIVED,
)  # fmt: skip
# Codes of CMS's fee schedule that have the therapy reduction (indicator 5, July 2024), and others that therapists bill:
# wound care, remote monitoring, strapping, biofeedback, caregiver training, work hardening, unlisted services.
THERAPY = """
92507 92508 92521 92522 92523 92524 92526 92597 92607 92609 96125 97012 97016 97018 97022 97024 97026 97028 97032 97033
97034 97035 97036 97110 97112 97113 97116 97124 97140 97150 97161 97162 97163 97164 97165 97166 97167 97168 97530 97533
97535 97537 97542 97750 97755 97760 97761 97763 G0281 G0283 G0329
20560 20561 29200 29240 29260 29280 29520 29530 29540 29550 90901 90912 90913 92605 92606 92608 92610 92611 92612 92614
92616 95851 95852 95992 96105 97010 97014 97039 97129 97130 97139 97169 97170 97171 97172 97545 97546 97550 97551 97552
97597 97598 97602 97605 97606 97607 97608 97610 97799 98940 98941 98942 98943 98975 98976 98977 98978 98979 98980 98981
98984 98985
29125 29126 29581 29584 96110 96112
"""


def test_a_table_of_one_row_is_a_table() -> None:
    table = CodeTable([ROW])
    assert len(table) == 1
    assert list(table) == ["11111"]
    assert table["11111"] is ROW
    assert "97110" not in table


def test_a_code_left_out_is_refused_with_its_reason_and_what_to_do() -> None:
    table = CodeTable([ROW], [LEFT_OUT])
    assert table.expected("22222") == "another code: 22222 is not counted here. Counted by the month. Bill it monthly."
    assert "22222" not in table
    assert [row.code for row in table.not_modelled] == ["22222"]


def test_an_unknown_code_gets_a_hint() -> None:
    assert CodeTable([ROW]).expected("99999") == (
        "a code that is counted here, for example 97110; we have no source for this one"
    )


@pytest.mark.parametrize(
    "code", ["97110", "97112", "97113", "97116", "97124", "97140", "97530", "97535", "97035", "97032", "97542", "97750"]
)
def test_a_code_of_fifteen_minutes_is_timed(code: str) -> None:
    assert facts().codes[code].timed


@pytest.mark.parametrize("code", THERAPY.split())
def test_no_therapy_code_is_refused_as_one_outside_a_table(code: str) -> None:
    left_out = {row.code for row in facts().codes.not_modelled}
    assert (code in facts().codes) is (code not in left_out)
    if code in left_out:
        assert facts().codes.expected(code).startswith(f"another code: {code} is not counted here. ")


@pytest.mark.parametrize("row", facts().codes.not_modelled, ids=lambda row: row.code)
def test_every_code_left_out_says_why_and_what_to_do(row: NotModelled) -> None:
    for said in (row.reason, row.instead):
        assert said.endswith(".")
        assert said[0].isupper()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("97799", "the payer judges what is described"),
        ("98941", "no service of a therapy plan"),
        ("96110", "Medicare does not cover it"),
        ("29125", "billed by application"),
        ("97602", "Medicare bundles it"),
        ("97606", "chosen by area"),
        ("29280", "Bill one unit for each application"),
    ],
)
def test_the_reason_is_the_code_s_own(code: str, said: str) -> None:
    assert said in facts().codes.expected(code)


@pytest.mark.parametrize(
    ("code", "discipline"),
    [("92526", "SLP"), ("92610", "SLP"), ("90901", "PT"), ("29240", "OT"), ("29540", "PT"), ("G0281", "PT")],
)
def test_a_session_code_of_one_unit_is_counted_whatever_its_minutes(code: str, discipline: str) -> None:
    row = facts().codes[code]
    assert (row.timed, row.modality) == (False, False)
    assert discipline in row.disciplines


def test_needling_is_priced_and_still_not_covered_from_a_therapist() -> None:
    for code in ("20560", "20561"):
        assert "status A in July 2024 and July 2026" in facts().codes[code].medicare
        assert "not covered from a therapist" in facts().codes[code].medicare


@pytest.mark.parametrize("code", ["97150", "97161", "97162", "97163", "97164", "97165", "97168", "92521", "G0283"])
def test_a_code_of_one_unit_a_day_is_untimed(code: str) -> None:
    assert not facts().codes[code].timed


@pytest.mark.parametrize("code", ["97010", "97012", "97014", "97016", "97018", "97022", "97024", "97026", "97028"])
def test_the_supervised_modalities_may_share_minutes(code: str) -> None:
    """97010 to 97028 are the only exception that the edits' manual makes."""
    assert facts().codes[code].modality


@pytest.mark.parametrize("code", ["97032", "97033", "97034", "97035", "97036", "97150", "97110", "97161"])
def test_attended_services_need_their_minutes_for_themselves(code: str) -> None:
    assert not facts().codes[code].modality


@pytest.mark.parametrize(
    "code", ["97110", "97112", "97116", "97530", "97140", "97535", "97150", "97035", "97113", "97124"]
)
def test_the_core_rows_are_complete(code: str) -> None:
    row = facts().codes[code]
    assert all([row.name, row.short, row.purpose, row.intent, row.work, row.shows, row.not_for, row.sources])


def test_there_are_seventy_three_codes() -> None:
    assert len(facts().codes) == 73


@pytest.mark.parametrize("code", ["97129", "97130"])
def test_every_discipline_bills_cognitive_work_by_a_source_that_says_so(code: str) -> None:
    """A data page asks for GP, GO or GN on the line; no page of CMS was read on it, and the source says that."""
    assert facts().codes[code].disciplines == ("PT", "OT", "SLP")
    assert "medpayiq-97129" in facts().codes[code].sources
    assert "No page of CMS" in facts().sources["medpayiq-97129"].note


# First unit, further unit, from how many minutes each is earned, and whether the minutes join the day's total.
SPANS = {
    ("97129", "97130"): (15, 15, 8, 8, "total"),
    ("90912", "90913"): (15, 15, 8, 8, "total"),
    ("97550", "97551"): (30, 15, None, 8, "own"),
    ("97545", "97546"): (120, 60, None, 31, "own"),
    ("92607", "92608"): (60, 30, 31, 16, "own"),
    ("96105", "96105"): (60, 60, 31, 31, "own"),
    ("96125", "96125"): (60, 60, 31, 31, "own"),
}


def test_the_spans_of_codes_with_an_add_on_or_an_hour() -> None:
    found = {
        (row.code, row.further_code): (row.first, row.further, row.first_from, row.further_from, row.joins)
        for row in facts().codes.spans.values()
    }
    assert found == SPANS


@pytest.mark.parametrize("row", facts().codes.spans.values(), ids=lambda row: row.code)
def test_a_code_of_spans_is_counted_with_its_add_on_or_refused_with_it(row: Span) -> None:
    refused = {left_out.code for left_out in facts().codes.not_modelled}
    for code in (row.code, row.further_code):
        assert (code in facts().codes) is (code not in refused)
        assert (row.code in refused) is (code in refused)
        # Fifteen-minute codes are those whose minutes join the total.
        assert code in refused or facts().codes[code].timed is (row.joins == "total")
    assert row.further_from <= row.further
    assert (row.first_from or 0) <= row.first


@pytest.mark.parametrize(("code", "most"), [("97129", 1), ("90912", 1), ("97550", 1), ("97545", 1), ("92607", 1)])
def test_a_first_unit_is_earned_once_a_day(code: str, most: int) -> None:
    limit = facts().limits.nearest(code, date(2024, 7, 1))
    assert limit is not None
    assert limit.units == most
