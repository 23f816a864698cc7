"""Modifiers of a line: the plan, the yearly threshold, and what cannot stand together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.claim.modifiers import (
    BYPASS,
    NOTICES,
    PAIRED,
    PLAN,
    conflicts,
    group_of,
    needs_kx,
    threshold_findings,
)
from ptcoding.billing.visit.session import Discipline
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.modifier import Threshold
from ptcoding.facts.source import Standing
from ptcoding.finding import Finding, Severity

EVERYDAY = {"telehealth", "repeat", "purpose", "visit", "side", "chiropractic", "places"}
# The amounts as published, year by year; 2018 was not found in a source and is left out.
AMOUNTS = {2019: 2040, 2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}


def said(year_to_date: float, on: date, discipline: Discipline = Discipline.PT) -> Finding:
    (finding,) = threshold_findings(discipline, year_to_date, on, facts().thresholds)
    return finding


def kinds(*on_line: str) -> list[str]:
    return [finding.kind for finding in conflicts("97110", on_line, (0,))]


@pytest.mark.parametrize(
    ("discipline", "modifier"), [(Discipline.PT, "GP"), (Discipline.OT, "GO"), (Discipline.SLP, "GN")]
)
def test_a_plan_of_care_has_its_modifier(discipline: Discipline, modifier: str) -> None:
    assert PLAN[discipline] == modifier
    assert facts().modifiers[modifier].group == "plan"


def test_the_assistants_modifier_stands_with_the_one_of_the_same_plan() -> None:
    assert dict(PAIRED) == {"CQ": "GP", "CO": "GO"}


def test_every_modifier_of_the_code_is_one_of_the_data() -> None:
    stated = {row.code for row in facts().modifiers.values() if row.group in EVERYDAY}
    assert {*PLAN.values(), *PAIRED, *BYPASS, *NOTICES, "KX"} == set(facts().modifiers) - stated


@pytest.mark.parametrize("code", ["95", "93", "76", "77", "96", "97", "25", "LT", "RT", "AT", "99"])
def test_a_modifier_of_every_day_says_where_it_belongs_and_where_it_does_not(code: str) -> None:
    row = facts().modifiers[code]
    assert row.group in EVERYDAY
    assert row.use.startswith(("On ", "Where "))
    assert row.avoid.startswith("Not ")


def test_a_modifier_of_chiropractors_belongs_on_their_codes_and_one_of_office_visits_on_none_here() -> None:
    assert facts().modifiers["AT"].only == {"98940", "98941", "98942"}
    assert facts().modifiers["25"].only == frozenset()
    assert facts().modifiers["76"].only is None


def test_telehealth_goes_with_its_places_and_was_read_to_the_end_of_2027() -> None:
    assert facts().modifiers["95"].places == facts().modifiers["93"].places == {"02", "10"}
    assert facts().modifiers["95"].medicare_until == date(2027, 12, 31)


def test_the_amounts_that_were_read_are_those_of_2019_to_2026() -> None:
    assert {year: row.amount for year, row in facts().thresholds.items()} == AMOUNTS


@pytest.mark.parametrize(("year", "amount"), AMOUNTS.items())
def test_kx_is_needed_at_the_amount_and_above_it_and_not_a_cent_below(year: int, amount: int) -> None:
    on = date(year, 7, 1)
    assert not needs_kx(amount - 0.01, on, facts().thresholds)
    assert needs_kx(amount, on, facts().thresholds)
    assert needs_kx(amount + 0.01, on, facts().thresholds)


@pytest.mark.parametrize(("year", "amount"), list(AMOUNTS.items())[1:])
def test_the_amount_changes_on_new_years_day(year: int, amount: int) -> None:
    before, after = date(year - 1, 12, 31), date(year, 1, 1)
    # Every amount is higher than the one before, so the last amount alone no longer reaches the new one.
    last = AMOUNTS[year - 1]
    assert needs_kx(last, before, facts().thresholds)
    assert not needs_kx(last, after, facts().thresholds)
    assert needs_kx(amount, after, facts().thresholds)


@pytest.mark.parametrize("on", [date(2018, 12, 31), date(2027, 1, 1), date(1999, 1, 1), date(2100, 1, 1)])
@pytest.mark.parametrize("year_to_date", [0, 2_480, 1_000_000])
def test_for_a_year_that_was_not_read_nothing_is_guessed(on: date, year_to_date: float) -> None:
    assert not needs_kx(year_to_date, on, facts().thresholds)
    assert said(year_to_date, on).kind == "kx_year"
    assert message(said(year_to_date, on)) == (
        f"Whether KX is needed cannot be said for {on.year}: the amounts read run from 2019 to 2026."
    )


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2026, 12, 31)])
def test_the_first_and_the_last_day_that_were_read_are_answered(on: date) -> None:
    assert said(0, on).kind == "kx_not_needed"


@pytest.mark.parametrize(
    ("discipline", "group"),
    [
        (Discipline.PT, "PT and SLP together"),
        (Discipline.SLP, "PT and SLP together"),
        (Discipline.OT, "OT"),
    ],
)
def test_physical_and_speech_therapy_share_an_amount_and_occupational_therapy_has_its_own(
    discipline: Discipline, group: str
) -> None:
    assert group_of(discipline) == group
    assert f"charges for {group} stand at $2,480.00" in message(said(2480, date(2026, 3, 2), discipline))


def test_a_charge_at_the_threshold_is_told_with_both_amounts_and_no_cap() -> None:
    finding = said(2480, date(2026, 3, 2))
    assert (finding.kind, finding.severity) == ("kx_needed", Severity.WARNING)
    assert message(finding).startswith(
        "KX belongs on the lines: the year's charges for PT and SLP together stand at $2,480.00, "
        "and the 2026 threshold is $2,480."
    )
    assert "there has been no cap since 2018" in message(finding)


def test_a_charge_below_the_threshold_needs_none() -> None:
    finding = said(2479.99, date(2026, 3, 2))
    assert (finding.kind, finding.severity) == ("kx_not_needed", Severity.NOTE)
    assert message(finding).startswith("No KX: ")


@pytest.mark.parametrize(("year", "amount"), AMOUNTS.items())
def test_a_threshold_is_told_with_its_own_source(year: int, amount: int) -> None:
    assert said(amount, date(year, 5, 5)).source in facts().thresholds[year].sources


def test_another_table_can_be_passed() -> None:
    rows = {
        year: Threshold(year, amount, sources=("cpm5-10.3",), checked=date(2026, 11, 21), standing=Standing.COPY)
        for year, amount in ((2030, 10), (2031, 20), (2032, 30))
    }
    assert [needs_kx(20, date(year, 6, 1), rows) for year in (2029, 2030, 2031, 2032, 2033)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    (finding,) = threshold_findings(Discipline.PT, 20, date(2033, 1, 1), rows)
    assert (finding.values["first"], finding.values["last"]) == (2030, 2032)


@pytest.mark.parametrize(
    ("on_line", "kind"),
    [
        (("GP", "KX", "GA"), "kx_with_ga"),
        (("CQ",), "assistant_alone"),
        (("CQ", "GO"), "assistant_alone"),
        (("CO", "GP"), "assistant_alone"),
        (("GP", "GO"), "plan_twice"),
        (("GP", "GN"), "plan_twice"),
        (("GO", "GN"), "plan_twice"),
        (("GP", "GA", "GZ"), "notice_twice"),
        (("GP", "GA", "GY"), "notice_twice"),
        (("GP", "59", "XU"), "bypass_twice"),
        (("GP", "59", "XE"), "bypass_twice"),
        (("GP", "59", "XS"), "bypass_twice"),
        (("GP", "59", "XP"), "bypass_twice"),
    ],
)
def test_modifiers_that_cannot_stand_together_are_an_error(on_line: tuple[str, ...], kind: str) -> None:
    (finding,) = conflicts("97110", on_line, (2, 4))
    assert (finding.kind, finding.severity) == (kind, Severity.ERROR)
    assert (finding.codes, finding.lines) == (("97110",), (2, 4))
    assert "97110" in message(finding)
    assert finding.source in facts().sources


@pytest.mark.parametrize(
    "on_line",
    [
        (),
        ("GP",),
        ("GP", "KX"),
        ("GP", "GA"),
        ("GP", "GZ"),
        ("GP", "GX", "GY"),
        ("GP", "CQ", "59", "KX"),
        ("GO", "CO", "XS"),
        ("GN", "59"),
        ("GN", "XU"),
    ],
)
def test_modifiers_that_go_together_are_left_alone(on_line: tuple[str, ...]) -> None:
    assert kinds(*on_line) == []


def test_several_conflicts_of_a_line_are_all_told() -> None:
    found = kinds("GP", "GO", "KX", "GA", "GZ", "59", "XU", "CQ")
    assert sorted(found) == ["bypass_twice", "kx_with_ga", "notice_twice", "plan_twice"]


def test_a_conflict_names_the_modifiers_it_is_about() -> None:
    (plans,) = conflicts("97110", ("GO", "GP"), ())
    (assistant,) = conflicts("97110", ("CQ", "GO"), ())
    (bypass,) = conflicts("97110", ("XU", "59"), ())
    assert "GO and GP" in message(plans)
    assert "CQ must stand with GP" in message(assistant)
    assert "59 and XU" in message(bypass)


@given(st.lists(st.sampled_from(sorted(facts().modifiers)), unique=True))
def test_the_order_of_the_modifiers_does_not_change_the_conflicts(on_line: list[str]) -> None:
    assert kinds(*on_line) == kinds(*reversed(on_line))


@given(st.floats(0, 1e6), st.dates(), st.sampled_from(Discipline))
def test_the_threshold_is_always_told_in_one_sentence_with_a_source(
    year_to_date: float, on: date, discipline: Discipline
) -> None:
    finding = said(year_to_date, on, discipline)
    assert message(finding)
    assert finding.source in facts().sources
    assert (finding.kind == "kx_needed") == needs_kx(year_to_date, on, facts().thresholds)
