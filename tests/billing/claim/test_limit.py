"""Medically unlikely edits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.claim.limit import limit_findings
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.limit import Adjudication, Limit, LimitTable
from ptcoding.facts.source import Standing
from ptcoding.finding import Finding, Severity

DAY = timedelta(days=1)
JULY_2024 = date(2024, 7, 1)
FIRST_2026, LAST_2026 = date(2026, 7, 1), date(2026, 12, 31)

# Units and what the limit rests on, read for the last two quarters of 2026 and the same in July 2024.
EIGHT = [
    ("97110", 6, "clinical"),
    ("97112", 4, "clinical"),
    ("97116", 4, "clinical"),
    ("97140", 6, "clinical"),
    ("97530", 6, "clinical"),
    ("97161", 1, "policy"),
    ("97162", 1, "policy"),
    ("97163", 1, "policy"),
]
# Read for July 2024 alone: code, units, and the adjudication indicator of the file, 2 by policy and 3 clinical.
FILE_OF_2024 = """
97113:6:3 97124:4:3 97129:1:2 97130:7:3 97150:1:3 97164:1:2 97165:1:2 97166:1:2 97167:1:2 97168:1:2 97533:4:3
97535:8:3 97537:6:3 97542:8:3 97545:1:2 97546:2:3 97550:1:2 97551:2:3 97552:1:2 97750:8:3 97755:8:3 97760:6:3
97761:6:3 97763:6:3 97032:4:3 97033:4:3 97034:2:3 97035:2:3 97036:3:3 97012:1:3 97016:1:3 97018:1:3 97022:1:3
97024:1:3 97026:1:3 97028:1:3 G0283:1:3 97010:0:3 97014:0:3 98943:0: 95851:3:3 95852:1:3 20560:1:2 20561:1:2
98940:1:2 98941:1:2 98942:1:2 98981:3:3 92507:1:3 92508:1:3 92521:1:2 92522:1:2 92523:1:2 92524:1:2 92526:1:2
92597:1:3 92605:0:3 92606:0:3 92607:1:3 92608:4:3 92609:1:3 92610:1:2 92611:1:3 92612:1:3 92614:1:3 92616:1:3
95992:1:2 96105:3:3 96125:2:3 90901:1:3 90912:1:2 90913:3:3 97039:1:3 97139:1:3 97799:1:3 97169:0:3 97170:0:3
97171:0:3 97172:0:3 97597:1:3 97598:8:3 97602:0:3 97605:1:3 97606:1:3 97607:1:3 97608:1:3 97610:1:2 98975:1:2
98976:1:2 98977:1:2 98978:1:2 98980:1:2 G0281:1:3 G0329:1:3 29240:1:2 29260:1:3 29280:2:3 29520:1:2 29530:1:2
29540:1:2 29550:1:2
"""
RESTS = {"": "", "2": "policy", "3": "clinical"}
OF_2024 = [
    (code, int(units), RESTS[indicator]) for code, units, indicator in (row.split(":") for row in FILE_OF_2024.split())
]
READ = [(code, units, rests, on) for code, units, rests in EIGHT for on in (JULY_2024, FIRST_2026, LAST_2026)]
READ += [(*row, JULY_2024) for row in OF_2024]


def told(code: str, units: int, on: date) -> list[Finding]:
    return list(limit_findings({code: units}, on, {code: (2,)}, facts().limits))


@pytest.mark.parametrize(("code", "units", "rests", "on"), READ)
def test_a_limit_is_read_for_its_day(code: str, units: int, rests: str, on: date) -> None:
    limit = facts().limits.nearest(code, on)
    assert limit is not None
    assert (limit.units, limit.adjudication.value) == (units, rests)
    assert limit.since <= on <= limit.until


@pytest.mark.parametrize(("code", "units", "rests", "on"), [row for row in READ if row[1]])
def test_the_limit_itself_is_allowed_and_one_unit_more_is_not(code: str, units: int, rests: str, on: date) -> None:
    assert told(code, units, on) == []
    (finding,) = told(code, units + 1, on)
    assert (finding.kind, finding.severity, finding.codes, finding.lines) == (
        "mue_over", Severity.WARNING, (code,), (2,),
    )  # fmt: skip
    firm = {
        "policy": "Adjudication indicator 2: the limit applies to the day and comes from policy, so it is firm.",
        "clinical": "Adjudication indicator 3: the limit applies to the day and comes from clinical judgment.",
    }
    assert firm[rests] in message(finding)
    assert finding.values["indicator"] == {"policy": 2, "clinical": 3}[rests]
    assert f"{units + 1} units on one day, where the medically unlikely edit allows {units}." in message(finding)


@pytest.mark.parametrize("code", ["97010", "97014", "98943"])
def test_a_code_with_a_limit_of_none_is_not_paid(code: str) -> None:
    assert told(code, 0, JULY_2024) == []
    (finding,) = told(code, 1, JULY_2024)
    assert (finding.kind, finding.severity, finding.source) == ("mue_zero", Severity.ERROR, "ncci-mue-2024")
    assert "Medicare pays nothing under this code" in message(finding)


def test_a_limit_is_a_ceiling_and_not_a_target() -> None:
    (finding,) = told("97110", 7, LAST_2026)
    assert "It is a ceiling, not a target" in message(finding)


@pytest.mark.parametrize(
    ("code", "on", "known"),
    [
        ("97110", FIRST_2026, "read for July 1, 2026 to December 31, 2026."),
        ("97110", LAST_2026, "read for July 1, 2026 to December 31, 2026."),
        ("97110", FIRST_2026 - DAY, "read for July 1, 2026; we didn't read the visit's quarter."),
        ("97110", LAST_2026 + DAY, "read for December 31, 2026; we didn't read the visit's quarter."),
        ("97110", JULY_2024, "read for July 1, 2024."),
        ("97110", JULY_2024 + DAY, "read for July 1, 2024; we didn't read the visit's quarter."),
        ("97113", JULY_2024, "read for July 1, 2024."),
        ("97113", LAST_2026, "read for July 1, 2024; we didn't read the visit's quarter."),
    ],
)
def test_the_day_for_which_a_limit_was_read_is_said(code: str, on: date, known: str) -> None:
    (finding,) = told(code, 9, on)
    assert known in message(finding)


def test_a_code_whose_limit_was_not_read_is_left_alone() -> None:
    assert facts().limits.nearest("98979", LAST_2026) is None
    assert told("98979", 40, LAST_2026) == []


def test_each_code_of_a_visit_is_looked_up() -> None:
    units = {"97110": 7, "97112": 4, "97010": 1, "97140": 7}
    found = limit_findings(units, LAST_2026, {"97110": (0, 3), "97140": (1,)}, facts().limits)
    assert [(finding.kind, finding.codes, finding.lines) for finding in found] == [
        ("mue_over", ("97110",), (0, 3)),
        ("mue_zero", ("97010",), ()),
        ("mue_over", ("97140",), (1,)),
    ]


@pytest.mark.parametrize(
    ("rests", "indicator", "source", "said"),
    [
        (Adjudication.LINE, 1, "ngs-mue", "Adjudication indicator 1: the limit applies to each line."),
        (Adjudication.UNREAD, None, "nccipm-1v", "We didn't read its adjudication indicator"),
    ],
)
def test_a_limit_of_a_line_and_one_that_was_not_read_say_so(
    rests: Adjudication, indicator: int | None, source: str, said: str
) -> None:
    made = {"sources": ("our-arithmetic",), "checked": JULY_2024, "standing": Standing.DERIVED}
    row = Limit("11111", 2, rests, JULY_2024, JULY_2024, **made)
    (finding,) = limit_findings({"11111": 3}, JULY_2024, {}, LimitTable([row]))
    assert said in message(finding)
    assert (finding.values["indicator"], finding.source) == (indicator, source)


def test_a_table_of_one_row_is_a_table() -> None:
    made = {"sources": ("our-arithmetic",), "checked": JULY_2024, "standing": Standing.DERIVED}
    row = Limit("11111", 2, Adjudication.POLICY, JULY_2024, JULY_2024, **made)
    assert limit_findings({"11111": 2, "97110": 40}, JULY_2024, {}, LimitTable([row])) == ()
    assert [finding.kind for finding in limit_findings({"11111": 3}, JULY_2024, {}, LimitTable([row]))] == ["mue_over"]


@pytest.mark.parametrize("row", facts().limits.limits, ids=lambda row: f"{row.code}-{row.since.year}")
def test_every_row_is_dated_and_cited(row: Limit) -> None:
    assert set(row.sources) <= set(facts().sources)
    assert row.since <= row.until
    assert row.checked in {date(2026, 11, 21), date(2026, 11, 29)}
    assert row.standing is Standing.COPY


def test_no_code_has_two_limits_on_one_day() -> None:
    keys = [(row.code, row.since) for row in facts().limits.limits]
    assert sorted(set(keys)) == sorted(keys)
    assert len(keys) == 2 * len(EIGHT) + len(OF_2024)


def test_what_is_left_out_is_said() -> None:
    assert "hospital outpatient" in facts().limits.not_modelled


@given(
    st.dictionaries(st.sampled_from([row[0] for row in READ]), st.integers(0, 30), max_size=5),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
)
def test_every_finding_can_be_said_and_has_a_source(units: dict[str, int], on: date) -> None:
    for finding in limit_findings(units, on, {}, facts().limits):
        assert "{" not in message(finding)
        assert finding.source in facts().sources
