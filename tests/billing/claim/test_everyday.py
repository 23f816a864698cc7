"""Modifiers of every day that are only stated, and two encounters of a day."""

from datetime import date

import pytest

from ptcoding import AMA, CMS
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.claim.draft import Circumstances
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Discipline, Service, Session
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.finding import Finding, Severity

NOW = date(2026, 9, 15)


def written(
    minutes: dict[str, int], stated: dict[str, tuple[str, ...]], payer: str = "uhc", place: str = "11", on: date = NOW
) -> Claim:
    session = Session(tuple(Service(code, spent) for code, spent in minutes.items()), on, payer=payer)
    return claim(session, CMS, Circumstances(place=place, stated=stated))


def twice(
    payer: str, *stated: str, code: str = "97530", times: tuple[str, ...] = ("9:00-9:30", "14:00-14:30")
) -> Claim:
    services = tuple(Service.at(code, Interval.parse(span)) for span in times)
    session = Session(services, NOW, Discipline.OT, payer)
    return claim(session, CMS, Circumstances(stated={code: stated}))


def lines(found: Claim) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(line.code, line.units, line.modifiers) for line in found.lines]


def kinds(found: Claim) -> list[str]:
    return [finding.kind for finding in found.findings]


def only(found: Claim, kind: str) -> Finding:
    (finding,) = [finding for finding in found.findings if finding.kind == kind]
    return finding


@pytest.mark.parametrize("modifier", ["95", "93", "76", "77", "96", "97", "25", "LT", "RT", "AT", "99"])
@pytest.mark.parametrize("payer", ["medicare", "uhc", "custom"])
def test_a_modifier_of_every_day_is_never_a_reason_to_refuse_the_claim(modifier: str, payer: str) -> None:
    found = written({"97110": 30}, {"97110": (modifier,)}, payer)
    assert lines(found) == [("97110", 2, ("GP", modifier))]
    told = [finding for finding in found.findings if finding.kind in {"modifier_stated", "modifier_misplaced"}]
    assert [finding.values["modifier"] for finding in told] == [modifier]
    assert told[0].source in facts().modifiers[modifier].sources


@pytest.mark.parametrize("modifier", ["25", "AT", "LT", "RT"])
def test_on_a_therapy_code_some_do_not_belong(modifier: str) -> None:
    found = written({"97110": 30}, {"97110": (modifier,)})
    assert only(found, "modifier_misplaced").severity is Severity.WARNING
    assert f"{modifier}, " in message(only(found, "modifier_misplaced"))
    assert "does not belong on 97110." in message(only(found, "modifier_misplaced"))


@pytest.mark.parametrize("side", ["LT", "RT"])
def test_a_side_belongs_on_strapping(side: str) -> None:
    found = written({"29240": 10}, {"29240": (side,)})
    assert only(found, "modifier_stated").severity is Severity.NOTE
    assert "modifier_misplaced" not in kinds(found)


@pytest.mark.parametrize("pair", [("LT", "RT"), ("96", "97"), ("76", "77"), ("93", "95")])
def test_two_answers_to_one_question_are_an_error(pair: tuple[str, str]) -> None:
    found = written({"29240": 10}, {"29240": pair})
    assert only(found, "stated_twice").severity is Severity.ERROR
    assert f"{pair[0]} and {pair[1]}" in message(only(found, "stated_twice"))
    assert "stated_twice" not in kinds(written({"29240": 10}, {"29240": (pair[0], "76" if "76" not in pair else "LT")}))


@pytest.mark.parametrize(
    ("on", "kind"), [(date(2027, 12, 31), "modifier_stated"), (date(2028, 1, 1), "modifier_unread")]
)
def test_medicares_telehealth_was_read_to_the_end_of_2027(on: date, kind: str) -> None:
    found = written({"97110": 30}, {"97110": ("95",)}, "medicare", "10", on)
    assert {"modifier_stated", "modifier_unread"} & set(kinds(found)) == {kind}
    assert lines(found)[0][2] == ("GP", "95")


def test_another_payers_telehealth_has_no_end_here() -> None:
    assert "modifier_unread" not in kinds(written({"97110": 30}, {"97110": ("95",)}, "uhc", "10", date(2028, 1, 1)))


@pytest.mark.parametrize("place", ["02", "10"])
def test_place_and_modifier_of_telehealth_go_together(place: str) -> None:
    both = written({"97110": 30}, {"97110": ("95",)}, place=place)
    assert not {"modifier_place", "telehealth_untold"} & set(kinds(both))
    bare = written({"97110": 30, "97140": 15}, {"97110": ("95",)}, place=place)
    assert only(bare, "telehealth_untold").codes == ("97140",)
    office = written({"97110": 30}, {"97110": ("95",)})
    assert "02 or 10 would" in message(only(office, "modifier_place"))


def test_a_visit_in_the_office_says_nothing_of_telehealth() -> None:
    assert not [kind for kind in kinds(written({"97110": 30}, {})) if "telehealth" in kind or "place" in kind]


def test_a_modifier_that_is_not_described_stays_and_is_spoken_of() -> None:
    found = written({"97110": 30}, {"97110": ("52", "U1")})
    assert lines(found) == [("97110", 2, ("GP", "52", "U1"))]
    assert kinds(found).count("modifier_unknown") == 2


def test_two_encounters_of_a_day_are_told() -> None:
    """60 minutes make 4 units. Without a stated modifier they stay on one line."""
    found = twice("uhc")
    assert lines(found) == [("97530", 4, ("GO",))]
    said = message(only(found, "second_encounter"))
    assert "in two encounters of the day, 09:00-09:30 and 14:00-14:30" in said
    assert "the second line needs 59, XE or 76" in said


@pytest.mark.parametrize("again", ["59", "XE", "76", "77"])
def test_a_second_encounter_stands_on_a_second_line(again: str) -> None:
    found = twice("uhc", again)
    assert lines(found) == [("97530", 2, ("GO",)), ("97530", 2, ("GO", again))]
    assert [line.minutes for line in found.lines] == [30, 30]
    assert "nothing_to_bypass" not in kinds(found)


def test_other_modifiers_stand_on_both_lines() -> None:
    assert [line.modifiers for line in twice("uhc", "XE", "96").lines] == [("GO", "96"), ("GO", "XE", "96")]


@pytest.mark.parametrize(
    ("times", "units"),
    [
        (("9:00-9:20", "14:00-14:20"), [2, 1]),  # 40 minutes: 3 units, 1 and 1 whole, 5 and 5 left: the earlier
        (("9:00-9:15", "14:00-14:23"), [1, 2]),  # 38: 3, 1 and 1 whole, 0 and 8 left
        (("9:00-9:10", "14:00-14:08"), [1]),  # 18: 1 unit, so no second line
        (("9:00-9:30", "12:00-12:30", "15:00-15:30"), [2, 2, 2]),
    ],
)
def test_units_go_to_the_encounter_that_earned_them(times: tuple[str, ...], units: list[int]) -> None:
    found = twice("uhc", "XE", times=times)
    assert [line.units for line in found.lines] == units


def test_medicare_takes_the_units_of_a_timed_code_on_one_line() -> None:
    found = twice("medicare", "76")
    assert lines(found) == [("97530", 4, ("GO", "76"))]
    assert "all units of a timed code on one day go on one line" in message(only(found, "second_encounter_medicare"))
    assert "second_encounter" not in kinds(found)


def test_interleaved_treatment_is_one_encounter() -> None:
    services = (
        Service.at("97110", Interval.parse("9:00-9:15"), Interval.parse("9:30-9:45")),
        Service.at("97140", Interval.parse("9:15-9:30")),
    )
    found = claim(Session(services, NOW, payer="uhc"), AMA, Circumstances(stated={"97110": ("59",)}))
    assert [line.units for line in found.lines] == [2, 1]
    assert "second_encounter" not in kinds(found)
