"""The payment illustration: amounts, the reduction for further units, and what is left out."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding import CMS, Session
from ptcoding.billing.claim.claim import claim
from ptcoding.billing.pay.payment import Payment, difference, difference_finding, price
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.errors import InputError, UnknownKeyError
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.schedule import Proposal, Rates, RelativeValues
from ptcoding.facts.source import Standing

YEARS = (2024, 2025, 2026)


def allowed(payment: Payment) -> list[str]:
    return [str(unit.allowed) for unit in payment.units]


def kinds(payment: Payment) -> list[str]:
    return [finding.kind for finding in payment.findings]


def only(payment: Payment, kind: str) -> str:
    return next(message(finding) for finding in payment.findings if finding.kind == kind)


def small(rvu: dict[str, tuple[str, str, str]], **changes: object) -> Rates:
    """A fee schedule of a few rows, one dollar for one relative value unit."""
    values = {code: RelativeValues(*map(Decimal, parts)) for code, parts in rvu.items()}
    schedule = replace(facts().rates.schedules[2024], conversion_factor=Decimal(1), rvu=MappingProxyType(values))
    return replace(facts().rates, schedules={2024: replace(schedule, **changes)})


# The July 2024 values at 33.2875: the whole, and the same with half of the practice expense.
@pytest.mark.parametrize(
    ("code", "first", "later"),
    [
        ("97110", "29.29", "22.30"),  # .88 and .67
        ("97530", "36.62", "25.80"),  # 1.10 and .775
        ("97112", "33.62", "25.30"),  # 1.01 and .76
        ("97140", "26.96", "20.80"),  # .81 and .625
    ],
)
def test_the_first_unit_is_whole_and_later_ones_lose_half_of_their_practice_expense(
    code: str, first: str, later: str
) -> None:
    payment = price([ClaimedUnits(code, 3)], 2024, facts().rates)
    assert allowed(payment) == [first, later, later]
    assert [unit.halved for unit in payment.units] == [False, True, True]
    assert [unit.nth for unit in payment.units] == [1, 2, 3]
    assert [str(unit.full) for unit in payment.units] == [first] * 3


@pytest.mark.parametrize(
    ("code", "dollars"),
    [
        ("97110", "29.06"),
        ("97112", "32.73"),
        ("97116", "29.06"),
        ("97140", "27.72"),
        ("97530", "35.07"),
        ("97161", "97.86"),
        ("97162", "97.86"),
        ("97163", "97.86"),
    ],
)
def test_a_single_unit_of_2026(code: str, dollars: str) -> None:
    assert allowed(price([ClaimedUnits(code, 1)], 2026, facts().rates)) == [dollars]


# Totals as the published files print them beside the parts.
TOTALS_2024 = """
97035 .42  97110 .88  97112 1.01  97113 1.10  97116 .88  97124 .91  97140 .81  97150 .54  97161 3.01
97162 3.01  97163 3.01  97164 2.09  97165 3.04  97166 3.04  97167 3.04  97168 2.10  97530 1.10  97535 .98
97750 1.02  G0283 .35
97012 .42  97016 .35  97018 .17  97022 .51  97024 .22  97026 .20  97028 .25  97032 .43  97033 .58
97034 .42  97036 1.05  97533 1.87  97537 .95  97542 .95  97755 1.15  97760 1.43  97761 1.25  97763 1.57
20560 .77  20561 1.11  90901 1.23  92507 2.29  92508 .73  92521 3.99  92522 3.34  92523 6.84  92524 3.29
92526 2.54  92610 2.56  95852 .54  95992 1.27  G0281 .35  G0329 .32
90912 2.42  90913 .96  92607 3.72  92608 1.46  96105 2.88  96125 3.07  97129 .67  97130 .64  97550 1.59
97551 .79  97552 .67
"""
TOTALS_2025 = """
97012 .44  97016 .36  97018 .19  97022 .48  97024 .22  97026 .21  97028 .25  97032 .44  97033 .58
97034 .42  97035 .43  97036 1.06  97110 .89  97112 .99  97113 1.13  97116 .89  97124 .92  97140 .84
97150 .54  97161 3.03  97162 3.03  97163 3.03  97164 2.09  97165 3.11  97166 3.11  97167 3.11  97168 2.15
97530 1.07  97533 1.87  97535 .99  97537 .98  97542 .95  97750 1.03  97755 1.16  97760 1.42  97761 1.25
97763 1.55  G0283 .38
"""
TOTALS_2026 = """
97012 .43  97016 .36  97018 .18  97022 .47  97024 .22  97026 .20  97028 .25  97032 .44  97033 .57
97034 .42  97035 .43  97036 1.04  97110 .87  97112 .98  97113 1.11  97116 .87  97124 .89  97140 .83
97150 .54  97161 2.93  97162 2.93  97163 2.93  97164 2.02  97165 3.01  97166 3.01  97167 3.01  97168 2.05
97530 1.05  97533 1.82  97535 .97  97537 .96  97542 .93  97750 1.01  97755 1.13  97760 1.38  97761 1.21
97763 1.50  G0283 .38
20560 .74  20561 1.14  92507 2.28  92508 .72  92521 3.99  92522 3.35  92523 6.78  92524 3.28  92526 2.52
92610 2.54  95852 .64  95992 1.22
"""


@pytest.mark.parametrize(("year", "totals"), [(2024, TOTALS_2024), (2025, TOTALS_2025), (2026, TOTALS_2026)])
def test_the_parts_of_every_code_add_up_to_the_published_total(year: int, totals: str) -> None:
    words = totals.split()
    expected = {code: Decimal(total) for code, total in zip(words[::2], words[1::2], strict=True)}
    found = {
        code: parts.work + parts.practice + parts.malpractice
        for code, parts in facts().rates.schedules[year].rvu.items()
    }
    assert found == expected


@pytest.mark.parametrize(("year", "factor"), [(2024, "33.2875"), (2025, "32.3465"), (2026, "33.4009")])
def test_conversion_factors(year: int, factor: str) -> None:
    assert facts().rates.schedules[year].conversion_factor == Decimal(factor)


@pytest.mark.parametrize(
    ("on", "dollars", "told"),
    [
        # .45 + .42 + .01 = .88; at 32.7442 it is 28.8149, at 33.2875 it is 29.293.
        (date(2024, 1, 1), "28.81", True),
        (date(2024, 3, 8), "28.81", True),
        (date(2024, 3, 9), "29.29", True),
        (date(2024, 6, 30), "29.29", True),
        (date(2024, 7, 1), "29.29", False),
        (date(2024, 12, 31), "29.29", False),
        # A day of another year is not priced by this one.
        (date(2023, 12, 31), "29.29", False),
        (None, "29.29", False),
    ],
)
def test_a_visit_is_priced_by_its_own_day_within_the_year(on: date | None, dollars: str, told: bool) -> None:
    payment = price([ClaimedUnits("97110", 1)], 2024, facts().rates, on=on)
    assert allowed(payment) == [dollars]
    assert ("payment_release" in kinds(payment)) is told
    assert ("asco-factor-2024" in payment.sources) is (dollars == "28.81")


def test_a_visit_before_the_release_is_told_which_was_read() -> None:
    said = only(price([ClaimedUnits("97110", 1)], 2026, facts().rates, on=date(2026, 6, 30)), "payment_release")
    assert "July 2026" in said
    assert "since July 1, 2026" in said
    assert "33.4009" in said
    assert "payment_release" not in kinds(price([ClaimedUnits("97110", 1)], 2026, facts().rates, on=date(2026, 7, 1)))


def test_the_threshold_too_is_priced_by_the_day() -> None:
    """$2,330 in 2024: 2,301.00 + 28.81 = 2,329.81 stays below on March 8; + 29.29 = 2,330.29 passes on March 9."""
    visit = {on: Session.of({"97110": 15}, on) for on in (date(2024, 3, 8), date(2024, 3, 9))}
    lines = {on: claim(replace(one, year_to_date=2301.0), CMS).lines[0].modifiers for on, one in visit.items()}
    assert list(lines.values()) == [("GP",), ("GP", "KX")]


def test_a_mixed_visit() -> None:
    """97530 has the highest practice expense (.65), so its first unit is whole, wherever it stands on the claim.

    97110 twice: (.45 + .21 + .01) × 33.2875 = 22.302625 -> 22.30 each
    97530 first: 1.10 × 33.2875 = 36.61625 -> 36.62; second: (.44 + .325 + .01) × 33.2875 = 25.7978 -> 25.80
    97140: (.43 + .185 + .01) × 33.2875 = 20.8047 -> 20.80
    22.30 + 22.30 + 36.62 + 25.80 + 20.80 = 127.82
    """
    payment = price([ClaimedUnits("97110", 2), ClaimedUnits("97530", 2), ClaimedUnits("97140", 1)], 2024, facts().rates)
    assert allowed(payment) == ["22.30", "22.30", "36.62", "25.80", "20.80"]
    assert payment.total == Decimal("127.82")
    # Whole: 2 × 29.29 + 2 × 36.62 + 26.96 = 158.78, and 158.78 - 127.82 = 30.96.
    assert "4 here, $30.96 less" in only(payment, "payment_mppr")


def test_an_untimed_code_takes_part_in_the_reduction() -> None:
    # 97161 of 2026: practice expense 1.38 is the highest, so 97110 is halved: (.45 + .205 + .01) × 33.4009 = 22.2116.
    assert allowed(price([ClaimedUnits("97110", 1), ClaimedUnits("97161", 1)], 2026, facts().rates)) == [
        "22.21",
        "97.86",
    ]


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        (
            2024,
            {
                *("20560", "20561", "90901", "90912", "90913", "92608", "92610", "95852", "95992", "96105"),
                *("97129", "97130", "97550", "97551", "97552"),
            },
        ),
        (2025, set()),
        (2026, {"20560", "20561", "92610", "95852", "95992"}),
    ],
)
def test_what_is_no_always_therapy_code_lies_outside_the_reduction(year: int, codes: set[str]) -> None:
    """Indicator 0 in the July files: needling, biofeedback, cognitive work, caregivers, hand range, crystals."""
    assert facts().rates.schedules[year].outside_mppr == codes


def test_speech_treatment_takes_part_in_the_reduction_and_repositioning_does_not() -> None:
    """2026: 92507 whole 2.28 × 33.4009 = 76.154 -> 76.15; 97110 halved 22.21; 95992 1.22 × 33.4009 = 40.749 -> 40.75.

    92507 has the highest practice expense of those that rank (.97 against .41). Two units of 95992 stay whole.
    """
    day = [ClaimedUnits("92507", 1), ClaimedUnits("97110", 1), ClaimedUnits("95992", 2)]
    payment = price(day, 2026, facts().rates)
    assert allowed(payment) == ["76.15", "22.21", "40.75", "40.75"]
    assert [unit.halved for unit in payment.units] == [False, True, False, False]


def test_needling_alone_does_not_take_the_first_place_from_exercise() -> None:
    # 2026: 20561 1.14 × 33.4009 = 38.077 -> 38.08; 97110 stays whole beside it.
    assert allowed(price([ClaimedUnits("20561", 1), ClaimedUnits("97110", 1)], 2026, facts().rates)) == [
        "38.08",
        "29.06",
    ]


def test_a_year_that_was_only_proposed_is_named_and_never_priced() -> None:
    assert str(facts().rates.proposals[2027].conversion_factor) == "32.8409"
    assert set(facts().rates.proposals).isdisjoint(facts().rates.schedules)
    with pytest.raises(UnknownKeyError) as error:
        price([ClaimedUnits("97110", 1)], 2027, facts().rates)
    expected = error.value.problems[0].expected
    assert "Amounts of 2027 are not known." in expected
    assert "proposed 32.8409 dollars" in expected
    with pytest.raises(UnknownKeyError) as other:
        price([ClaimedUnits("97110", 1)], 2028, facts().rates)
    assert other.value.problems[0].expected == "a year of the data: 2024, 2025, 2026"


def test_of_equal_practice_expense_the_higher_fee_stays_whole() -> None:
    table = small({"A": ("0.40", "0.50", "0.01"), "B": ("0.45", "0.50", "0.01")})
    payment = price([ClaimedUnits("A", 1), ClaimedUnits("B", 1)], 2024, table)
    # A: .40 + .25 + .01 = .66; B whole: .96
    assert allowed(payment) == ["0.66", "0.96"]


def test_of_equal_units_the_first_on_the_claim_stays_whole() -> None:
    payment = price([ClaimedUnits("97110", 1), ClaimedUnits("97116", 1)], 2024, facts().rates)
    assert allowed(payment) == ["29.29", "22.30"]


def test_units_on_two_lines_of_one_code_are_counted_on() -> None:
    payment = price([ClaimedUnits("97110", 1), ClaimedUnits("97110", 1, 1)], 2024, facts().rates)
    assert [(unit.line, unit.nth, unit.assistant) for unit in payment.units] == [(0, 1, False), (1, 2, True)]


def test_a_code_outside_the_reduction_is_neither_halved_nor_ranked() -> None:
    table = small({"A": ("1", "9", "0"), "B": ("1", "4", "0")}, outside_mppr=frozenset({"A"}))
    assert allowed(price([ClaimedUnits("A", 2), ClaimedUnits("B", 2)], 2024, table)) == [
        "10.00", "10.00", "5.00", "3.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "expected"), [(date(2013, 3, 31), ["10.00", "10.00"]), (date(2013, 4, 1), ["10.00", "6.00"])]
)
def test_the_reduction_by_half_begins_on_1_april_2013(since: date, expected: list[str]) -> None:
    table = small({"A": ("2", "8", "0")}, since=since)
    assert allowed(price([ClaimedUnits("A", 2)], 2024, table)) == expected


@pytest.mark.parametrize(("since", "said"), [(date(2021, 12, 31), False), (date(2022, 1, 1), True)])
def test_the_share_for_assistants_begins_on_1_january_2022(since: date, said: bool) -> None:
    table = small({"A": ("2", "8", "0")}, since=since)
    assert ("payment_assistant" in kinds(price([ClaimedUnits("A", 1, 1)], 2024, table))) is said


def test_an_assistant_changes_what_medicare_pays_and_not_what_is_allowed() -> None:
    """100.00 allowed: the patient owes 20.00; of Medicare's 80.00, 85% is 68.00; 88.00 in all, hence "88%"."""
    payment = price([ClaimedUnits("A", 1, 1)], 2024, small({"A": ("20", "80", "0")}))
    assert allowed(payment) == ["100.00"]
    said = only(payment, "payment_assistant")
    for words in ("stays $100.00", "of $80.00 it pays $68.00", "still owes $20.00", "is 88% of", "the rule says 85%"):
        assert words in said


def test_the_assistants_units_are_the_last_of_their_line() -> None:
    payment = price([ClaimedUnits("97110", 3, 1)], 2024, facts().rates)
    assert [unit.assistant for unit in payment.units] == [False, False, True]


def test_half_a_cent_is_rounded_up() -> None:
    # .005 + .010 + .010 = .025 -> .03
    assert allowed(price([ClaimedUnits("A", 1)], 2024, small({"A": ("0.005", "0.01", "0.01")}))) == ["0.03"]


def test_a_code_without_an_amount_is_named_and_left_out() -> None:
    payment = price([ClaimedUnits("97110", 1), ClaimedUnits("97010", 1)], 2026, facts().rates)
    assert payment.missing == ("97010",)
    assert payment.total == Decimal("29.06")
    assert "97010" in only(payment, "payment_missing")


def test_a_line_of_no_units_is_not_missing() -> None:
    payment = price([ClaimedUnits("97010", 0)], 2026, facts().rates)
    assert (payment.missing, payment.units, payment.total) == ((), (), Decimal(0))


def test_an_amount_without_parts_is_left_whole_and_said_to_be() -> None:
    table = small({"B": ("1", "4", "0")}, amounts={"A": Decimal("50.005")})
    payment = price([ClaimedUnits("A", 2), ClaimedUnits("B", 1)], 2024, table)
    assert allowed(payment) == ["50.01", "50.01", "5.00"]
    assert kinds(payment) == ["payment_no_parts"]
    assert payment.units[0].practice is None


@pytest.mark.parametrize("given_rate", ["31.50", Decimal("31.50"), 31.5])
def test_an_own_rate_is_taken_as_it_is(given_rate: object) -> None:
    payment = price(
        [ClaimedUnits("97110", 2), ClaimedUnits("97140", 1)], 2026, facts().rates, own={"97110": given_rate}
    )
    assert allowed(payment) == ["31.50", "31.50", "27.72"]
    assert kinds(payment) == ["payment_own"]


def test_an_own_rate_serves_a_code_that_the_schedule_lacks() -> None:
    assert price([ClaimedUnits("97010", 1)], 2026, facts().rates, own={"97010": 7}).total == Decimal("7.00")


@pytest.mark.parametrize("year", [2023, 2999, 0, -1, "2026", 2026.0, True, None, 10**400])
def test_an_unknown_year_is_refused_by_name(year: object) -> None:
    with pytest.raises(UnknownKeyError) as error:
        price([ClaimedUnits("97110", 1)], year, facts().rates)
    assert error.value.problems[0].field == "year"
    assert "2024, 2025, 2026" in str(error.value)


@pytest.mark.parametrize(
    "value", [-1, "-0.01", "abc", "", "NaN", "Infinity", "1e999999", float("nan"), True, None, [], 100_001, "१२x"]
)
def test_an_own_rate_that_is_no_amount_is_refused_by_field_and_value(value: object) -> None:
    with pytest.raises(InputError) as error:
        price([ClaimedUnits("97110", 1)], 2026, facts().rates, own={"97110": value, "97140": "20"})
    assert [problem.field for problem in error.value.problems] == ["own.97110"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (ClaimedUnits("97110", -1), "lines[0].units"),
        (ClaimedUnits("97110", 97), "lines[0].units"),
        (ClaimedUnits("97110", 1.5), "lines[0].units"),
        (ClaimedUnits("97110", True), "lines[0].units"),
        (ClaimedUnits("97110", 2, 3), "lines[0].assistant_units"),
        (ClaimedUnits("97110", 2, -1), "lines[0].assistant_units"),
    ],
)
def test_units_that_cannot_be_are_refused_by_field(line: ClaimedUnits, field: str) -> None:
    with pytest.raises(InputError) as error:
        price([line], 2026, facts().rates)
    assert [problem.field for problem in error.value.problems] == [field]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(InputError, match="at most 40 lines"):
        price([ClaimedUnits("97110", 1)] * 41, 2026, facts().rates)


def test_two_counts_differ_by_a_later_unit() -> None:
    three = price([ClaimedUnits("97110", 2), ClaimedUnits("97140", 1)], 2024, facts().rates)
    two = price([ClaimedUnits("97110", 2)], 2024, facts().rates)
    # 97110 has the higher practice expense, so the unit of 97140 is a later one.
    assert (difference(three, two), difference(two, three)) == (Decimal("20.80"), Decimal("-20.80"))
    assert difference_finding(two, three).source == "our-arithmetic"
    said = message(difference_finding(two, three))
    assert "$20.80" in said
    assert "The minutes and the note decide" in said


def test_equal_counts_differ_by_nothing() -> None:
    one = price([ClaimedUnits("97110", 1)], 2024, facts().rates)
    assert difference_finding(one, one).kind == "payment_no_difference"


def test_payments_of_two_years_are_not_compared() -> None:
    with pytest.raises(InputError, match="2024 and 2026"):
        difference(
            price([ClaimedUnits("97110", 1)], 2024, facts().rates),
            price([ClaimedUnits("97110", 1)], 2026, facts().rates),
        )


@pytest.mark.parametrize("year", YEARS)
def test_a_payment_says_its_year_and_how_it_was_read(year: int) -> None:
    payment = price([ClaimedUnits("97110", 2)], year, facts().rates)
    assert (payment.year, payment.standing) == (year, Standing.COPY)
    assert payment.sources[:2] == (f"pfs-rvu-{year}", "cpm5-10.7")
    assert str(year) in payment.release
    assert "locality" in payment.not_modelled


@pytest.mark.parametrize("year", YEARS)
def test_only_codes_of_the_table_have_rates(year: int) -> None:
    assert set(facts().rates.schedules[year].rvu) <= set(facts().codes)


@pytest.mark.parametrize("row", [*facts().rates.schedules.values(), *facts().rates.adjustments.values()])
def test_every_row_cites_a_source_of_the_data(row: object) -> None:
    assert row.sources
    assert set(row.sources) <= set(facts().sources)
    assert row.since is None or row.since <= row.checked


@pytest.mark.parametrize("row", facts().rates.proposals.values(), ids=lambda row: str(row.year))
def test_a_proposal_cites_a_source_and_says_what_was_not_read(row: Proposal) -> None:
    assert set(row.sources) <= set(facts().sources)
    assert "was not read" in row.text


lines = st.lists(
    st.tuples(st.sampled_from([*facts().rates.schedules[2026].rvu, "97010"]), st.integers(0, 6), st.integers(0, 6)).map(
        lambda drawn: ClaimedUnits(drawn[0], drawn[1], min(drawn[1:]))
    ),
    max_size=6,
)


@given(lines, st.sampled_from(YEARS), st.randoms(use_true_random=False))
def test_the_order_of_the_claim_does_not_move_the_total(
    claimed: list[ClaimedUnits], year: int, shuffler: random.Random
) -> None:
    shuffled = list(claimed)
    shuffler.shuffle(shuffled)
    assert price(claimed, year, facts().rates).total == price(shuffled, year, facts().rates).total


@given(lines, st.sampled_from(YEARS))
def test_one_unit_of_a_day_is_never_halved_and_all_others_are(claimed: list[ClaimedUnits], year: int) -> None:
    payment = price(claimed, year, facts().rates)
    ranked = [unit for unit in payment.units if unit.code not in facts().rates.schedules[year].outside_mppr]
    whole = [unit for unit in ranked if not unit.halved]
    assert len(whole) == min(1, len(ranked))
    highest = max((unit.practice * (2 if unit.halved else 1) for unit in ranked), default=Decimal(0))
    assert all(unit.practice == highest for unit in whole)
    assert not any(unit.halved for unit in payment.units if unit not in ranked)
    assert all(0 < unit.allowed <= unit.full for unit in payment.units)
    assert all(message(finding) for finding in payment.findings)
