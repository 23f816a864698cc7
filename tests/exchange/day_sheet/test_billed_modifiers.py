"""Modifiers of the plan and of the assistant on a sheet, held against those that the claim would have."""

import pytest

from ptcoding.exchange.day_sheet.counting import count_visit
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.facts import facts
from tests.support.x12 import claim

HEAD = "DOS,Code,Min,Units,Mod,Provider,Insurance\n"
OURS = ("billed_without", "billed_with_", "billed_assistant", "plan_twice", "assistant_unneeded")


def kinds(content):
    content = content.encode() if isinstance(content, str) else content
    (day,) = read_day_sheet(content, facts()).visits
    return [(one.kind, one.codes, one.severity.value) for one in count_visit(day).said if one.kind.startswith(OURS)]


def rows(*given):
    return HEAD + "".join(f"9/15/2026,{row}\n" for row in given)


NO_PLAN = ("billed_without_plan", ("97110",), "error")
NO_CQ = ("billed_without_assistant", ("97110",), "error")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("97110,30,2,GP,Sam PT,Medicare", []),
        ("97110,30,2,,Sam PT,Medicare", [NO_PLAN]),
        ("97110,30,2,59,Sam PT,Medicare", [NO_PLAN]),
        ("97110,30,2,GP,Sam PTA,Medicare", [NO_CQ]),
        ("97110,30,2,GP CQ,Sam PTA,Medicare", []),
        ("97110,30,2,,Sam PTA,Railroad Medicare", [NO_PLAN, NO_CQ]),
        ("97110,30,2,GP,Kim OTR,Medicare", [("billed_with_other_plan", ("97110",), "error")]),
        ("97110,30,2,GO,Kim OTR,Medicare", []),
        # An OTA's modifier is CO, the next one is a PTA's.
        ("97110,30,2,GO,Kim COTA,Medicare", [NO_CQ]),
        ("97110,30,2,GO CO,Kim COTA,Medicare", []),
        # One that no letters name is whoever the line says.
        ("97110,30,2,GP CQ,Dana,Medicare", []),
        ("97110,30,2,GP CQ,Sam PT,Medicare", [("assistant_unneeded", ("97110",), "warning")]),
        # The card of UnitedHealthcare asks for both; that of Cigna for CQ alone; of the others nothing was read.
        (
            "97110,30,2,,Sam PTA,UHC",
            [("billed_without_plan", ("97110",), "warning"), ("billed_without_assistant", ("97110",), "warning")],
        ),
        ("97110,30,2,,Sam PTA,Cigna", [("billed_without_assistant", ("97110",), "warning")]),
        ("97110,30,2,,Sam PTA,Aetna", []),
        ("97110,30,2,GP CQ,Sam PTA,Aetna", []),
        ("97110,30,2,,Sam PTA,Sunrise Mutual", []),
        # Texas Medicaid asked for GP except on evaluations.
        ("97161,30,1,,Sam PT,Texas Medicaid", []),
        ("97110,30,2,,Sam PT,Texas Medicaid", [("billed_without_plan", ("97110",), "warning")]),
        # Which plan it is does not depend on who pays.
        ("97110,30,2,GP,Kim OTR,Sunrise Mutual", [("billed_with_other_plan", ("97110",), "warning")]),
    ],
)
def test_a_line_is_held_against_the_claim_payer_by_payer(row, expected):
    assert kinds(rows(row)) == expected


def test_each_line_is_looked_at_and_units_of_an_assistant_are_added_up():
    # 15 minutes by each: one unit of two is the assistant's.
    both = "97110,15,1,{},Sam PT,Medicare", "97110,15,1,{},Sam PTA,Medicare"
    assert kinds(rows(both[0].format("GP"), both[1].format("GP CQ"))) == []
    assert kinds(rows(both[0].format(""), both[1].format("GP CQ"))) == [NO_PLAN]
    assert kinds(rows(both[0].format("GP"), both[1].format("GP"))) == [NO_CQ]
    assert kinds(rows(both[0].format("GP CQ"), both[1].format("GP CQ"))) == [
        ("billed_assistant_units", ("97110",), "error")
    ]


def test_a_column_left_out_is_not_held_against_a_row():
    assert kinds("DOS,Code,Min,Provider,Insurance\n9/15/2026,97110,30,Sam PTA,Medicare\n") == []
    assert kinds("DOS,Code,Min,Insurance\n9/15/2026,97110-59,30,Medicare\n") == []
    assert kinds("DOS,Code,Min,Mod,Insurance\n9/15/2026,97110,30,GP CQ,Medicare\n") == []
    # Where one code has the plan's modifier joined to it, the other lacks it.
    joined = "DOS,Code,Min,Insurance\n9/15/2026,97110,30,Medicare\n9/15/2026,97140-GP,15,Medicare\n"
    assert kinds(joined) == [NO_PLAN]


def test_a_claim_has_its_modifiers_or_lacks_them():
    with_both = claim(["97110:GP*120*UN*2*11**1", "97140:GP:59*60*UN*1*11**1"])
    assert kinds(with_both) == []
    assert kinds(with_both.replace(b"97110:GP", b"97110")) == [NO_PLAN]
    # Of this payer nothing was read.
    assert kinds(claim(["97110*120*UN*2*11**1"], payer="CI")) == []


def test_what_is_missing_is_said_with_the_payer_and_the_modifier():
    (day,) = read_day_sheet(rows("97110,30,2,GP,Sam PTA,Medicare").encode(), facts()).visits
    assert count_visit(day).said[0].message == (
        "97110: no CQ. Original Medicare (Part B) asks for it, and the assistant's minutes put it on 2 of 2 units."
    )


def test_a_year_of_another_century_is_pointed_out():
    # What was read of Medicare's count begins on April 1, 2000.
    for day, expected in (("12/31/1999", ["before_card"]), ("4/1/2000", [])):
        (visit,) = read_day_sheet(f"DOS,Code,Min\n{day},97110,30\n".encode(), facts()).visits
        assert [one.kind for one in count_visit(visit).said if one.kind == "before_card"] == expected
