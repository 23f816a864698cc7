"""Records to code: right for every answer that can be defended, wrong for each wrong rule that has a name."""

import re

import pytest

from lessons.content.charts import charts
from ptcoding.errors import AnswerError
from ptcoding.facts import facts
from ptcoding.learning.chart.grade import BENCHMARK, Entered, EnteredLine, grade_day
from ptcoding.learning.chart.typed import TypedClaim, TypedLine, read_typed
from ptcoding.learning.marking.misconception import misconceptions, wrong_answers
from tests.learning.chart.coding import defended

DAYS = [(chart, day) for chart in charts() for day in chart.days]
NAMES = [f"{chart.slug}-{day.key}" for chart, day in DAYS]


@pytest.mark.parametrize(("chart", "day"), DAYS, ids=NAMES)
def test_every_answer_that_can_be_defended_is_right(chart, day):
    answers = list(defended(day))
    assert answers
    for entered in answers:
        graded = grade_day(day, entered)
        assert [mark for mark in graded.marks if not mark.right] == []
        assert graded.passed


@pytest.mark.parametrize(("chart", "day"), DAYS, ids=NAMES)
def test_each_wrong_rule_that_works_on_a_day_is_named(chart, day):
    entered = next(defended(day))
    for rule in misconceptions().values():
        allocation = day.ways[0].allocation
        for units in wrong_answers(rule, allocation):
            if any(units in way.allocation.alternatives for way in day.ways):
                continue
            lines = tuple(EnteredLine(code, count, ("GP",), "A") for code, count in units.items() if count)
            graded = grade_day(day, Entered(lines, entered.diagnoses))
            assert not all(mark.right for mark in graded.marks)
            assert graded.wrong_rule


@pytest.mark.parametrize(("chart", "day"), DAYS, ids=NAMES)
def test_the_words_that_decide_stand_in_the_note(chart, day):
    (note,) = [one.text for one in chart.documents if one.key == day.document]
    for passage in day.passages:
        assert note.count(passage.words) >= 1
    billed = {line.code for way in day.ways for line in way.lines}
    assert billed <= {passage.code for passage in day.passages}
    assert not billed & set(day.traps)


@pytest.mark.parametrize(("chart", "day"), DAYS, ids=NAMES)
def test_the_minutes_of_the_record_are_those_of_the_answer(chart, day):
    """The note's own total of timed minutes, where it states one that counts."""
    (note,) = [one.text for one in chart.documents if one.key == day.document]
    stated = re.search(r"(?:timed min|timed|TT)\s+(\d+)", note, re.IGNORECASE)
    assert stated
    assert int(stated[1]) == day.ways[0].allocation.timed_minutes


@pytest.mark.parametrize(("chart", "day"), DAYS, ids=NAMES)
def test_the_diagnoses_are_valid_ones(chart, day):
    for way in day.ways:
        assert not [one.kind for one in way.findings if one.kind in {"diagnosis_unknown", "diagnosis_incomplete"}]


@pytest.mark.parametrize(("chart", "day"), DAYS, ids=NAMES)
def test_an_empty_claim_and_a_trap_fail(chart, day):
    assert not grade_day(day, Entered((), ())).passed
    good = next(defended(day))
    for code, why in day.traps.items():
        graded = grade_day(day, Entered((*good.lines, EnteredLine(code, 1, ("GP",), "A")), good.diagnoses))
        (extra,) = [mark for mark in graded.marks if mark.part == "extra"]
        assert (extra.code, extra.right, extra.says) == (code, False, why)


def test_no_modifier_and_no_pointer_are_each_told():
    (chart,) = [one for one in charts() if one.slug == "pt_knee"]
    (day,) = [one for one in chart.days if one.key == "v3"]
    # Without CQ, and without a split: one line of two units.
    lines = (EnteredLine("97110", 2, ("GP",), "A"), EnteredLine("97112", 1, ("GP", "CQ"), ""))
    graded = grade_day(day, Entered(lines, ("M25.661",)))
    wrong = {(mark.part, mark.code) for mark in graded.marks if not mark.right}
    assert wrong == {("modifiers", "97110"), ("pointers", "97112")}
    (why,) = [mark.says for mark in graded.marks if (mark.part, mark.code) == ("modifiers", "97110")]
    assert "97110 GP CQ" in why


def test_the_charts_cover_the_three_disciplines_and_cite_their_sources():
    assert {chart.discipline for chart in charts()} == {"PT", "OT", "SLP"}
    assert BENCHMARK == 0.70
    assert len(charts()) == 12
    for chart in charts():
        assert chart.payer in facts().payers
        assert set(chart.sources) <= set(facts().sources)
        assert 3 <= len(chart.days) <= 8


def day_of(slug, key):
    (chart,) = [one for one in charts() if one.slug == slug]
    return next(one for one in chart.days if one.key == key)


def test_what_is_no_modifier_and_a_letter_beyond_the_diagnoses_are_named():
    lines = (EnteredLine("97110", 1, ("GP", "ZZ"), "A"), EnteredLine("97140", 1, ("GP",), "AC"))
    graded = grade_day(day_of("pt_knee", "v2"), Entered(lines, ("M25.661",)))
    said = {(mark.part, mark.code): mark.says for mark in graded.marks if not mark.right}
    assert said["modifiers", "97110"].startswith("97110: ZZ is not a modifier we know.")
    assert "points to C, and the claim has 1 diag" in said["pointers", "97140"]


def test_every_bad_field_of_a_form_is_named_at_once():
    lines = (TypedLine("9711", "x", "GPX", "Z"), TypedLine("", "2"), TypedLine())
    with pytest.raises(AnswerError) as raised:
        read_typed(TypedClaim("M25.661, back", lines), facts())
    assert [(one.field, one.value) for one in raised.value.problems] == [
        ("diagnoses", "back"),
        ("code, line 1", "9711"),
        ("units, line 1", "x"),
        ("modifiers, line 1", "GPX"),
        ("points to, line 1", "Z"),
        ("code, line 2", ""),
    ]


def test_modifiers_are_read_without_blanks_too():
    (line,) = read_typed(TypedClaim("", (TypedLine("97110", "1", "gpkx/59", "b,a"),)), facts()).lines
    assert (line.modifiers, line.pointers) == (("GP", "KX", "59"), "BA")
