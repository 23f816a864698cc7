"""Who must watch over an assistant, and what other people in the room change."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.content.resting import citations
from ptcoding import Session
from ptcoding.billing.claim.supervision import supervision, supervision_findings
from ptcoding.billing.visit.session import Discipline, Giver, Service
from ptcoding.errors import UnknownKeyError
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.setting import Level
from ptcoding.facts.source import Standing
from ptcoding.finding import Severity
from tests.strategies import sessions

NOW = date(2026, 3, 2)
EXERCISE, MANUAL = "97110", "97140"
ROWS = [row for rows in facts().supervision.values() for row in rows]


def test_private_practice_turns_from_direct_to_general_in_2025() -> None:
    before, since = (
        supervision("private", date(2024, 12, 31), facts().supervision),
        supervision("private", date(2025, 1, 1), facts().supervision),
    )
    assert (before.level, before.standing) == (Level.DIRECT, Standing.COPY)
    assert (since.level, since.standing) == (Level.GENERAL, Standing.SECONDARY)
    assert "still say direct" in since.note


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2024, 12, 31), date(2025, 1, 1), NOW, None])
def test_institutions_are_under_general_supervision_on_any_day(on: date | None) -> None:
    assert supervision("institution", on, facts().supervision).level is Level.GENERAL


def test_without_a_date_the_rows_as_last_checked_are_taken() -> None:
    assert supervision("private", None, facts().supervision).level is Level.GENERAL


def test_an_assistant_is_not_billable_incident_to_a_physician() -> None:
    session = Session((Service(EXERCISE, 15, by=Giver.ASSISTANT),))
    (finding,) = supervision_findings(session, "physician", NOW)
    assert (finding.kind, finding.severity, finding.source) == ("supervision_none", Severity.ERROR, "bpm15-230")


@pytest.mark.parametrize("setting", ["", "hospital", "PRIVATE", "\ud800"])
def test_an_unknown_setting_is_refused_with_those_that_are_known(setting: str) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        supervision_findings(Session.of({EXERCISE: 15}), setting, NOW)
    assert str(caught.value).endswith("expected one of private, institution, physician")


def test_a_setting_with_nothing_known_on_a_day_is_refused() -> None:
    (_, since) = facts().supervision["private"]
    with pytest.raises(UnknownKeyError, match="2024-12-31"):
        supervision("private", date(2024, 12, 31), {"private": (since,)})


@pytest.mark.parametrize(
    ("on", "kind", "words"),
    [
        (date(2024, 12, 31), "supervision_direct", "direct supervision of assistants"),
        (date(2025, 1, 1), "supervision_general", "general supervision of assistants, not direct"),
    ],
)
def test_an_assistants_minutes_tell_the_supervision_of_the_day(on: date, kind: str, words: str) -> None:
    session = Session((Service(EXERCISE, 15), *(Service(code, 10, by=Giver.ASSISTANT) for code in (EXERCISE, MANUAL))))
    (finding,) = supervision_findings(session, "private", on)
    assert (finding.kind, finding.severity) == (kind, Severity.NOTE)
    assert (finding.codes, finding.lines) == ((EXERCISE, MANUAL), (1, 2))
    assert words in message(finding)
    assert message(finding).endswith("A stricter state law comes first.")


def test_a_speech_language_visit_has_no_assistant_to_supervise() -> None:
    session = Session((Service("92507", 15, by=Giver.ASSISTANT),), discipline=Discipline.SLP)
    assert supervision_findings(session, "private", NOW) == ()


@pytest.mark.parametrize(
    ("giver", "severity", "source"),
    [
        (Giver.TOGETHER, Severity.NOTE, "cms-therapy-page"),
        (Giver.STUDENT, Severity.NOTE, "student-part-b"),
        (Giver.AIDE, Severity.WARNING, "bpm15-230"),
    ],
)
def test_others_in_the_room_are_named_once_for_each_code(giver: Giver, severity: Severity, source: str) -> None:
    services = (Service(EXERCISE, 8, by=giver), Service(MANUAL, 15), Service(EXERCISE, 4, by=giver))
    (finding,) = supervision_findings(Session(services), "private", NOW)
    assert (finding.kind, finding.severity, finding.source) == (f"supervision_{giver.value}", severity, source)
    assert (finding.codes, finding.lines) == ((EXERCISE,), (0, 2))
    assert finding.values["minutes"] == 12


def test_a_students_part_comes_with_the_conditions_of_part_b() -> None:
    (finding,) = supervision_findings(Session((Service(EXERCISE, 8, by=Giver.STUDENT),)), "private", NOW)
    for condition in ("in the room", "direct the service", "skilled judgment", "nobody else"):
        assert condition in message(finding)


def test_minutes_together_read_as_a_sentence() -> None:
    (finding,) = supervision_findings(Session((Service(EXERCISE, 1, by=Giver.TOGETHER),)), "private", NOW)
    assert message(finding).startswith("1 minute of 97110 by therapist and assistant together is the therapist's")


def test_a_therapist_alone_calls_for_no_word() -> None:
    assert supervision_findings(Session.of({EXERCISE: 20}), "private", NOW) == ()


@given(sessions(), st.sampled_from(sorted(facts().supervision)), st.none() | st.dates())
def test_every_finding_has_a_sentence_and_a_source(session: Session, setting: str, on: date | None) -> None:
    for finding in supervision_findings(session, setting, on):
        assert "{" not in message(finding)
        assert finding.source in facts().sources


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.setting}-{row.level}")
def test_every_row_is_cited_and_no_better_than_its_best_source(row: object) -> None:
    standings = list(Standing)
    best = min(standings.index(facts().sources[key].standing) for key in row.sources)
    assert standings.index(row.standing) >= best
    assert row.note.endswith(".")


def test_the_page_of_sources_says_what_rests_on_the_rows() -> None:
    assert "supervision: Private practice" in citations()["powerback-supervision"]
    assert "who treated: student" in citations()["student-part-b"]
    assert [person.key for person in facts().people] == ["together", "student", "aide"]
