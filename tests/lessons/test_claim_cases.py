"""The worked cases of "From session to claim": every line as the case expects it."""

from datetime import date

import pytest

from lessons.content.course import Case, cases
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.explanation import message
from ptcoding.facts import facts

ALL = cases("session_to_claim")
KEYS = [case.key for case in ALL]


def written(key: str) -> Claim:
    (case,) = [case for case in ALL if case.key == key]
    return of(case)


def of(case: Case) -> Claim:
    visit = read_visit(case.visit)
    return claim(visit.session, facts().rule("cms"), visit.circumstances)


def kinds(key: str) -> set[str]:
    return {finding.kind for finding in written(key).findings}


def test_there_is_a_case_for_each_thing_to_show() -> None:
    assert {
        "knee-claim",
        "kx",
        "assistant",
        "edit-2019",
        "edit-2020",
        "wrist",
        "maintenance-notice",
        "needling-notice",
    } <= set(KEYS)


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_a_case_writes_the_lines_it_expects(case: Case) -> None:
    lines = [[line.code, line.units, list(line.modifiers)] for line in of(case).lines]
    assert lines == case.expected["lines"]


# The same lines once more, from the arithmetic beside each case, so that a case cannot drift with its expectation.
@pytest.mark.parametrize(
    ("key", "lines"),
    [
        # 33 + 7 = 40, and 38 to 52 make 3.
        ("knee-claim", [("97110", 2, ("GP",)), ("97140", 1, ("GP",))]),
        # 15 + 15 = 30 make 2; $2,480 has reached the amount of 2026.
        ("kx", [("97110", 1, ("GP", "KX")), ("97530", 1, ("GP", "KX"))]),
        # 23 + 13 + 30 = 66 make 4; a whole quarter-hour of 97110 is the assistant's.
        ("assistant", [("97110", 1, ("GP",)), ("97110", 1, ("GP", "CQ")), ("97140", 2, ("GP",))]),
        # 20 + 16 = 36 make 2.
        ("edit-2019", [("97530", 1, ("GP",)), ("97116", 1, ("GP", "59"))]),
        ("edit-2020", [("97530", 1, ("GP",)), ("97116", 1, ("GP",))]),
        # 30 make 2.
        ("wrist", [("97535", 2, ("GO",))]),
        # 23 + 15 = 38 make 3; a notice that denies necessity stands without KX above the amount of 2026.
        ("maintenance-notice", [("97110", 2, ("GP", "GA")), ("97116", 1, ("GP", "GA"))]),
        # 15 make 1, and needling is one unit.
        ("needling-notice", [("97140", 1, ("GP",)), ("20560", 1, ("GP", "GX", "GY"))]),
        ("no-notice", [("97110", 2, ("GP", "GZ"))]),
    ],
)
def test_a_case_follows_from_the_facts(key: str, lines: list[tuple[str, int, tuple[str, ...]]]) -> None:
    assert [(line.code, line.units, line.modifiers) for line in written(key).lines] == lines


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_a_case_expects_lines_only_and_known_modifiers(case: Case) -> None:
    assert set(case.expected) == {"lines"}
    for _, units, on_line in case.expected["lines"]:
        assert units > 0
        assert set(on_line) <= set(facts().modifiers)


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_a_case_has_a_date_of_which_the_data_speaks(case: Case) -> None:
    assert date(2019, 1, 1) <= read_visit(case.visit).session.date <= date(2026, 11, 21)


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_a_case_teaches_in_sentences_and_names_its_source(case: Case) -> None:
    assert case.title
    assert case.teaches.endswith(".")
    assert case.source in facts().sources


def test_keys_and_titles_are_unique() -> None:
    assert sorted(set(KEYS)) == sorted(KEYS)
    titles = [case.title for case in ALL]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_every_finding_of_a_case_can_be_said(case: Case) -> None:
    for finding in of(case).findings:
        assert message(finding)
        assert finding.source in facts().sources


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_the_diagnoses_of_a_case_are_codes_that_can_stand_on_a_claim(case: Case) -> None:
    unsound = {"diagnosis_malformed", "diagnosis_not_valid", "diagnosis_not_billable", "diagnosis_seventh"}
    assert not unsound & kinds(case.key)


def test_the_knee_is_told_that_no_edit_pairs_its_codes_and_that_no_kx_is_needed() -> None:
    assert {"edit_none", "kx_not_needed"} <= kinds("knee-claim")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("maintenance-notice", {"notice_stated"}),
        ("needling-notice", {"notice_stated"}),
        ("no-notice", {"notice_stated"}),
    ],
)
def test_the_notices_are_explained_and_none_contradicts_its_line(key: str, told: set[str]) -> None:
    found = kinds(key)
    assert told <= found
    assert not {"kx_with_ga", "notice_twice", "notice_missing", "notice_not_necessity", "notice_without_gy"} & found


def test_the_threshold_case_is_told_of_kx() -> None:
    assert "kx_needed" in kinds("kx")


def test_the_two_days_of_the_edit_differ_in_what_is_told() -> None:
    assert "edit_bypass" in kinds("edit-2019")
    assert "nothing_to_bypass" not in kinds("edit-2019")
    assert {"edit_none", "nothing_to_bypass"} <= kinds("edit-2020")
    assert "edit_bypass" not in kinds("edit-2020")


def test_the_wrist_is_a_subsequent_encounter_and_no_aftercare() -> None:
    assert not {"diagnosis_active", "diagnosis_aftercare"} & kinds("wrist")
