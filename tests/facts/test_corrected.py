"""Facts that an earlier edition had wrong: what the source says, so that none comes back."""

import re
from pathlib import Path

import pytest

from lessons.content.course import text
from ptcoding import CMS, Session, allocate
from ptcoding.billing.claim.assistant import assistant_findings
from ptcoding.billing.visit.session import Discipline, Giver, Service
from ptcoding.explanation import message
from ptcoding.facts import facts

DATA = Path(__file__).parents[2] / "ptcoding" / "facts" / "data"


def test_speech_assistants_are_not_recognized_by_medicare() -> None:
    """Medicare Benefit Policy Manual, chapter 15, section 230.3 C."""
    visit = Session((Service("92507", 30, Giver.ASSISTANT),), discipline=Discipline.SLP)
    (finding,) = assistant_findings(allocate(visit, CMS), None, facts().assistants)
    assert "Medicare does not recognize services of speech-language pathology assistants" in message(finding)
    assert finding.source == "bpm15-230.3"


def test_a_plan_is_established_before_treatment_and_certified_within_30_days() -> None:
    """42 CFR 410.61(b); Benefit Policy Manual, chapter 15, section 220.1.3."""
    (need,) = (row for row in facts().documentation if row.key == "plan")
    assert "established before treatment began" in need.text
    assert "certified within 30 days of the first treatment" in need.text
    assert not re.search(r"certified before|signed and dated before", need.text)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        # Vocational rehabilitation: the nearest whole unit.
        ("ohio-bwc", ["rounded to the nearest whole unit", "vocational rehabilitation"]),
        # WAC 296-23-220 and 296-23-230: a maximum in dollars.
        ("washington-lni", ["maximum in dollars", "$143.66 was proposed"]),
        ("cigna", ["four units a visit", "October 1, 2025"]),
        ("uhc", ["maximum combined frequency per day", "Since July 2024", "Medicare's model", "prior authorizations"]),
        # The notice lists no 97530 and no 97150.
        ("anthem", ["97530", "97150"]),
    ],
)
def test_a_card_says_what_was_found(key: str, words: list[str]) -> None:
    said = facts().payers[key].known
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("key", ["tricare", "highmark"])
def test_a_card_that_rests_on_hearsay_names_no_rule(key: str) -> None:
    assert facts().payers[key].rule == ""


def test_the_reduction_is_taken_within_one_provider_or_group() -> None:
    reduction = text("what_a_unit_pays")["part: The multiple procedure reduction"]
    assert "of every discipline, within one provider or group" in reduction
    assert "Two unrelated practices are not pooled" in reduction


def test_no_word_says_that_minutes_two_services_claim_count_for_neither() -> None:
    """The claims manual takes no minutes away: it forbids two services in one quarter-hour."""
    words = (DATA / "words" / "counting.toml").read_text(encoding="utf-8")
    assert "count for neither" not in words
    assert "they count once in the day's total" in words


def test_an_amount_that_is_missing_does_not_say_that_medicare_bundles_the_code() -> None:
    words = (DATA / "words" / "payment.toml").read_text(encoding="utf-8")
    assert "That doesn't tell whether Medicare pays it" in words
