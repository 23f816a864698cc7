"""Answers: unanswered, right or wrong, each with its reason in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding import AMA, CMS, InputError, Service, Session, allocate, explain
from ptcoding.billing.claim.claim import claim
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Contact, Discipline, Giver
from ptcoding.errors import AnswerError
from ptcoding.explanation import Sentence
from ptcoding.explanation.drill_card import card
from ptcoding.explanation.drill_words import (
    correction,
    diagnosis_sentences,
    line_sentences,
    question,
    refutation,
    story,
)
from ptcoding.explanation.drill_words import verdict_sentence as verdict_of
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.words import templates
from ptcoding.learning.drill.drill import Corrected, drill_table
from ptcoding.learning.drill.generate import drill
from ptcoding.learning.marking.answer import Verdict, read_modifiers, read_units
from ptcoding.learning.marking.grade import Grade, grade, grade_units
from ptcoding.learning.marking.lines import grade_modifiers
from ptcoding.learning.marking.misconception import misconceptions, wrong_answers
from tests.strategies import crowded_minutes, hostile_text, json_values, rules, sessions
from tests.support.sentences import UNGRAMMATICAL, Recorder

A, B, C, D = "97110", "97112", "97140", "97530"
VISIT = Session.of({A: 33, C: 7})
TIED = Session.of({B: 20, A: 20})
NOW = date(2026, 3, 2)
Typed = Mapping[str, object]


@pytest.mark.parametrize(
    ("typed", "verdict", "marks"),
    [
        ({A: 2, C: 1}, "right", {A: True, C: True}),
        ({A: "2", C: " 1 "}, "right", {A: True, C: True}),
        ({A: 2.0, C: 1}, "right", {A: True, C: True}),
        ({A: 3, C: 0}, "wrong", {A: False, C: False}),
        ({A: 2, C: 0}, "wrong", {A: True, C: False}),
        ({A: 2}, "unanswered", {A: True, C: None}),
        ({A: 9, C: ""}, "unanswered", {A: False, C: None}),
        ({A: None, C: " "}, "unanswered", {A: None, C: None}),
        ({}, "unanswered", {A: None, C: None}),
    ],
)
def test_units_are_marked_code_by_code(typed: Typed, verdict: str, marks: Mapping[str, bool | None]) -> None:
    marked = grade_units(VISIT, CMS, typed)
    assert (marked.verdict.value, dict(marked.marks)) == (verdict, marks)


def test_what_is_unanswered_is_not_diagnosed() -> None:
    assert grade_units(VISIT, CMS, {A: 3}).diagnoses == ()


# 40 minutes are 3 units, and both codes have 5 left over: either may have the third.
@pytest.mark.parametrize("units", [{B: 2, A: 1}, {B: 1, A: 2}])
def test_either_side_of_a_tie_is_right_and_the_trace_follows_the_choice(units: dict[str, int]) -> None:
    marked = grade_units(TIED, CMS, units)
    assert marked.verdict.value == "right"
    assert marked.is_choice
    assert dict(marked.allocation.units) == units


def test_a_wrong_answer_to_a_tie_is_compared_with_the_nearest_right_one() -> None:
    assert dict(grade_units(TIED, CMS, {B: 0, A: 2}).marks) == {B: False, A: True}
    assert dict(grade_units(TIED, CMS, {B: 2, A: 0}).marks) == {B: True, A: False}


@given(sessions(), rules())
def test_every_right_answer_is_right_for_any_visit(session: Session, rule: CountingRule) -> None:
    for right in allocate(session, rule).alternatives:
        assert grade_units(session, rule, right).verdict.value == "right"


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({A: -1, C: 1}, [f"units.{A}"]),
        ({A: 99, C: 1}, [f"units.{A}"]),
        ({A: "two", C: "1.5"}, [f"units.{A}", f"units.{C}"]),
        ({A: 2.5}, [f"units.{A}"]),
        ({A: True}, [f"units.{A}"]),
        ({A: float("nan")}, [f"units.{A}"]),
        ({A: float("inf")}, [f"units.{A}"]),
        ({A: "٢"}, [f"units.{A}"]),
        ({A: "9" * 5000}, [f"units.{A}"]),
        ({A: [2]}, [f"units.{A}"]),
        ({D: 1}, ["code"]),
        ({D: 1, A: "x"}, ["code", f"units.{A}"]),
    ],
)
def test_malformed_units_are_all_named(typed: Typed, fields: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        grade_units(VISIT, CMS, typed)
    assert [problem.field for problem in caught.value.problems] == fields


def test_the_last_number_of_units_that_fits_a_day_is_read() -> None:
    # 24 hours are 96 quarter-hours.
    assert read_units([A], {A: 96})[A] == 96
    with pytest.raises(AnswerError):
        read_units([A], {A: 97})


@given(st.dictionaries(st.sampled_from([A, C]) | hostile_text(), json_values(), max_size=3))
def test_whatever_is_typed_is_read_or_refused(typed: dict[str, object]) -> None:
    for read in (read_units, partial(read_modifiers, known=["GP", "KX", "59"])):
        try:
            codes = set(read([A, C], typed))
        except InputError as error:
            problems = error.problems
        else:
            problems = ()
            assert codes == {A, C}
        assert all("\n" not in str(problem) for problem in problems)


# Modifiers.

PLAIN = Session.of({A: 33, C: 20}, NOW)
# Assistant 15, therapist 27 of one code: 42 minutes, 3 units; 15 of the assistant alone are one of them.
SHARED = Session((Service(A, 27), Service(A, 15, by=Giver.ASSISTANT)), NOW)


@pytest.mark.parametrize(
    ("visit", "typed", "verdict"),
    [
        (PLAIN, {A: "GP", C: "gp"}, "right"),
        (PLAIN, {A: ["GP"], C: ("GP",)}, "right"),
        (PLAIN, {A: "GP"}, "unanswered"),
        (PLAIN, {A: "none", C: "GP"}, "wrong"),
        (PLAIN, {A: "GO", C: "GO"}, "wrong"),
        (PLAIN, {A: "GP 59", C: "GP"}, "wrong"),
        (SHARED, {A: "2 GP / 1 CQ GP"}, "right"),
        (SHARED, {A: "1x GP CQ; 2x GP"}, "right"),
        (SHARED, {A: "1 GP / 2 GP CQ"}, "wrong"),
        (SHARED, {A: "GP CQ"}, "wrong"),
        (SHARED, {A: "GP / GP CQ"}, "wrong"),
        (SHARED, {A: ""}, "unanswered"),
    ],
)
def test_modifiers_are_marked_as_sets(visit: Session, typed: Typed, verdict: str) -> None:
    assert grade_modifiers(claim(visit, CMS), typed).verdict.value == verdict


def reasons(visit: Session, typed: Typed, around: Circumstances | None = None) -> list[tuple[str, str, str]]:
    marked = grade_modifiers(claim(visit, CMS, around), typed)
    found = [reason for mark in marked.marks for reason in mark.reasons]
    return [(one.kind, one.modifier, one.finding.kind if one.finding else "") for one in found]


BOTH = Session((Service(A, 20), Service(C, 20)), NOW, year_to_date=2480.0)
# 20 + 20 = 40 minutes, 3 units, two of them of A by the fees: 2,420 + 29.06 + 22.21 = 2,471.27 stays below 2,480, and
# any unit more passes it.
CROSSING = Session((Service(A, 20), Service(C, 20)), NOW, year_to_date=2420.0)
WITH_GROUP = Session((Service("97150", 30, contact=Contact.GROUP), Service(A, 20)), date(2024, 7, 1))
NO_LINE = Session.of({A: 15, C: 3}, NOW)
GROUNDS = Circumstances(stated={A: ("59",)})


@pytest.mark.parametrize(
    ("visit", "around", "typed", "found"),
    [
        (PLAIN, None, {A: "GP", C: "GP 59"}, [("extra", "59", "edit_none")]),
        (PLAIN, None, {A: "GP KX", C: "GP"}, [("extra", "KX", "kx_early")]),
        (PLAIN, None, {A: "GP CQ", C: "GP"}, [("extra", "CQ", "assistant_unneeded")]),
        (PLAIN, None, {A: "GP GO", C: "GP"}, [("extra", "GO", "plan_twice")]),
        (PLAIN, None, {A: "none", C: "GP"}, [("missing", "GP", "")]),
        (CROSSING, None, {A: "GP KX", C: "GP KX"}, [("extra", "KX", "kx_crossing")]),
        (BOTH, None, {A: "GP", C: "GP KX"}, [("missing", "KX", "kx_needed")]),
        (SHARED, None, {A: "GP"}, [("missing", "CQ", "assistant_blocks")]),
        (SHARED, None, {A: "1 GP / 2 GP CQ"}, [("split", "", "assistant_blocks")]),
        (WITH_GROUP, GROUNDS, {"97150": "GP", A: "GP"}, [("missing", "59", "edit_bypass")]),
        (WITH_GROUP, GROUNDS, {"97150": "GP 59", A: "GP 59"}, [("extra", "59", "edit_bypass")]),
        (WITH_GROUP, GROUNDS, {"97150": "GP", A: "GP 59 XU"}, [("extra", "XU", "bypass_twice")]),
        (NO_LINE, None, {A: "GP", C: "GP"}, [("no_line", "", "")]),
        (NO_LINE, None, {A: "GP"}, []),
    ],
)
def test_every_modifier_that_is_missing_or_too_much_has_its_reason(visit, around, typed, found) -> None:
    assert reasons(visit, typed, around) == found


# The edit on 97113 with 97110 asks for separate intervals, for which 59 and XU are named; the day is the one read.
@pytest.mark.parametrize(("modifier", "verdict"), [("59", "right"), ("XU", "right"), ("XP", "wrong"), ("", "wrong")])
def test_any_modifier_that_lifts_the_edit_is_right(modifier: str, verdict: str) -> None:
    visit = Session.of({"97113": 20, A: 20}, date(2024, 7, 1))
    written = claim(visit, CMS, GROUNDS)
    assert grade_modifiers(written, {"97113": "GP", A: f"GP {modifier}"}).verdict.value == verdict


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({A: "GQ9"}, [f"modifiers.{A}"]),
        ({A: "GP QQ", C: "??"}, [f"modifiers.{A}", f"modifiers.{C}"]),
        ({A: "G" * 121}, [f"modifiers.{A}"]),
        ({A: 59}, [f"modifiers.{A}"]),
        ({D: "GP"}, ["code"]),
    ],
)
def test_malformed_modifiers_are_all_named(typed: Typed, fields: list[str]) -> None:
    with pytest.raises(AnswerError) as caught:
        read_modifiers([A, C], typed, ["GP", "CQ", "59"])
    assert [problem.field for problem in caught.value.problems] == fields


@pytest.mark.parametrize(
    ("text", "units", "modifiers"),
    [
        ("59 GP", None, {"59", "GP"}),
        ("2 59,GP", 2, {"59", "GP"}),
        ("10x GP-KX", 10, {"GP", "KX"}),
        ("10 GP", 10, {"GP"}),
        ("none", None, set()),
    ],
)
def test_a_line_is_read_with_or_without_its_units(text: str, units: int | None, modifiers: set[str]) -> None:
    (line,) = read_modifiers([A], {A: text}, ["GP", "KX", "59"])[A]
    assert (line.units, line.modifiers) == (units, modifiers)


def test_a_drill_is_right_only_when_both_parts_are() -> None:
    drawn = drill(1, 1, "plan")
    right, plan = drawn.alternatives[0], dict.fromkeys(drawn.asks, "GP" if drawn.visit.discipline == "PT" else "GO")
    assert grade(drawn, right, plan).verdict.value == "right"
    assert grade(drawn, right, dict.fromkeys(drawn.asks, "KX")).verdict.value == "wrong"
    assert grade(drawn, right).verdict.value == "unanswered"
    assert grade(drawn, dict.fromkeys(drawn.asks, 9), plan).verdict.value == "wrong"


# Words.


def feedback(grade: Grade) -> tuple[Sentence, ...]:
    """All that a page says about an answer, in its order; the steps only once everything asked for has an answer."""
    said = [verdict_of(grade), *diagnosis_sentences(grade), *(line_sentences(grade.lines) if grade.lines else ())]
    return (*said, *(explain(grade.allocation) if grade.verdict is not Verdict.UNANSWERED else ()))


def test_feedback_names_the_rule_refutes_it_and_shows_the_steps() -> None:
    marked = grade_units(VISIT, CMS, {A: 3, C: 0})
    said = feedback(marked)
    assert [sentence.plain for sentence in said[:3]] == [
        "You counted 97110 × 3 and 97140 × 0. It is 97110 × 2 and 97140 × 1.",
        (
            "Your numbers are those of a wrong rule: All units billed to one code. "
            "Bills all units under the code with most minutes."
        ),
        # 3 units begin at 38 minutes.
        (
            "You gave 97110 3 units. That many would need 38 minutes of it, and it ran 33. Each code takes its own "
            "whole quarter-hours, then what is left goes to the largest leftovers: 97110 × 2 and 97140 × 1."
        ),
    ]
    assert said[-len(explain(marked.allocation)) :] == explain(marked.allocation)


@pytest.mark.parametrize(
    ("key", "minutes", "rule", "answer", "text"),
    [
        # 17 + 21 = 38, the first minute of 3 units; alone, both are between 8 and 22.
        (
            "each_alone",
            {A: 17, C: 21},
            CMS,
            {A: 1, C: 1},
            (
                "Counted alone, that is 1 unit for 17 minutes of 97110 and 1 unit for 21 minutes of 97140: 2 units in "
                "all. This rule adds the minutes first: 17 + 21 = 38 timed minutes, and 38 to 52 minutes make 3 units."
            ),
        ),
        (
            "pooled_total",
            {A: 33, C: 7},
            AMA,
            {A: 2, C: 1},
            (
                "You added the minutes first: 33 + 7 = 40 timed minutes. Here nothing is pooled. Counted alone, that "
                "is 2 units for 33 minutes of 97110 and no unit for 7 minutes of 97140: 2 units in all."
            ),
        ),
        (
            "untimed_pooled",
            {"97161": 20, A: 20},
            CMS,
            {"97161": 1, A: 3},
            (
                "You added the 20 minutes of 97161 to the timed minutes. They belong to total treatment time only. "
                "Without them it comes to 20 timed minutes, and 8 to 22 minutes make 1 unit."
            ),
        ),
        # 7 + 7 + 7 = 21, between 8 and 22.
        (
            "tie_both",
            {B: 7, A: 7, C: 7},
            CMS,
            {B: 1, A: 1, C: 1},
            (
                "You gave 97112, 97110 and 97140 a unit each for equal leftovers. There is 1 unit to give among them: "
                "7 + 7 + 7 = 21 timed minutes, and 8 to 22 minutes make 1 unit, not 3 units. Who gets it is the "
                "clinician's choice."
            ),
        ),
    ],
)
def test_a_refutation_speaks_of_the_learners_own_numbers(key, minutes, rule, answer, text) -> None:
    assert refutation(misconceptions()[key], allocate(Session.of(minutes), rule), answer).text == text


@given(sessions(), rules())
def test_every_refutation_can_be_written(session: Session, rule: CountingRule) -> None:
    allocation = allocate(session, rule)
    for found in misconceptions().values():
        for answer in wrong_answers(found, allocation)[:2]:
            if answer not in allocation.alternatives:
                sentence = refutation(found, allocation, answer)
                assert not UNGRAMMATICAL.search(sentence.text)
                assert sentence.source in facts().sources


@given(crowded_minutes())
def test_feedback_on_a_wide_choice_stays_short(minutes: dict[str, int]) -> None:
    session = Session.of(minutes)
    for sentence in feedback(grade_units(session, CMS, dict.fromkeys(minutes, 40))):
        assert len(sentence.text) < 1200


def test_numbers_that_no_rule_gives_are_not_explained_away() -> None:
    (said,) = diagnosis_sentences(grade_units(VISIT, CMS, {A: 9, C: 9}))
    assert said.text.startswith("No wrong rule we know")


def test_unanswered_is_not_called_wrong() -> None:
    said = feedback(grade_units(VISIT, CMS, {A: 3}))
    assert [sentence.text for sentence in said] == ["Not answered yet: 97140."]


@pytest.fixture(scope="module")
def used() -> set[tuple[str, str]]:
    """Every template that some drill, answer or visit asks for."""
    recorder = Recorder(templates())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ptcoding.facts.words.templates", lambda: recorder)
        for trap in drill_table().traps:
            for seed in range(24):
                drawn = drill(seed, 2 + seed % 2, trap)
                story(drawn)
                card(drawn)
                question(drawn)
                for units in (drawn.alternatives[0], dict.fromkeys(drawn.asks, 9)):
                    feedback(grade(drawn, units, dict.fromkeys(drawn.asks, "GP 59")))
                feedback(grade(drawn, drawn.alternatives[0]))
                correction(replace(drawn, first=()))
                correction(drawn, replace(drill_table(), corrected={trap: Corrected(trap, NOW, "Why.", "cpm5-20.2")}))
        for typed in ({}, {B: 2, A: 1}, {B: 9, A: 9}, {B: 1, A: 1}):
            verdict_of(grade_units(TIED, CMS, typed))
        feedback(grade_units(Session.of({B: 7, A: 7, C: 7, D: 7}), CMS, {B: 9, A: 9, C: 9, D: 9}))
        feedback(grade_units(VISIT, CMS, {A: 2, C: 0}))
        lines = ((NO_LINE, {A: "GP", C: "GP"}), (SHARED, {A: "1 GP / 2 GP CQ"}), (PLAIN, {A: "none", C: "GP"}))
        for visit, stated in lines:
            line_sentences(grade_modifiers(claim(visit, CMS), stated))
    return recorder.used


@pytest.mark.parametrize("group", sorted(name for name in templates() if name.startswith("drill_")))
def test_every_template_is_used(group: str, used: set[tuple[str, str]]) -> None:
    assert {kind for name, kind in used if name == group} == set(templates()[group])


def test_sentences_about_lines_carry_their_sources() -> None:
    said = line_sentences(grade_modifiers(claim(PLAIN, CMS), {A: "GP", C: "GP 59"}))
    assert said[0].text == "97110: 2 × GP is right."
    assert said[1].text.startswith("97140: 59 does not belong there. 97110 with 97140: no NCCI edit pairs them")
    assert [sentence.source for sentence in said] == ["cpm5-20.1", "ncci-ptp-2026"]


def test_other_plans_take_their_own_modifier() -> None:
    visit = Session((Service(A, 20),), NOW, Discipline.OT)
    assert grade_modifiers(claim(visit, CMS), {A: "GO"}).verdict.value == "right"
