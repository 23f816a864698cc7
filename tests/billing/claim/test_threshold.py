"""The yearly threshold: what the visit adds, and which lines lie above."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding import CMS, Service, Session
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.claim.draft import Circumstances
from ptcoding.billing.claim.threshold import Standing, group_of, standing, threshold_findings
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.billing.visit.session import Discipline
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.modifier import Threshold
from ptcoding.facts.source import Standing as Read
from ptcoding.finding import Finding, Severity

# The amounts as published, year by year; 2018 was not found in a source and is left out.
AMOUNTS = {2019: 2040, 2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}
AUTUMN = date(2026, 9, 15)
EXERCISE, MANUAL = "97110", "97140"
# National amounts of July 2026, conversion factor 33.4009: 97110 has .45 work, .41 practice expense and .01
# malpractice, so .87 x 33.4009 = 29.0588 in whole and (.45 + .205 + .01) x 33.4009 = 22.2116 from the second unit on.
FIRST, FURTHER = Decimal("29.06"), Decimal("22.21")


def stands(
    year_to_date: float, on: date = AUTUMN, discipline: Discipline = Discipline.PT, *lines: ClaimedUnits
) -> Standing | None:
    known = facts()
    return standing(discipline, year_to_date, on, lines, known.thresholds, known.rates)


def said(
    year_to_date: float, on: date = AUTUMN, discipline: Discipline = Discipline.PT, *lines: ClaimedUnits
) -> Finding:
    (finding,) = threshold_findings(stands(year_to_date, on, discipline, *lines), on, facts().thresholds, ())
    return finding


def written(year_to_date: float, *services: Service, on: date = AUTUMN, kx: tuple[str, ...] = ()) -> Claim:
    stated = dict.fromkeys(kx, ("KX",))
    return claim(Session(services, on, year_to_date=year_to_date), CMS, Circumstances(stated=stated))


def with_kx(found: Claim) -> list[str]:
    return [line.code for line in found.lines if "KX" in line.modifiers]


def kinds(found: Claim) -> list[str]:
    return [finding.kind for finding in found.findings if finding.kind.startswith("kx")]


def test_the_amounts_that_were_read_are_those_of_2019_to_2026() -> None:
    assert {year: row.amount for year, row in facts().thresholds.items()} == AMOUNTS


@pytest.mark.parametrize(("year", "amount"), AMOUNTS.items())
def test_every_line_of_a_visit_lies_above_from_the_amount_on(year: int, amount: int) -> None:
    on, unit = date(year, 7, 1), ClaimedUnits("97799", 1)
    assert said(amount, on, Discipline.PT, unit).kind == "kx_needed"
    assert said(amount + 0.01, on, Discipline.PT, unit).kind == "kx_needed"
    # Without anything that has an amount, a visit adds nothing that is known.
    assert said(amount - 0.01, on).kind == "kx_not_needed"


@pytest.mark.parametrize(("year", "amount"), list(AMOUNTS.items())[1:])
def test_the_amount_changes_on_new_years_day(year: int, amount: int) -> None:
    before, after = date(year - 1, 12, 31), date(year, 1, 1)
    # Every amount is higher than the one before, so the last amount alone no longer reaches the new one.
    last = AMOUNTS[year - 1]
    assert [said(last, before).kind, said(last, after).kind, said(amount, after).kind] == [
        "kx_needed",
        "kx_not_needed",
        "kx_needed",
    ]


@pytest.mark.parametrize("on", [date(2018, 12, 31), date(2999, 1, 1), date(1999, 1, 1)])
@pytest.mark.parametrize("year_to_date", [0, 2_480, 1_000_000])
def test_for_a_year_that_was_not_read_nothing_is_guessed(on: date, year_to_date: float) -> None:
    assert stands(year_to_date, on) is None
    assert said(year_to_date, on).kind == "kx_year"
    assert message(said(year_to_date, on)).startswith(f"We can't say whether KX is needed in {on.year}: ")


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
    assert f"charges for {group} are $2,480.00" in message(said(2480, date(2026, 3, 2), discipline))


def test_a_charge_at_the_threshold_is_told_with_both_amounts_and_no_cap() -> None:
    finding = said(2480, date(2026, 3, 2))
    assert (finding.kind, finding.severity) == ("kx_needed", Severity.WARNING)
    assert message(finding).startswith(
        "KX belongs on the lines: the year's charges for PT and SLP together are $2,480.00, "
        "and the 2026 threshold is $2,480."
    )
    assert "there has been no cap since 2018" in message(finding)


def test_a_visit_that_only_reaches_the_threshold_needs_none_and_one_cent_more_does() -> None:
    # 2,480.00 - 29.06 = 2,450.94.
    at, across = (written(charges, Service(EXERCISE, 15)) for charges in (2450.94, 2450.95))
    assert (with_kx(at), kinds(at)) == ([], ["kx_not_needed"])
    assert (with_kx(across), kinds(across)) == ([EXERCISE], ["kx_crossing"])
    assert at.standing is not None
    assert (at.standing.visit, at.standing.after) == (FIRST, Decimal("2480.00"))


def test_an_hour_is_priced_with_the_reduction_before_it_is_added() -> None:
    # 29.06 + 3 x 22.21 = 95.69, and 2,480.00 - 95.69 = 2,384.31.
    assert with_kx(written(2384.31, Service(EXERCISE, 60))) == []
    assert with_kx(written(2384.32, Service(EXERCISE, 60))) == [EXERCISE]
    found = written(2450, Service(EXERCISE, 60))
    assert found.standing is not None
    assert found.standing.visit == FIRST + 3 * FURTHER == Decimal("95.69")


def test_only_the_lines_that_pass_the_amount_or_lie_above_it_carry_kx() -> None:
    # 97110 first: 29.06 of 2,440.00 leaves 10.94, which the first unit of 97140 passes.
    services = (Service(EXERCISE, 15), Service(MANUAL, 15), Service("97530", 15))
    found = written(2440, *services)
    assert with_kx(found) == [MANUAL, "97530"]
    assert kinds(found) == ["kx_crossing"]


def test_far_below_the_amount_no_line_carries_kx() -> None:
    found = written(100, Service(EXERCISE, 60))
    assert (with_kx(found), kinds(found)) == ([], ["kx_not_needed"])
    assert "which adds $95.69" in message(next(one for one in found.findings if one.kind == "kx_not_needed"))


def test_kx_stated_on_a_visit_that_passes_the_amount_is_not_early() -> None:
    services = (Service(EXERCISE, 15), Service(MANUAL, 15))
    found = written(2440, *services, kx=(EXERCISE,))
    assert (with_kx(found), kinds(found)) == ([EXERCISE, MANUAL], ["kx_crossing"])


def test_kx_stated_far_below_is_early() -> None:
    found = written(100, Service(EXERCISE, 15), kx=(EXERCISE,))
    assert kinds(found) == ["kx_early"]
    assert "called abusive" in message(next(one for one in found.findings if one.kind == "kx_early"))


@pytest.mark.parametrize(
    ("charges", "kind"), [(100.0, "kx_not_needed"), (2229.0, "kx_unpriced"), (2230.0, "kx_needed")]
)
def test_without_a_fee_schedule_of_the_year_a_visit_near_the_amount_is_not_cleared(charges: float, kind: str) -> None:
    """No schedule of 2023 was read, and the amount was $2,230."""
    found = written(charges, Service(EXERCISE, 15), on=date(2023, 6, 1))
    assert kinds(found) == [kind]
    assert with_kx(found) == ([EXERCISE] if kind == "kx_needed" else [])


def test_occupational_therapy_is_told_of_its_own_amount() -> None:
    session = Session((Service("97535", 30),), AUTUMN, Discipline.OT, year_to_date=2470)
    found = claim(session, CMS)
    assert [line.modifiers for line in found.lines] == [("GO", "KX")]
    assert "charges for OT are" in message(next(one for one in found.findings if one.kind == "kx_crossing"))


def test_another_payers_claim_has_no_threshold() -> None:
    found = claim(Session((Service(EXERCISE, 60),), AUTUMN, payer="uhc", year_to_date=2470), CMS)
    assert found.standing is None
    assert with_kx(found) == []


@pytest.mark.parametrize(("year", "amount"), AMOUNTS.items())
def test_a_threshold_is_told_with_its_own_source(year: int, amount: int) -> None:
    assert said(amount, date(year, 5, 5)).source in facts().thresholds[year].sources


def test_another_table_can_be_passed() -> None:
    rows = {
        year: Threshold(year, amount, sources=("cpm5-10.3",), checked=date(2026, 11, 21), standing=Read.COPY)
        for year, amount in ((2030, 10), (2031, 20), (2032, 30))
    }
    found = [standing(Discipline.PT, 20, date(year, 6, 1), (), rows, facts().rates) for year in range(2029, 2034)]
    assert [one and one.threshold.amount for one in found] == [None, 10, 20, 30, None]
    (finding,) = threshold_findings(None, date(2033, 1, 1), rows, ())
    assert (finding.values["first"], finding.values["last"]) == (2030, 2032)


@given(st.floats(0, 1e6), st.dates(), st.sampled_from(Discipline), st.integers(0, 8))
def test_the_threshold_is_always_told_in_one_sentence_with_a_source(
    year_to_date: float, on: date, discipline: Discipline, units: int
) -> None:
    finding = said(year_to_date, on, discipline, ClaimedUnits(EXERCISE, units))
    assert "{" not in message(finding)
    assert finding.source in facts().sources


@given(st.integers(0, 300_000), st.integers(1, 20), st.integers(1, 20))
def test_more_units_or_charges_never_take_kx_away(hundredths: int, units: int, more: int) -> None:
    few = stands(hundredths / 100, AUTUMN, Discipline.PT, ClaimedUnits(EXERCISE, units))
    many = stands(hundredths / 100 + more, AUTUMN, Discipline.PT, ClaimedUnits(EXERCISE, units + more))
    assert few is not None
    assert many is not None
    assert set(few.above) <= set(many.above)
