"""Two disciplines on one day: a claim each, co-treated minutes once, the reduction over both, a threshold by group."""

from dataclasses import replace
from datetime import date

import pytest

from ptcoding import CMS, Session, allocate
from ptcoding.billing.claim.disciplines import Shared, shared
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Discipline, Service
from ptcoding.errors import InputError
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.finding import Finding, Severity

ON = date(2026, 9, 15)
PT, OT, SLP = Discipline.PT, Discipline.OT, Discipline.SLP


def visit(discipline: Discipline, *services: Service, year_to_date: float = 0.0, on: date | None = ON) -> Session:
    return Session(services, on, discipline, "medicare", year_to_date)


def of(*sessions: Session) -> Shared:
    return shared([(allocate(session, CMS), Circumstances()) for session in sessions])


def kinds(found: Shared) -> list[str]:
    return [finding.kind for finding in found.findings]


def the(found: Shared, kind: str) -> Finding:
    return next(finding for finding in found.findings if finding.kind == kind)


def lines(found: Shared) -> list[list[tuple[str, int, tuple[str, ...]]]]:
    return [[(line.code, line.units, line.modifiers) for line in claim.lines] for claim in found.claims]


def test_each_discipline_counts_its_own_minutes_under_its_own_plan() -> None:
    # 20 of PT are 1 unit (8 to 22) and 20 of OT 1; 40 together would be 3.
    found = of(visit(PT, Service("97110", 20)), visit(OT, Service("97530", 20)))
    assert lines(found) == [[("97110", 1, ("GP",))], [("97530", 1, ("GO",))]]
    assert "No source we read" in message(the(found, "day_count"))


def test_the_reduction_reaches_over_both_disciplines() -> None:
    """2026 at 33.4009: 97110 .87 whole 29.06, halved 22.21; 97530 1.05 whole 35.07, halved (.44 + .30 + .01) 25.05.

    Alone: 29.06 + 22.21 = 51.27 and 35.07 + 25.05 = 60.12, in all 111.39. Together 97530 (.60) is first: 35.07 + 25.05
    + 22.21 + 22.21 = 104.54.
    """
    found = of(visit(PT, Service("97110", 30)), visit(OT, Service("97530", 30)))
    assert (str(found.apart), str(found.together)) == ("111.39", "104.54")
    assert "$104.54 for the day, where each priced alone would come to $111.39" in message(the(found, "day_mppr"))


def test_the_order_of_the_day_does_not_move_the_dollars() -> None:
    both = [visit(PT, Service("97110", 30)), visit(OT, Service("97530", 30))]
    assert of(*both).together == of(*reversed(both)).together


def test_physical_and_occupational_therapy_have_a_threshold_each() -> None:
    """$2,480 in 2026: PT has reached it, OT is far below."""
    found = of(visit(PT, Service("97110", 15), year_to_date=2480), visit(OT, Service("97530", 15), year_to_date=100))
    assert lines(found) == [[("97110", 1, ("GP", "KX"))], [("97530", 1, ("GO",))]]
    assert "day_threshold" not in kinds(found)


@pytest.mark.parametrize(("year_to_date", "kx"), [(2381.64, False), (2381.65, True)])
def test_physical_therapy_and_speech_share_one(year_to_date: float, kx: bool) -> None:
    """92507 of 2026 is whole (2.28, 76.15) and has the highest practice expense, so 97110 is halved: 22.21.

    22.21 + 76.15 = 98.36, and 2,480 - 98.36 = 2,381.64 is the last amount that does not pass.
    """
    found = of(
        visit(PT, Service("97110", 15), year_to_date=year_to_date),
        visit(SLP, Service("92507", 30), year_to_date=year_to_date),
    )
    assert [("KX" in modifiers) for claim in lines(found) for _, _, modifiers in claim] == [False, kx]
    assert "PT and SLP together share one yearly threshold" in message(the(found, "day_threshold"))


def at(code: str, span: str) -> Service:
    return Service.at(code, Interval.parse(span))


def test_minutes_in_which_both_treat_are_billed_by_one() -> None:
    found = of(visit(PT, at("97116", "9:00-9:30")), visit(OT, at("97530", "9:15-9:45")))
    told = the(found, "co_treatment")
    assert (told.severity, told.codes, told.values["minutes"]) == (Severity.ERROR, ("97116", "97530"), 15)
    assert "one of them bills the minutes, or the two divide them" in message(told)


def test_minutes_that_were_divided_are_right() -> None:
    # 9:00 to 9:45, divided: 23 minutes of PT are 2 units, 22 of OT one.
    found = of(visit(PT, at("97116", "9:00-9:23")), visit(OT, at("97530", "9:23-9:45")))
    assert [[units for _, units, _ in claim] for claim in lines(found)] == [[2], [1]]
    assert not [kind for kind in kinds(found) if kind.startswith("co_treatment")]


def test_a_supervised_modality_may_run_beside_the_other_discipline() -> None:
    found = of(visit(PT, at("97012", "9:00-9:15")), visit(OT, at("97530", "9:00-9:15")))
    assert not [kind for kind in kinds(found) if kind.startswith("co_treatment")]


def test_beside_an_untimed_speech_session_nothing_is_settled() -> None:
    found = of(visit(PT, at("97110", "9:00-9:30")), visit(SLP, at("92507", "9:00-9:30")))
    assert the(found, "co_treatment_untimed").severity is Severity.WARNING


def test_without_clock_times_it_cannot_be_told() -> None:
    found = of(visit(PT, Service("97110", 30)), visit(OT, at("97530", "9:00-9:30")))
    assert the(found, "co_treatment_unknown").severity is Severity.NOTE


def test_another_payers_day_has_no_dollars_here() -> None:
    both = (visit(PT, Service("97110", 30)), visit(OT, Service("97530", 30)))
    found = of(*(replace(one, payer="uhc") for one in both))
    assert (found.together, found.apart) == (None, None)
    assert "day_mppr" not in kinds(found)


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([visit(PT, Service("97110", 30))], "2 to 3 visits"),
        ([visit(PT, Service("97110", 30))] * 2, "each discipline once"),
        ([visit(PT, Service("97110", 30)), visit(OT, Service("97530", 15), on=date(2026, 9, 16))], "one date"),
        ([visit(PT, Service("97110", 30)), visit(OT, Service("97530", 15), on=None)], "one date"),
        ([visit(PT, Service("97110", 30)), replace(visit(OT, Service("97530", 15)), payer="uhc")], "one payer"),
    ],
)
def test_what_is_no_day_of_several_disciplines_is_refused(sessions: list[Session], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        of(*sessions)


def test_every_finding_of_a_day_has_a_sentence_and_a_source() -> None:
    both = of(visit(PT, at("97116", "9:00-9:30")), visit(OT, at("97530", "9:15-9:45")))
    for finding in both.findings:
        assert "{" not in message(finding)
        assert finding.source in facts().sources
