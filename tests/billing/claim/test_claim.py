"""The lines of a claim: modifiers with their grounds, pointers, charges, and what a biller must know."""

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.claim.claim import Claim, claim, claim_of
from ptcoding.billing.claim.edits import edit_findings
from ptcoding.billing.claim.modifiers import BYPASS, PLAN
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Discipline, Giver, Service
from ptcoding.errors import UnknownKeyError
from ptcoding.explanation import message
from ptcoding.facts import Facts, facts, table
from ptcoding.finding import Finding, Severity
from tests.strategies import rules as some_rules
from tests.strategies import sessions

NOW = date(2026, 3, 2)
LAST_OF_2019, FIRST_OF_2020 = date(2019, 12, 31), date(2020, 1, 1)
# The one day of which every row of the 2024 file is known.
JULY = date(2024, 7, 1)
AMOUNTS = {2019: 2040, 2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}
Minutes = Mapping[str, int]


def written(minutes: Minutes, on: date | None = NOW, stated: Mapping[str, tuple[str, ...]] | None = None) -> Claim:
    return claim(Session.of(minutes, on), CMS, Circumstances(stated=stated or {}))


def lines(found: Claim) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(line.code, line.units, line.modifiers) for line in found.lines]


def on_line(found: Claim, code: str) -> tuple[str, ...]:
    (line,) = [line for line in found.lines if line.code == code]
    return line.modifiers


def kinds(found: Claim) -> list[str]:
    return [finding.kind for finding in found.findings]


def only(found: Claim, kind: str) -> Finding:
    (finding,) = [finding for finding in found.findings if finding.kind == kind]
    return finding


# Plan of care


@pytest.mark.parametrize(
    ("discipline", "code", "modifier"),
    [(Discipline.PT, "97110", "GP"), (Discipline.OT, "97535", "GO"), (Discipline.SLP, "97533", "GN")],
)
def test_every_line_carries_the_modifier_of_its_plan(discipline: Discipline, code: str, modifier: str) -> None:
    """23 minutes of a timed code are two units; the compression pump is untimed and one."""
    session = Session((Service(code, 23), Service("97016", 10)), NOW, discipline)
    assert [line.modifiers for line in claim(session, CMS).lines] == [(modifier,), (modifier,)]


def test_another_payer_is_shown_the_modifier_of_the_plan_too() -> None:
    session = Session((Service("97110", 33),), NOW, payer="anthem")
    assert lines(claim(session, CMS)) == [("97110", 2, ("GP",))]


# Units and lines


def test_thirty_three_and_seven_are_two_lines_under_medicare_and_one_under_the_ama_rule() -> None:
    """33 + 7 = 40 make 3 units; alone, 33 make 2 and 7 none."""
    session = Session.of({"97110": 33, "97140": 7}, NOW)
    assert lines(claim(session, CMS)) == [("97110", 2, ("GP",)), ("97140", 1, ("GP",))]
    assert lines(claim(session, AMA)) == [("97110", 2, ("GP",))]


def test_a_code_without_a_unit_is_not_on_the_claim() -> None:
    """The manual's fourth example: 49 minutes make 3, and the 8 minutes of ultrasound earn none."""
    found = written({"97110": 18, "97140": 13, "97116": 10, "97035": 8})
    assert [line.code for line in found.lines] == ["97110", "97140", "97116"]
    assert found.allocation.units["97035"] == 0


def test_a_visit_that_earns_nothing_has_no_lines() -> None:
    found = written({"97110": 7})
    assert found.lines == ()
    assert found.findings


def test_an_untimed_code_is_one_unit_without_minutes() -> None:
    found = written({"97161": 45, "97110": 15})
    assert [(line.code, line.units, line.minutes) for line in found.lines] == [("97161", 1, 0), ("97110", 1, 15)]


def test_a_line_names_the_minutes_and_services_behind_it() -> None:
    session = Session((Service("97110", 10), Service("97140", 20), Service("97110", 13)), NOW)
    # 10 + 13 = 23 of exercise and 20 of manual work: 43 make 3 units, 97110 one whole and 8 over, 97140 one and 5.
    assert [(line.code, line.units, line.minutes, line.services) for line in claim(session, CMS).lines] == [
        ("97110", 2, 23, (0, 2)),
        ("97140", 1, 20, (1,)),
    ]


def test_the_clinicians_choice_in_a_tie_is_carried_to_the_claim() -> None:
    """20 + 20 = 40 make 3 units, and both have 5 minutes left over."""
    allocation = allocate(Session.of({"97112": 20, "97110": 20}, NOW), CMS)
    assert lines(claim_of(allocation)) == [("97112", 2, ("GP",)), ("97110", 1, ("GP",))]
    assert lines(claim_of(allocation.choose(["97110"]))) == [("97112", 1, ("GP",)), ("97110", 2, ("GP",))]


def test_a_chosen_code_that_gets_nothing_else_leaves_the_others_off_the_claim() -> None:
    """7 + 7 + 7 = 21 make 1 unit, to any one of the three."""
    allocation = allocate(Session.of({"97112": 7, "97110": 7, "97140": 7}, NOW), CMS)
    assert lines(claim_of(allocation.choose(["97140"]))) == [("97140", 1, ("GP",))]


# Pointers and charges


@pytest.mark.parametrize(("count", "pointers"), [(0, ""), (1, "A"), (3, "ABC"), (4, "ABCD"), (5, "ABCD"), (12, "ABCD")])
def test_a_line_points_to_four_diagnoses_at_most(count: int, pointers: str) -> None:
    found = claim(Session.of({"97110": 33}, NOW), CMS, Circumstances(diagnoses=("M17.11",) * count))
    assert [line.pointers for line in found.lines] == [pointers]


def test_a_charge_is_for_a_unit_and_a_line_multiplies_it() -> None:
    """2 x 60.50 = 121.00; nothing was entered for the other code."""
    around = Circumstances(charges={"97110": Decimal("60.50")})
    found = claim(Session.of({"97110": 33, "97140": 7}, NOW), CMS, around)
    assert [line.charge for line in found.lines] == [Decimal("121.00"), None]


def test_a_charge_of_nothing_is_a_charge() -> None:
    found = claim(Session.of({"97110": 33}, NOW), CMS, Circumstances(charges={"97110": Decimal(0)}))
    assert [line.charge for line in found.lines] == [Decimal(0)]


def test_two_lines_of_one_code_divide_its_charge() -> None:
    """15 + 15 = 30 make 2 units, one of them the assistant's: 60 each."""
    session = Session((Service("97110", 15, by=Giver.ASSISTANT), Service("97110", 15)), NOW)
    found = claim(session, CMS, Circumstances(charges={"97110": Decimal(60)}))
    assert [(line.units, line.charge) for line in found.lines] == [(1, Decimal(60)), (1, Decimal(60))]


# KX


@pytest.mark.parametrize(("year", "amount"), AMOUNTS.items())
@pytest.mark.parametrize("discipline", Discipline)
def test_kx_stands_on_every_line_from_the_amount_of_the_year_on(year: int, amount: int, discipline: Discipline) -> None:
    def shown(charges: float) -> list[tuple[str, ...]]:
        services = (Service("97535", 15), Service("97533", 15))
        session = Session(services, date(year, 6, 15), discipline, "medicare", charges)
        return [line.modifiers for line in claim(session, CMS).lines]

    plan = PLAN[discipline]
    assert shown(amount - 300) == [(plan,)] * 2
    assert shown(amount) == [(plan, "KX")] * 2
    assert shown(amount + 0.01) == [(plan, "KX")] * 2


@pytest.mark.parametrize(("year", "amount"), list(AMOUNTS.items())[:-1])
def test_the_amount_of_a_year_ends_with_its_last_day(year: int, amount: int) -> None:
    def shown(on: date) -> tuple[str, ...]:
        return on_line(claim(Session((Service("97110", 15),), on, year_to_date=amount), CMS), "97110")

    assert shown(date(year, 12, 31)) == ("GP", "KX")
    assert shown(date(year + 1, 1, 1)) == ("GP",)


@pytest.mark.parametrize("on", [date(2018, 12, 31), date(2999, 1, 1)])
def test_no_kx_is_guessed_for_a_year_that_was_not_read(on: date) -> None:
    found = claim(Session((Service("97110", 15),), on, year_to_date=5000), CMS)
    assert on_line(found, "97110") == ("GP",)
    assert "kx_year" in kinds(found)
    assert not {"kx_needed", "kx_not_needed"} & set(kinds(found))


def test_a_stated_kx_stands_on_its_line_below_the_threshold_and_is_not_told_to_be_absent() -> None:
    found = written({"97110": 33, "97140": 7}, NOW, {"97110": ("KX",)})
    assert on_line(found, "97110") == ("GP", "KX")
    assert on_line(found, "97140") == ("GP",)
    assert not [finding for finding in found.findings if message(finding).startswith("No KX")]


def test_a_stated_kx_above_the_threshold_stands_once() -> None:
    session = Session((Service("97110", 15),), NOW, year_to_date=2480)
    assert on_line(claim(session, CMS, Circumstances(stated={"97110": ("KX",)})), "97110") == ("GP", "KX")


# The bypass of an edit

GAIT, ACTIVITIES, MANUAL = "97116", "97530", "97140"


@pytest.mark.parametrize("ground", BYPASS)
def test_a_stated_ground_stands_where_an_active_edit_denies_the_code(ground: str) -> None:
    """20 + 16 = 36 make 2. 97530 is column 1, 97116 column 2, indicator 1, until the end of 2019."""
    found = written({ACTIVITIES: 20, GAIT: 16}, LAST_OF_2019, {GAIT: (ground,)})
    assert lines(found) == [(ACTIVITIES, 1, ("GP",)), (GAIT, 1, ("GP", ground))]
    assert only(found, "edit_bypass").codes == (ACTIVITIES, GAIT)
    assert "nothing_to_bypass" not in kinds(found)


def test_without_a_stated_ground_no_modifier_is_added() -> None:
    found = written({ACTIVITIES: 20, GAIT: 16}, LAST_OF_2019)
    assert lines(found) == [(ACTIVITIES, 1, ("GP",)), (GAIT, 1, ("GP",))]
    assert "edit_bypass" in kinds(found)


def test_a_ground_on_column_1_stands_since_july_2019_and_is_said_to_be_unusual() -> None:
    """The edit of 97530 over 97116 was in force on both days; before July 1, 2019 column 2 alone was read."""
    before = written({ACTIVITIES: 20, GAIT: 16}, date(2019, 6, 30), {ACTIVITIES: ("59",)})
    assert lines(before) == [(ACTIVITIES, 1, ("GP",)), (GAIT, 1, ("GP",))]
    assert only(before, "bypass_column2_only").codes == (ACTIVITIES,)
    assert message(only(before, "bypass_column2_only")).startswith(
        "59 was left off 97530, which is column 1 beside 97116"
    )
    since = written({ACTIVITIES: 20, GAIT: 16}, date(2019, 7, 1), {ACTIVITIES: ("59",)})
    assert lines(since) == [(ACTIVITIES, 1, ("GP", "59")), (GAIT, 1, ("GP",))]
    assert only(since, "bypass_column1").severity is Severity.NOTE
    assert "column 2 is customary" in message(only(since, "bypass_column1"))
    assert only(since, "bypass_column1").source == "aapc-either-column"
    assert "nothing_to_bypass" not in kinds(before) + kinds(since)


@pytest.mark.parametrize("ground", BYPASS)
def test_every_ground_is_taken_on_either_code(ground: str) -> None:
    found = written({ACTIVITIES: 20, GAIT: 16}, LAST_OF_2019, {ACTIVITIES: (ground,)})
    assert on_line(found, ACTIVITIES) == ("GP", ground)


def test_on_column_2_nothing_more_is_said() -> None:
    found = written({ACTIVITIES: 20, GAIT: 16}, LAST_OF_2019, {GAIT: ("59",)})
    assert not [kind for kind in kinds(found) if kind.startswith("bypass")]


def test_the_order_of_entry_does_not_move_the_ground() -> None:
    found = written({GAIT: 16, ACTIVITIES: 20}, date(2019, 6, 30), {GAIT: ("59",), ACTIVITIES: ("59",)})
    assert lines(found) == [(GAIT, 1, ("GP", "59")), (ACTIVITIES, 1, ("GP",))]


@pytest.mark.parametrize(
    ("column1", "column2"),
    [("97530", "97116"), ("97140", "97530")],
)
def test_an_edit_denies_on_its_last_day_and_not_on_the_day_after(column1: str, column2: str) -> None:
    last = written({column1: 20, column2: 16}, LAST_OF_2019, {column2: ("59",)})
    after = written({column1: 20, column2: 16}, FIRST_OF_2020, {column2: ("59",)})
    assert on_line(last, column2) == ("GP", "59")
    assert on_line(after, column2) == ("GP",)
    assert only(after, "nothing_to_bypass").severity is Severity.WARNING
    assert "edit_none" in kinds(after)


def test_a_ground_on_a_pair_that_was_not_read_for_the_day_stays_with_a_warning() -> None:
    """97150 with 97110 is known for July 1, 2024 alone."""
    stated = {"97110": ("59",)}
    assert on_line(written({"97150": 20, "97110": 15}, JULY, stated), "97110") == ("GP", "59")
    later = written({"97150": 20, "97110": 15}, JULY + timedelta(days=1), stated)
    assert on_line(later, "97110") == ("GP", "59")
    assert "edit_unchecked" in kinds(later)
    assert "nothing_to_bypass" not in kinds(later)
    warned = only(later, "bypass_unchecked")
    assert warned.severity is Severity.WARNING
    assert message(warned).startswith(
        "59 stays on 97110 as stated: we didn't read whether an edit pairs 97110 with 97150 on July 2, 2024"
    )


def test_a_ground_stays_where_no_row_is_recorded_and_no_file_was_read() -> None:
    """97112 with 97535 had no edit on July 1, 2024; 2026 was not read."""
    assert on_line(written({"97112": 20, "97535": 20}, JULY, {"97535": ("59",)}), "97535") == ("GP",)
    found = written({"97112": 20, "97535": 20}, NOW, {"97535": ("59",)})
    assert on_line(found, "97535") == ("GP", "59")
    assert only(found, "bypass_unchecked").codes == ("97535",)


def test_a_ground_is_never_taken_off_because_medicare_has_no_edit_when_another_pays() -> None:
    """97140 with 97530 has had no edit of Medicare's since 2020."""
    session = Session((Service("97140", 15), Service("97530", 15)), NOW, payer="anthem")
    found = claim(session, CMS, Circumstances(stated={"97530": ("59",)}))
    assert on_line(found, "97530") == ("GP", "59")
    assert only(found, "bypass_other_payer").severity is Severity.WARNING
    assert "nothing_to_bypass" not in kinds(found)
    own = written({"97140": 15, "97530": 15}, NOW, {"97530": ("59",)})
    assert on_line(own, "97530") == ("GP",)


def test_the_pairs_that_were_not_looked_up_are_told_once_and_on_medicares_claims() -> None:
    minutes = {"97110": 20, "97535": 20, "97760": 20}
    told = only(written(minutes, NOW), "edit_unread")
    assert (told.severity, told.codes, told.lines) == (Severity.NOTE, ("97110", "97535", "97760"), (0, 1, 2))
    assert message(told).startswith("Not looked up for March 2, 2026: 97110 with 97535, 97535 with 97760.")
    assert "edit_unread" not in kinds(written({"97110": 20, "97535": 20}, JULY))
    other = Session(tuple(Service(code, spent) for code, spent in minutes.items()), NOW, payer="anthem")
    assert "edit_unread" not in kinds(claim(other, CMS))


@pytest.mark.parametrize("stated_on", ["97124", "97140"])
def test_no_modifier_lifts_an_edit_of_indicator_0(stated_on: str) -> None:
    """97140 is column 1 and 97124 column 2."""
    found = written({"97140": 20, "97124": 16}, JULY, {stated_on: ("59",)})
    assert lines(found) == [("97140", 1, ("GP",)), ("97124", 1, ("GP",))]
    assert only(found, "edit_never").severity is Severity.ERROR
    assert only(found, "nothing_to_bypass").codes == (stated_on,)


def test_two_evaluations_of_one_day_are_an_error() -> None:
    found = written({"97161": 30, "97163": 45}, NOW, {"97161": ("59",)})
    assert only(found, "edit_never").codes == ("97163", "97161")
    assert on_line(found, "97161") == ("GP",)


def test_a_code_without_a_unit_is_denied_by_nobody() -> None:
    """20 + 2 = 22 make 1 unit, to 97530; 97116 is not on the claim, so there is no pair."""
    found = written({ACTIVITIES: 20, GAIT: 2}, LAST_OF_2019, {GAIT: ("59",)})
    assert lines(found) == [(ACTIVITIES, 1, ("GP",))]
    assert "edit_bypass" not in kinds(found)


def test_59_stated_beside_an_x_modifier_is_told_as_saying_the_same() -> None:
    found = written({ACTIVITIES: 20, GAIT: 16}, LAST_OF_2019, {GAIT: ("59", "XU")})
    assert "bypass_twice" in kinds(found)
    assert "nothing_to_bypass" not in kinds(found)


@pytest.mark.parametrize("ground", ["XE", "XS", "XP", "XU"])
def test_the_x_modifiers_exist_from_2015_on(ground: str) -> None:
    """The edit of 97530 with 97116 was in force on both days."""
    before = written({ACTIVITIES: 20, GAIT: 16}, date(2014, 12, 31), {GAIT: (ground,)})
    since = written({ACTIVITIES: 20, GAIT: 16}, date(2015, 1, 1), {GAIT: (ground,)})
    assert on_line(since, GAIT) == ("GP", ground)
    assert on_line(before, GAIT) == ("GP",)


# The assistant


@pytest.mark.parametrize(("discipline", "plan", "modifier"), [(Discipline.PT, "GP", "CQ"), (Discipline.OT, "GO", "CO")])
def test_units_of_the_assistant_stand_on_a_line_of_their_own_beside_the_plan(
    discipline: Discipline, plan: str, modifier: str
) -> None:
    """23 by the assistant and 13 by the therapist of 97110, 30 of 97140: 66 minutes make 4, two and two."""
    services = (Service("97110", 23, by=Giver.ASSISTANT), Service("97110", 13), Service("97140", 30))
    found = claim(Session(services, NOW, discipline), CMS)
    assert lines(found) == [
        ("97110", 1, (plan,)),
        ("97110", 1, (plan, modifier)),
        ("97140", 2, (plan,)),
    ]
    assert [line.services for line in found.lines] == [(0, 1), (0, 1), (2,)]


def test_a_code_of_the_assistant_alone_is_one_line() -> None:
    session = Session((Service("97110", 30, by=Giver.ASSISTANT),), NOW)
    assert lines(claim(session, CMS)) == [("97110", 2, ("GP", "CQ"))]


def test_minutes_together_call_for_no_modifier() -> None:
    session = Session((Service("97110", 30, by=Giver.TOGETHER),), NOW)
    assert lines(claim(session, CMS)) == [("97110", 2, ("GP",))]


def test_the_assistants_modifier_begins_in_2020() -> None:
    def shown(on: date) -> list[tuple[str, int, tuple[str, ...]]]:
        return lines(claim(Session((Service("97110", 30, by=Giver.ASSISTANT),), on), CMS))

    assert shown(LAST_OF_2019) == [("97110", 2, ("GP",))]
    assert shown(FIRST_OF_2020) == [("97110", 2, ("GP", "CQ"))]


def test_the_choice_in_a_tie_moves_the_assistants_modifier() -> None:
    """20 + 20 = 40 make 3 and leave 5 each: 97112 is all the assistant's, 97110 all the therapist's."""
    session = Session((Service("97112", 20, by=Giver.ASSISTANT), Service("97110", 20)), NOW)
    allocation = allocate(session, CMS)
    assert lines(claim_of(allocation.choose(["97112"]))) == [("97112", 2, ("GP", "CQ")), ("97110", 1, ("GP",))]
    assert lines(claim_of(allocation.choose(["97110"]))) == [("97112", 1, ("GP", "CQ")), ("97110", 2, ("GP",))]


# Conflicts


@pytest.mark.parametrize(
    ("stated", "charges", "kind"),
    [
        (("GA", "KX"), 2480, "kx_with_ga"),
        (("KX", "GA"), 0, "kx_with_ga"),
        (("GA", "GZ"), 0, "notice_twice"),
        (("GA", "GY"), 0, "notice_twice"),
        (("GO",), 0, "plan_twice"),
    ],
)
def test_stated_modifiers_that_cannot_stand_together_are_told(
    stated: tuple[str, ...], charges: float, kind: str
) -> None:
    session = Session((Service("97110", 15),), NOW, year_to_date=charges)
    found = claim(session, CMS, Circumstances(stated={"97110": stated}))
    assert only(found, kind).severity is Severity.ERROR
    assert only(found, kind).codes == ("97110",)


@pytest.mark.parametrize("stated", ["GO", "GN", "CQ", "CO"])
def test_a_stated_modifier_is_never_dropped_without_a_word(stated: str) -> None:
    found = written({"97110": 15}, NOW, {"97110": (stated,)})
    told = any(stated in message(finding) and "97110" in finding.codes for finding in found.findings)
    assert told or stated in on_line(found, "97110")


def test_an_occupational_assistants_modifier_on_a_line_of_pt_stands_and_is_an_error() -> None:
    """Nothing of an occupational plan is on the line: dropped in silence, the conflict would never be seen."""
    around = Circumstances(stated=MappingProxyType({"97110": ("CO",)}))
    found = claim(Session.of({"97110": 30}, date(2026, 3, 2)), CMS, around)
    assert [line.modifiers for line in found.lines] == [("GP", "CO")]
    assert [finding.kind for finding in found.findings if finding.severity is Severity.ERROR] == ["assistant_alone"]


def test_a_notice_alone_stands_on_its_line() -> None:
    found = written({"97110": 33, "97140": 7}, NOW, {"97110": ("GX", "GY")})
    assert lines(found) == [("97110", 2, ("GP", "GX", "GY")), ("97140", 1, ("GP",))]


def five(notice: str = "GX") -> Claim:
    """The assistant, under 97150's edit of July 2024, above the threshold of that year, with a notice."""
    services = (Service("97150", 20), Service("97110", 15, by=Giver.ASSISTANT))
    stated = {"97110": ("59", notice)} if notice else {"97110": ("59",)}
    return claim(Session(services, JULY, year_to_date=2330), CMS, Circumstances(stated=stated))


def test_five_modifiers_are_more_than_a_line_has_places() -> None:
    found = five()
    assert on_line(found, "97110") == ("GP", "CQ", "59", "KX", "GX")
    finding = only(found, "too_many_modifiers")
    assert (finding.severity, finding.codes, finding.lines) == (Severity.ERROR, ("97110",), (1,))
    assert "GP, CQ, 59, KX, GX" in message(finding)
    assert "Modifier 99" in message(finding)


def test_four_modifiers_fit() -> None:
    assert on_line(five(""), "97110") == ("GP", "CQ", "59", "KX")
    assert "too_many_modifiers" not in kinds(five(""))


# Date and payer


def test_without_a_date_the_visit_is_read_as_of_the_day_of_the_data() -> None:
    found = written({"97110": 15}, None)
    assert found.on == facts().edition.checked == date(2026, 11, 21)
    assert "November 21, 2026" in message(only(found, "no_date"))


def test_a_date_up_to_the_day_of_the_data_is_taken_as_it_is() -> None:
    found = written({"97110": 15}, date(2026, 11, 21))
    assert found.on == date(2026, 11, 21)
    assert not {"no_date", "after_checked"} & set(kinds(found))


def test_a_date_after_the_data_was_checked_is_said() -> None:
    found = written({"97110": 15}, date(2026, 11, 22))
    assert only(found, "after_checked").severity is Severity.WARNING
    assert message(only(found, "after_checked")).startswith(
        "The date of service, November 22, 2026, is after November 21, 2026, when the data was last checked."
    )


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1995, 12, 31), date(2018, 6, 1), date(9999, 12, 31)])
def test_a_date_far_outside_the_data_is_answered_without_a_guess(on: date) -> None:
    session = Session((Service(ACTIVITIES, 20), Service(GAIT, 16)), on, year_to_date=9999)
    found = claim(session, CMS, Circumstances(stated={GAIT: ("59",)}))
    assert "kx_year" in kinds(found)
    assert "KX" not in on_line(found, GAIT)
    assert all(message(finding) for finding in found.findings)


def test_a_date_outside_the_list_of_diagnoses_is_said() -> None:
    """The list read is for services from April 1 to September 30, 2026."""

    def told(on: date) -> bool:
        found = claim(Session.of({"97110": 15}, on), CMS, Circumstances(diagnoses=("M17.11",)))
        return "diagnosis_release" in kinds(found)

    assert [told(date(2026, 3, 31)), told(date(2026, 4, 1))] == [True, False]
    assert [told(date(2026, 9, 30)), told(date(2026, 10, 1))] == [False, True]


@pytest.mark.parametrize("payer", ["", "medicare"])
def test_medicares_modifiers_stand_on_medicares_claims(payer: str) -> None:
    session = Session((Service("97110", 30, by=Giver.ASSISTANT),), NOW, payer=payer, year_to_date=2480)
    found = claim(session, CMS)
    assert lines(found) == [("97110", 2, ("GP", "CQ", "KX"))]
    assert "other_payer" not in kinds(found)


RAILROAD = """
[[payer]]
key = "railroad"
name = "Railroad Medicare (a card made up for this test)"
rule = "cms"
follows = "medicare"
known = "Made up."
unknown = ""
verify = "Made up."
source = ["cpm5-20.2"]
checked = 2026-11-21
standing = "copy"
"""


@pytest.fixture
def with_railroad(tmp_path: Path) -> Facts:
    """Facts with a payer that is known by its card alone."""
    folder = shutil.copytree(table.DATA, tmp_path / "data")
    with (folder / "payers.toml").open("a", encoding="utf-8") as file:
        file.write(RAILROAD)
    return Facts(folder)


def test_medicares_modifiers_stand_where_the_card_says_that_its_rules_hold(with_railroad: Facts) -> None:
    session = Session(
        (Service("97110", 30, by=Giver.ASSISTANT),), NOW, payer="railroad", year_to_date=2480, facts=with_railroad
    )
    found = claim(session, CMS)
    assert lines(found) == [("97110", 2, ("GP", "CQ", "KX"))]
    assert "other_payer" not in kinds(found)


def test_medicares_word_on_a_code_is_told_where_the_card_says_that_its_rules_hold(with_railroad: Facts) -> None:
    """Medicare pays nothing apart for a hot or cold pack, 97010."""
    told = claim(Session((Service("97010", 10),), NOW, payer="railroad", facts=with_railroad), CMS)
    untold = claim(Session((Service("97010", 10),), NOW, payer="uhc"), CMS)
    assert ["medicare" in kinds(found) for found in (told, untold)] == [True, False]


@pytest.mark.parametrize(
    ("payer", "on", "modifiers"),
    [
        # A trade page of 2021 names UnitedHealthcare among those that ask for CQ, without a first day.
        ("uhc", NOW, ("GP", "CQ")),
        # TRICARE recognizes assistants since April 16, 2020 (85 FR 15061).
        ("tricare", date(2020, 4, 15), ("GP",)),
        ("tricare", date(2020, 4, 16), ("GP", "CQ")),
    ],
)
def test_another_payer_that_asks_for_the_assistants_modifier_gets_it(
    payer: str, on: date, modifiers: tuple[str, ...]
) -> None:
    found = claim(Session((Service("97110", 30, by=Giver.ASSISTANT),), on, payer=payer), CMS)
    assert lines(found) == [("97110", 2, modifiers)]
    told = [kind for kind in kinds(found) if kind.startswith("assistant_payer")]
    assert len(told) == ("CQ" in modifiers)


@pytest.mark.parametrize("payer", ["anthem", "aetna", "custom"])
def test_medicares_modifiers_do_not_stand_on_another_payers_claim(payer: str) -> None:
    session = Session((Service("97110", 30, by=Giver.ASSISTANT),), NOW, payer=payer, year_to_date=2480)
    found = claim(session, CMS)
    assert lines(found) == [("97110", 2, ("GP",))]
    assert found.attributions == ()
    assert only(found, "other_payer").severity is Severity.NOTE
    assert not [kind for kind in kinds(found) if kind.startswith(("kx", "assistant"))]


# Everything a claim rests on reaches its findings


def test_the_findings_of_the_count_stay_on_the_claim() -> None:
    session = Session((Service("97110", 15, by=Giver.AIDE), Service("97140", 20)), NOW)
    found = claim(session, CMS)
    assert set(kinds(found)) >= {finding.kind for finding in allocate(session, CMS).findings} | {"aide"}


def test_a_limit_of_the_day_is_told_on_the_claim() -> None:
    """75 minutes of 97112 make 5 units, where 4 are believed."""
    assert only(written({"97112": 75}), "mue_over").codes == ("97112",)
    assert "mue_over" not in kinds(written({"97112": 60}))


def test_the_setting_decides_about_supervision() -> None:
    session = Session((Service("97110", 30, by=Giver.ASSISTANT),), NOW)
    assert "supervision_general" in kinds(claim(session, CMS))
    assert "supervision_none" in kinds(claim(session, CMS, Circumstances(setting="physician")))


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(UnknownKeyError):
        claim(Session.of({"97110": 15}, NOW), CMS, Circumstances(setting="garage"))


def test_the_diagnoses_are_looked_at() -> None:
    around = Circumstances(diagnoses=("Z47.89", "S52.511D"))
    found = claim(Session.of({"97110": 15}, date(2026, 4, 20)), CMS, around)
    assert {"diagnosis_aftercare", "diagnosis_judged"} <= set(kinds(found))


@given(
    sessions(),
    some_rules(),
    st.lists(st.sampled_from(sorted(facts().modifiers)), max_size=4, unique=True),
    st.sampled_from(["private", "institution", "physician"]),
)
def test_a_claim_bills_what_was_allocated_and_says_every_finding(
    session: Session, rule: object, stated: list[str], setting: str
) -> None:
    around = Circumstances(setting=setting, stated={service.code: tuple(stated) for service in session.services})
    allocation = allocate(session, rule)
    found = claim_of(allocation, around)
    billed: dict[str, int] = {}
    for line in found.lines:
        assert line.units > 0
        assert line.modifiers[0] == PLAN[session.discipline]
        assert len(set(line.modifiers)) == len(line.modifiers)
        billed[line.code] = billed.get(line.code, 0) + line.units
    assert billed == {code: units for code, units in allocation.units.items() if units}
    order = [list(Severity).index(finding.severity) for finding in found.findings]
    assert order == sorted(order)
    for finding in found.findings:
        assert "{" not in message(finding)
        assert finding.source in facts().sources
        assert set(finding.codes) <= set(facts().codes) or finding.kind.startswith("diagnosis")
        assert all(0 <= line < len(session.services) for line in finding.lines) or finding.kind.startswith("diagnosis")


@given(sessions(), st.sampled_from(["59", "XE", "XS", "XP", "XU"]))
def test_a_bypass_stands_only_beside_an_edit_or_a_doubt_that_is_told(session: Session, ground: str) -> None:
    around = Circumstances(stated={service.code: (ground,) for service in session.services})
    found = claim(session, CMS, around)
    told = {"edit_bypass", "bypass_column1", "bypass_unchecked", "bypass_other_payer"}
    grounded = {code for finding in found.findings if finding.kind in told for code in finding.codes}
    off = {"nothing_to_bypass", "bypass_column2_only", "modifier_not_yet"}
    left_off = {code for finding in found.findings if finding.kind in off for code in finding.codes}
    standing = {line.code for line in found.lines if ground in line.modifiers}
    assert standing <= grounded
    assert standing == {line.code for line in found.lines} - left_off


# What popular guides repeat


def test_myth_m01_gp_does_not_stand_on_an_occupational_therapy_claim() -> None:
    found = claim(Session((Service("97535", 30),), NOW, Discipline.OT), CMS)
    assert lines(found) == [("97535", 2, ("GO",))]
    assert "occupational therapy plan" in facts().modifiers["GO"].use
    assert "physical therapy plan" in facts().modifiers["GP"].use


@pytest.mark.parametrize("on", [date(1999, 4, 1), date(2019, 12, 31), NOW])
def test_myth_m02_no_edit_pairs_exercise_with_manual_work(on: date) -> None:
    found = written({"97110": 20, "97140": 20}, on, {"97140": ("59",), "97110": ("59",)})
    assert [line.modifiers for line in found.lines] == [("GP",), ("GP",)]
    assert "no NCCI edit pairs them" in message(only(found, "edit_none"))
    assert "The minutes still may not overlap" in message(only(found, "edit_none"))
    assert kinds(found).count("nothing_to_bypass") == 2


def test_myth_m03_59_has_nothing_to_lift_beside_97112() -> None:
    found = written({"97110": 20, "97112": 20}, NOW, {"97110": ("59",)})
    assert on_line(found, "97110") == ("GP",)
    assert "The files read have no row for them, in either direction." in message(only(found, "edit_none"))
    assert message(only(found, "nothing_to_bypass")).startswith("59 was left off 97110: on March 2, 2026 no edit")


def test_myth_m05_kx_confirms_necessity_and_lifts_no_cap() -> None:
    found = claim(Session((Service("97110", 15),), NOW, year_to_date=2480), CMS)
    said = message(only(found, "kx_needed"))
    assert (
        "It confirms that the service is necessary and the record shows it; there has been no cap since 2018." in said
    )


def test_myth_m07_an_assistant_in_private_practice_is_under_general_supervision_since_2025() -> None:
    def told(on: date) -> set[str]:
        found = claim(Session((Service("97110", 30, by=Giver.ASSISTANT),), on), CMS)
        return {kind for kind in kinds(found) if kind.startswith("supervision")}

    assert told(date(2024, 12, 31)) == {"supervision_direct"}
    assert told(date(2025, 1, 1)) == {"supervision_general"}
    found = claim(Session((Service("97110", 30, by=Giver.ASSISTANT),), NOW), CMS)
    assert "general supervision of assistants, not direct" in message(only(found, "supervision_general"))
    assert "A stricter state law comes first." in message(only(found, "supervision_general"))


def test_myth_m13_manual_work_is_timed() -> None:
    """38 minutes make 3 units; an untimed code would be one."""
    (line,) = written({"97140": 38}).lines
    assert (line.units, line.minutes) == (3, 38)


@pytest.mark.parametrize(("column1", "column2"), [("97530", "97116"), ("97140", "97530")])
def test_myth_m16_the_edits_of_activities_ended_with_2019(column1: str, column2: str) -> None:
    minutes, stated = {column1: 20, column2: 16}, {column2: ("59",)}
    assert on_line(written(minutes, LAST_OF_2019, stated), column2) == ("GP", "59")
    for on in (FIRST_OF_2020, date(2020, 10, 1), NOW):
        found = written(minutes, on, stated)
        assert on_line(found, column2) == ("GP",)
        assert "The last one ended on December 31, 2019." in message(only(found, "edit_none"))


@pytest.mark.parametrize("code", ["36591", "36592", "96523"])
def test_myth_m17_no_modifier_pays_exercise_beside_a_draw_from_a_port(code: str) -> None:
    (finding,) = edit_findings([code, "97110"], JULY, {}, facts().edits)
    assert (finding.kind, finding.severity, finding.codes) == ("edit_never", Severity.ERROR, ("97110", code))
    assert f"no modifier makes {code} payable beside it" in message(finding)


def test_myth_m19_no_edit_does_not_free_shared_minutes() -> None:
    services = (
        Service.at("97110", Interval.parse("9:00-9:20")),
        Service.at("97140", Interval.parse("9:10-9:40")),
    )
    found = claim(Session(services, NOW), CMS)
    assert only(found, "overlap").severity is Severity.ERROR
    assert "97110 and 97140 both claim the same 10 minutes." in message(only(found, "overlap"))
    # 9:00 to 9:40 passed: 40 make 3 units. With the ten, 97110 has 20 like 97140: 5 left of each, a tie.
    assert lines(found) == [("97110", 2, ("GP",)), ("97140", 1, ("GP",))]
    assert "one service for each 15-minute period, edit or not" in message(only(found, "edit_none"))
