"""Which minutes count."""

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ptcoding import Session
from ptcoding.billing.count.countable import Countable, OpenMinutes, countable
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Service
from ptcoding.finding import Severity
from tests.strategies import TIMED, services, sessions

EXERCISE, RETRAINING, MANUAL, EVALUATION, PACK, GROUP = "97110", "97112", "97140", "97161", "97010", "97150"
FIRST_MINUTE = (Interval.parse("00:00-00:01"),)


def of(*services: Service) -> Countable:
    return countable(Session(services, payer="custom"))


def at(code: str, times: str) -> Service:
    return Service.at(code, *(Interval.parse(part) for part in times.split(",")))


REFUSED = [
    pytest.param({"by": Giver.AIDE}, "aide", "bpm15-230", id="aide"),
    pytest.param({"by": Giver.STUDENT}, "student", "student-part-b", id="student"),
    pytest.param({"contact": Contact.GROUP}, "group", "group-97150", id="group"),
    pytest.param({"contact": Contact.ALONE}, "alone", "cpm5-20.2", id="alone"),
    pytest.param({"contact": Contact.WAITING}, "waiting", "cpm5-20.3", id="waiting"),
    pytest.param({"contact": Contact.PAPERWORK}, "paperwork", "cpm5-20.3", id="paperwork"),
]


@pytest.mark.parametrize(("how", "kind", "source"), REFUSED)
def test_minutes_that_are_no_one_on_one_treatment_do_not_count(
    how: dict[str, Giver | Contact], kind: str, source: str
) -> None:
    found = of(Service(EXERCISE, 12), Service(EXERCISE, 15, **how))
    assert dict(found.timed) == {EXERCISE: 12}
    assert found.total_minutes == 12
    assert dict(found.excluded) == {kind: 15}
    (finding,) = found.findings
    assert (finding.kind, finding.severity, finding.source) == (kind, Severity.WARNING, source)
    assert (finding.codes, finding.lines) == ((EXERCISE,), (1,))
    assert dict(finding.values) == {"code": EXERCISE, "minutes": 15}


@pytest.mark.parametrize("giver", [Giver.THERAPIST, Giver.ASSISTANT, Giver.TOGETHER])
def test_minutes_of_qualified_clinicians_count(giver: Giver) -> None:
    found = of(Service(EXERCISE, 15, by=giver))
    assert dict(found.timed) == {EXERCISE: 15}
    assert found.findings == ()


@pytest.mark.parametrize("giver", [Giver.AIDE, Giver.STUDENT])
def test_an_untimed_service_by_an_aide_or_student_is_no_unit(giver: Giver) -> None:
    found = of(Service(EVALUATION, 20, by=giver))
    assert dict(found.untimed) == {EVALUATION: False}
    assert found.total_minutes == 0


def test_group_minutes_under_the_group_code_count() -> None:
    found = of(Service(GROUP, 30, contact=Contact.GROUP))
    assert dict(found.untimed) == {GROUP: True}
    assert found.findings == ()


def test_a_supervised_modality_may_run_while_the_patient_is_alone() -> None:
    assert dict(of(Service(PACK, 10, contact=Contact.ALONE)).untimed) == {PACK: True}


def test_a_patient_alone_is_not_in_a_group() -> None:
    assert dict(of(Service(GROUP, 30, contact=Contact.ALONE)).untimed) == {GROUP: False}


def test_an_untimed_code_without_minutes_is_given() -> None:
    found = of(Service(EVALUATION, 0))
    assert dict(found.untimed) == {EVALUATION: True}
    assert found.total_minutes == 0


def test_one_counting_line_is_enough_for_an_untimed_code() -> None:
    found = of(Service(EVALUATION, 10, by=Giver.STUDENT), Service(EVALUATION, 20))
    assert dict(found.untimed) == {EVALUATION: True}
    assert found.total_minutes == 20


def test_total_treatment_minutes_are_timed_and_untimed() -> None:
    found = of(Service(EXERCISE, 18), Service(EVALUATION, 25), Service(PACK, 10))
    assert (found.timed_minutes, found.total_minutes) == (18, 53)  # 18 + 25 + 10


def test_several_intervals_of_a_code_add_up() -> None:
    found = of(at(EXERCISE, "9:00-9:10,9:30-9:45"), at(MANUAL, "9:10-9:30"))
    assert dict(found.timed) == {EXERCISE: 25, MANUAL: 20}
    assert found.total_minutes == 45
    assert found.findings == ()


def test_minutes_claimed_by_two_timed_codes_count_once() -> None:
    """9:15 to 9:20 is claimed twice: 35 minutes passed, and the first entered has the five."""
    found = of(at(EXERCISE, "9:00-9:20"), at(MANUAL, "9:15-9:35"))
    assert dict(found.timed) == {EXERCISE: 20, MANUAL: 15}
    assert (found.timed_minutes, found.total_minutes, dict(found.excluded)) == (35, 35, {"overlap": 5})
    assert found.open == (OpenMinutes((EXERCISE, MANUAL), 5, EXERCISE),)
    (finding,) = found.findings
    assert (finding.kind, finding.severity, finding.source) == ("overlap", Severity.ERROR, "nccipm-11p")
    assert dict(finding.values) == {"first": EXERCISE, "second": MANUAL, "minutes": 5}
    assert finding.lines == (0, 1)


def test_back_to_back_services_do_not_overlap() -> None:
    found = of(at(EXERCISE, "9:00-9:20"), at(MANUAL, "9:20-9:35"))
    assert dict(found.timed) == {EXERCISE: 20, MANUAL: 15}
    assert found.findings == ()


def test_open_minutes_count_for_the_code_that_is_said_to_have_them() -> None:
    services = (at(EXERCISE, "9:00-9:20"), at(MANUAL, "9:15-9:35"))
    found = countable(Session(services), {(EXERCISE, MANUAL): MANUAL})
    assert dict(found.timed) == {EXERCISE: 15, MANUAL: 20}
    assert {code: dict(givers) for code, givers in found.by_giver.items()} == {
        EXERCISE: {Giver.THERAPIST: 15},
        MANUAL: {Giver.THERAPIST: 20},
    }


def test_the_total_of_an_overlap_is_the_same_in_any_order() -> None:
    """9:00 to 9:35 passed, 35 minutes; 9:10 to 9:25 is claimed twice, 9:15 to 9:20 three times."""
    services = [at(EXERCISE, "9:00-9:20"), at(MANUAL, "9:10-9:25"), at("97530", "9:15-9:35")]
    for order in permutations(services):
        found = of(*order)
        assert (found.timed_minutes, found.total_minutes) == (35, 35)
        # 20 + 15 + 20 = 55 were entered.
        assert dict(found.excluded) == {"overlap": 20}
        assert sorted(finding.kind for finding in found.findings) == ["overlap", "overlap", "overlap"]


def test_a_service_inside_another_adds_no_minute() -> None:
    found = of(at(EXERCISE, "9:00-9:30"), at(MANUAL, "9:10-9:20"))
    assert dict(found.timed) == {EXERCISE: 30, MANUAL: 0}
    (group,) = found.open
    assert (group.minutes, group.owner) == (10, EXERCISE)


def test_an_evaluation_does_not_share_minutes_with_a_timed_code() -> None:
    found = of(at(EXERCISE, "9:00-9:20"), at(EVALUATION, "9:10-9:30"))
    assert dict(found.timed) == {EXERCISE: 10}
    assert "overlap_untimed" in [finding.kind for finding in found.findings]
    assert found.open == ()


def test_a_supervised_modality_shares_minutes_as_a_note_only() -> None:
    found = of(at(EXERCISE, "9:00-9:20"), at(PACK, "9:05-9:25"))
    assert dict(found.timed) == {EXERCISE: 20}
    assert found.total_minutes == 25  # 9:00 to 9:25, each minute once
    (finding,) = found.findings
    assert (finding.kind, finding.severity) == ("shared", Severity.NOTE)
    assert dict(finding.values) == {"first": EXERCISE, "second": PACK, "minutes": 15}


def test_the_same_code_twice_counts_each_minute_once() -> None:
    """9:00 to 9:30 is thirty minutes, ten of them entered twice."""
    found = of(at(EXERCISE, "9:00-9:20"), at(EXERCISE, "9:10-9:30"))
    assert dict(found.timed) == {EXERCISE: 30}
    assert found.total_minutes == 30
    assert dict(found.excluded) == {"double": 10}
    (finding,) = found.findings
    assert (finding.kind, finding.severity, finding.source) == ("double", Severity.ERROR, "cpm5-20.3")


def test_one_line_that_repeats_its_own_minutes_counts_them_once() -> None:
    assert dict(of(at(EXERCISE, "9:00-9:20,9:00-9:20")).timed) == {EXERCISE: 20}


def test_an_aide_beside_the_therapist_takes_no_minute_away() -> None:
    aide = Service.at(EXERCISE, Interval.parse("9:00-9:20"), by=Giver.AIDE)
    found = of(at(MANUAL, "9:00-9:20"), aide)
    assert dict(found.timed) == {MANUAL: 20, EXERCISE: 0}
    assert [finding.kind for finding in found.findings] == ["aide"]


def test_minutes_without_clock_times_never_overlap() -> None:
    found = of(Service(EXERCISE, 20), Service(MANUAL, 20))
    assert dict(found.timed) == {EXERCISE: 20, MANUAL: 20}
    assert found.findings == ()


@pytest.mark.parametrize(
    ("code", "discipline", "theirs"),
    [("97161", Discipline.OT, "PT"), ("97165", Discipline.PT, "OT"), ("92507", Discipline.PT, "SLP")],
)
def test_a_code_of_another_discipline_is_a_warning(code: str, discipline: Discipline, theirs: str) -> None:
    found = countable(Session((Service(code, 20),), discipline=discipline, payer="custom"))
    (finding,) = found.findings
    assert (finding.kind, finding.severity) == ("discipline", Severity.WARNING)
    assert dict(finding.values) == {"code": code, "discipline": discipline.value, "theirs": theirs}


@pytest.mark.parametrize(("payer", "kinds"), [("medicare", ["medicare"]), ("", ["medicare"]), ("custom", [])])
def test_what_medicare_treats_specially_is_noted_for_medicare(payer: str, kinds: list[str]) -> None:
    found = countable(Session((Service(PACK, 10),), payer=payer))
    assert [finding.kind for finding in found.findings] == kinds


@example(Session((Service(EXERCISE, 1, intervals=FIRST_MINUTE), Service(RETRAINING, 1, intervals=FIRST_MINUTE))))
@given(sessions())
def test_order_of_entry_changes_no_counted_minute(session: Session) -> None:
    found = countable(session)
    turned = countable(Session(session.services[::-1], session.date, session.discipline, session.payer))
    assert found.timed_minutes == turned.timed_minutes
    # Minutes that several codes claim are open: until somebody says whose they are, the first entered has them.
    if not found.open:
        assert dict(found.timed) == dict(turned.timed)
    assert dict(found.untimed) == dict(turned.untimed)
    assert found.total_minutes == turned.total_minutes
    assert dict(found.excluded) == dict(turned.excluded)


@given(sessions())
def test_counted_minutes_never_exceed_what_was_entered(session: Session) -> None:
    found = countable(session)
    entered = sum(service.minutes for service in session.services)
    assert 0 <= found.timed_minutes <= found.total_minutes <= entered
    assert all(minutes >= 0 for minutes in found.timed.values())


@given(sessions())
def test_every_line_of_a_finding_is_a_line_of_the_visit(session: Session) -> None:
    for finding in countable(session).findings:
        assert finding.lines
        assert {session.services[line].code for line in finding.lines} <= set(finding.codes)


@given(st.lists(services().filter(lambda service: service.code in TIMED), min_size=1, max_size=5))
def test_every_timed_minute_is_counted_or_excluded(entered: list[Service]) -> None:
    """Entered minutes of timed codes are those counted, those refused, those contested and those doubled."""
    found = of(*entered)
    assert found.timed_minutes + sum(found.excluded.values()) == sum(service.minutes for service in entered)
