"""Codes with an add-on or an hour: first unit on one code, the further ones on another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding import AMA, CMS, Service, Session, allocate
from ptcoding.billing.claim.claim import claim
from ptcoding.billing.count.countable import countable
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Discipline, Giver
from ptcoding.explanation import message
from ptcoding.explanation.reasoning import explain
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.finding import Finding
from tests.strategies import rules, timed_minutes

NOW = date(2026, 3, 2)
BASES = ("97129", "90912", "97550", "97545")


def units(minutes: dict[str, int], rule: CountingRule = CMS) -> dict[str, int]:
    return dict(allocate(Session.of(minutes), rule).units)


def open_spans(minutes: dict[str, int], rule: CountingRule = CMS) -> list[Finding]:
    return [found for found in allocate(Session.of(minutes), rule).findings if found.kind == "span_open"]


# 15 + 15: a unit from 8 minutes, the second from 15 + 8 = 23, the third from 30 + 8 = 38.
@pytest.mark.parametrize(("code", "further"), [("97129", "97130"), ("90912", "90913")])
@pytest.mark.parametrize("rule", [CMS, AMA], ids=lambda rule: rule.key)
@pytest.mark.parametrize(
    ("minutes", "first", "more"),
    [(0, 0, 0), (7, 0, 0), (8, 1, 0), (22, 1, 0), (23, 1, 1), (30, 1, 1), (37, 1, 1), (38, 1, 2), (53, 1, 3)],
)
def test_a_pair_of_quarter_hours(
    code: str, further: str, rule: CountingRule, minutes: int, first: int, more: int
) -> None:
    assert units({code: minutes}, rule) == {code: first, further: more}


# 30 + 15: the first unit takes all 30, the second 30 + 8 = 38, the third 45 + 8 = 53.
@pytest.mark.parametrize("rule", [CMS, AMA], ids=lambda rule: rule.key)
@pytest.mark.parametrize(
    ("minutes", "first", "more"),
    [(15, 0, 0), (29, 0, 0), (30, 1, 0), (37, 1, 0), (38, 1, 1), (45, 1, 1), (52, 1, 1), (53, 1, 2)],
)
def test_caregiver_training_by_its_own_spans(rule: CountingRule, minutes: int, first: int, more: int) -> None:
    assert units({"97550": minutes}, rule) == {"97550": first, "97551": more}


# 120 + 60: the first unit takes both hours, the second 120 + 31 = 151, the third 180 + 31 = 211.
@pytest.mark.parametrize(
    ("minutes", "first", "more"), [(119, 0, 0), (120, 1, 0), (150, 1, 0), (151, 1, 1), (210, 1, 1), (211, 1, 2)]
)
def test_work_hardening_by_the_hour(minutes: int, first: int, more: int) -> None:
    assert units({"97545": minutes}) == {"97545": first, "97546": more}


# 60 + 30: more than half of each span, so 31 minutes, then 60 + 16 = 76 and 90 + 16 = 106.
@pytest.mark.parametrize(
    ("minutes", "first", "more"), [(30, 0, 0), (31, 1, 0), (75, 1, 0), (76, 1, 1), (105, 1, 1), (106, 1, 2)]
)
def test_a_speech_device_by_the_hour_and_half_hours(minutes: int, first: int, more: int) -> None:
    assert units({"92607": minutes}) == {"92607": first, "92608": more}


# More than half of each hour: 31 minutes, then 60 + 31 = 91 and 120 + 31 = 151.
@pytest.mark.parametrize("code", ["96105", "96125"])
@pytest.mark.parametrize("rule", [CMS, AMA], ids=lambda rule: rule.key)
@pytest.mark.parametrize(("minutes", "hours"), [(30, 0), (31, 1), (90, 1), (91, 2), (150, 2), (151, 3)])
def test_a_test_by_the_hour_stands_on_one_code(code: str, rule: CountingRule, minutes: int, hours: int) -> None:
    assert units({code: minutes}, rule) == {code: hours}


@pytest.mark.parametrize(("code", "hours", "kinds"), [("96125", 1, []), ("96105", 0, ["paperwork"])])
def test_the_time_of_a_report_counts_for_cognitive_testing_alone(code: str, hours: int, kinds: list[str]) -> None:
    visit = Session((Service(code, 21), Service(code, 10, contact=Contact.PAPERWORK)), discipline=Discipline.SLP)
    counted = allocate(visit, CMS)
    # 21 + 10 = 31 minutes are an hour's unit; 21 alone are none. Treatment is the 21 with the patient.
    assert dict(counted.units) == {code: hours}
    assert counted.total_minutes == 21
    assert [found.kind for found in counted.findings] == kinds


def test_a_group_of_caregivers_is_one_untimed_unit_and_no_treatment_time() -> None:
    visit = Session((Service("97110", 15), Service("97552", 45, contact=Contact.GROUP)))
    counted = allocate(visit, CMS)
    assert dict(counted.units) == {"97110": 1, "97552": 1}
    assert counted.total_minutes == 15


def test_caregiver_training_of_one_patient_given_to_a_group_is_refused_by_name() -> None:
    counted = allocate(Session((Service("97550", 45, contact=Contact.GROUP),)), CMS)
    assert dict(counted.units) == {"97550": 0, "97551": 0}
    (found,) = counted.findings
    assert (found.kind, found.source) == ("caregivers", "ngs-caregiver")
    assert "A group of caregivers is 97552" in message(found)


def test_biofeedback_joins_the_days_total() -> None:
    # 45 + 15 = 60 minutes are 4 units: three quarter-hours of biofeedback, one of exercise.
    assert units({"90912": 45, "97110": 15}) == {"90912": 1, "90913": 2, "97110": 1}


def test_a_leftover_of_a_pair_competes_with_the_others() -> None:
    # 20 + 18 = 38 minutes are 3 units; one quarter-hour each, and of the leftovers 5 and 3 the 5 has the third.
    assert units({"97129": 20, "97110": 18}) == {"97129": 1, "97130": 1, "97110": 1}
    # Counted alone, 20 minutes are under 23.
    assert units({"97129": 20, "97110": 18}, AMA) == {"97129": 1, "97130": 0, "97110": 1}


def test_a_tie_with_a_pair_is_the_clinicians() -> None:
    # 20 + 20 = 40 minutes are 3 units, and each leftover is 5.
    tied = allocate(Session.of({"97129": 20, "97110": 20}), CMS)
    assert tied.alternatives == ({"97129": 1, "97130": 1, "97110": 1}, {"97129": 1, "97130": 0, "97110": 2})
    assert dict(tied.choose(["97110"]).units) == {"97129": 1, "97130": 0, "97110": 2}


@pytest.mark.parametrize("minutes", [{"97129": 15, "97130": 15}, {"97130": 15, "97129": 15}, {"97129": 8, "97130": 22}])
def test_minutes_of_base_and_add_on_are_one_pot(minutes: dict[str, int]) -> None:
    # 15 + 15 and 8 + 22 are both 30 minutes: two units.
    assert units(minutes) == {"97129": 1, "97130": 1}


@pytest.mark.parametrize(("code", "base", "minutes"), [("97130", "97129", 15), ("97551", "97550", 30)])
def test_an_add_on_alone_is_billed_on_its_base_and_said(code: str, base: str, minutes: int) -> None:
    allocation = allocate(Session.of({code: minutes}), CMS)
    assert dict(allocation.units) == {base: 1, code: 0}
    said = [found for found in allocation.findings if found.kind == "addon_alone"]
    assert [(found.codes, found.lines) for found in said] == [((code,), (0,))]
    assert message(said[0]).startswith(f"{code} is the add-on to {base} and is never billed alone.")


def test_an_add_on_beside_its_base_is_no_fault() -> None:
    assert not countable(Session.of({"97129": 15, "97130": 15})).findings


def test_a_pair_stands_where_its_first_minutes_were_entered() -> None:
    # 15 minutes of each are one quarter-hour and so one unit each, the pair together two.
    assert list(units({"97110": 15, "97130": 15, "97140": 15, "97129": 15})) == ["97110", "97129", "97130", "97140"]


def test_a_pair_of_its_own_joins_no_total() -> None:
    counted = allocate(Session.of({"97110": 8, "97545": 120}), CMS)
    # 8 timed minutes are one unit; treatment is 8 + 120 minutes.
    assert dict(counted.units) == {"97110": 1, "97545": 1, "97546": 0}
    assert (counted.timed_minutes, counted.timed_units, counted.total_minutes) == (8, 1, 128)


def test_minutes_without_the_patient_are_no_treatment_time() -> None:
    counted = allocate(Session.of({"97110": 7, "97550": 38, "97161": 20}), CMS)
    # 7 + 20 minutes with the patient; 7 and 38 are not added up, or 45 would be three units.
    assert (counted.timed_minutes, counted.total_minutes) == (7, 27)
    assert dict(counted.units) == {"97110": 0, "97550": 1, "97551": 1, "97161": 1}


def test_clock_times_of_a_pair_count_once() -> None:
    times = {"97129": "9:00-9:23", "97130": "9:15-9:30"}
    visit = Session(tuple(Service.at(code, Interval.parse(time)) for code, time in times.items()))
    counted = allocate(visit, CMS)
    # 9:00 to 9:30 are 30 minutes, of which 9:15 to 9:23 were entered twice.
    assert dict(counted.units) == {"97129": 1, "97130": 1}
    assert [(found.kind, found.values["minutes"]) for found in counted.findings] == [("double", 8)]


def test_minutes_of_a_pair_with_nobody_beside_do_not_count() -> None:
    visit = Session((Service("97129", 15), Service("97130", 15, contact=Contact.WAITING)))
    assert dict(allocate(visit, CMS).units) == {"97129": 1, "97130": 0}
    assert not allocate(Session((Service("97550", 45, by=Giver.AIDE),)), CMS).units["97550"]


@pytest.mark.parametrize(
    ("minutes", "here", "other"),
    [
        # 40 minutes are 3 units, a tie; apart 20 and 20 are one unit each.
        ({"90912": 20, "97110": 20}, "90912 x 1, 90913 x 1, 97110 x 1", "90912 x 1, 90913 x 0, 97110 x 1"),
        # 14 minutes are 1 unit, a tie; apart 7 and 7 are none.
        ({"90912": 7, "97110": 7}, "90912 x 1, 90913 x 0, 97110 x 0", "90912 x 0, 90913 x 0, 97110 x 0"),
    ],
)
def test_both_readings_are_named_where_sources_leave_the_total_open(
    minutes: dict[str, int], here: str, other: str
) -> None:
    (found,) = open_spans(minutes)
    assert found.severity == "note"
    assert found.codes == ("90912", "90913")
    assert f"Counted here: {here}." in message(found)
    assert f"Counted by themselves: {other}." in message(found)
    assert not open_spans(minutes, AMA)


@pytest.mark.parametrize(
    "minutes", [{"90912": 45, "97110": 15}, {"90912": 12, "97110": 12}, {"97129": 20, "97110": 20}, {"90912": 38}]
)
def test_nothing_is_open_where_both_readings_give_the_same(minutes: dict[str, int]) -> None:
    assert not open_spans(minutes)


# More than half of 30 minutes begins with 16, more than half of 120 with 61.
@pytest.mark.parametrize(
    ("code", "minutes", "is_open"),
    [
        ("97550", 15, False), ("97550", 16, True), ("97550", 29, True), ("97550", 30, False),
        ("97545", 60, False), ("97545", 61, True), ("97545", 119, True), ("97545", 120, False),
    ],
)  # fmt: skip
def test_from_when_a_first_unit_is_earned_was_not_read(code: str, minutes: int, is_open: bool) -> None:
    found = open_spans({code: minutes})
    assert bool(found) is is_open
    if is_open:
        assert f"Counted here: {code} x 0," in message(found[0])
        assert f"past the middle: {code} x 1," in message(found[0])


def test_the_steps_say_what_goes_on_the_add_on() -> None:
    *_, last = explain(allocate(Session.of({"97129": 38}), CMS))
    assert last.plain == (
        "The first unit of 97129 is billed as 97129. The further ones go on its add-on: 2 units of 97130."
    )
    assert last.source == "cognitive-97129"
    assert [step.kind for step in allocate(Session.of({"97129": 22}), CMS).steps] == ["total", "whole", "rest"]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (29, "29 minutes are under 30. No unit"),
        (30, "They are 1 unit; 97551 begins 8 minutes after the first 30."),
        (45, "each 15 more, from 8 of them on, one of 97551: 1 unit. Together 2 units."),
    ],
)
def test_the_steps_of_a_pair_counted_by_itself(minutes: int, said: str) -> None:
    (step,) = explain(allocate(Session.of({"97550": minutes}), CMS))
    assert said in step.plain


@given(st.sampled_from(BASES), st.integers(0, 400), rules())
def test_units_never_fall_with_a_minute_more(code: str, minutes: int, rule: CountingRule) -> None:
    fewer, more = units({code: minutes}, rule), units({code: minutes + 1}, rule)
    assert fewer.keys() == more.keys()
    assert all(fewer[one] <= more[one] for one in fewer)


@given(timed_minutes(), st.sampled_from(BASES), st.integers(0, 90), rules())
def test_beside_others_a_pair_keeps_its_minutes_and_its_first_unit(
    others: dict[str, int], code: str, minutes: int, rule: CountingRule
) -> None:
    visit = allocate(Session.of({**others, code: minutes}), rule)
    further = facts().codes.spans[code].further_code
    assert visit.units[code] in (0, 1)
    assert visit.units[code] or not visit.units[further]
    assert visit.minutes_of(code) + visit.minutes_of(further) == minutes
    more = allocate(Session.of({**others, code: minutes + 1}), rule)
    assert sum(visit.units.values()) <= sum(more.units.values())


@pytest.mark.parametrize(
    ("minutes", "lines"),
    [
        ({"97129": 30}, [("97129", 1, 15), ("97130", 1, 15)]),
        ({"97129": 22}, [("97129", 1, 22)]),
        ({"97550": 45}, [("97550", 1, 30), ("97551", 1, 15)]),
        ({"90912": 45, "97110": 15}, [("90912", 1, 15), ("90913", 2, 30), ("97110", 1, 15)]),
    ],
)
def test_both_codes_have_a_line(minutes: dict[str, int], lines: list[tuple[str, int, int]]) -> None:
    written = claim(Session.of(minutes, NOW), CMS)
    assert [(line.code, line.units, line.minutes) for line in written.lines] == lines
    assert all(line.services == (list(minutes).index(line.code),) for line in written.lines if line.code in minutes)


def test_an_add_on_rests_on_the_services_of_its_base() -> None:
    written = claim(Session.of({"97110": 15, "97129": 30}, NOW), CMS)
    assert [(line.code, line.services) for line in written.lines] == [("97110", (0,)), ("97129", (1,)), ("97130", (1,))]


# July 2024: at most two units of 97546 a day, at most seven of 97130 and three of 90913.
@pytest.mark.parametrize(
    ("code", "minutes", "over"),
    [
        ("97545", 120 + 2 * 60, []), ("97545", 120 + 3 * 60, ["97546"]),
        ("97129", 15 + 7 * 15, []), ("97129", 15 + 8 * 15, ["97130"]),
        ("90912", 15 + 3 * 15, []), ("90912", 15 + 4 * 15, ["90913"]),
    ],
)  # fmt: skip
def test_the_limit_of_an_add_on_holds(code: str, minutes: int, over: list[str]) -> None:
    found = claim(Session.of({code: minutes}, NOW), CMS).findings
    assert [one for finding in found if finding.kind == "mue_over" for one in finding.codes] == over


@pytest.mark.parametrize(
    ("assistant", "therapist", "marked"),
    [(30, 0, ["97129", "97130"]), (15, 15, ["97130"]), (0, 30, []), (15, 30, ["97130"])],
)
def test_an_assistants_units_of_a_pair_stand_on_the_add_on_first(
    assistant: int, therapist: int, marked: list[str]
) -> None:
    given = [Service("97129", assistant, by=Giver.ASSISTANT)] * bool(assistant)
    given += [Service("97129", therapist)] * bool(therapist)
    written = claim(Session(tuple(given), NOW, payer="medicare"), CMS)
    assert [line.code for line in written.lines if "CQ" in line.modifiers] == marked
    assert sum(line.units for line in written.lines) == (assistant + therapist) // 15
    assert sum(bool(row.steps) for row in written.attributions) == len(marked)
