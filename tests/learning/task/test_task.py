"""Tasks of the trade: right for the right answer, and wrong with a reason for each wrong one."""

import re
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest

from lessons.content.charts import charts
from lessons.content.course import topics
from lessons.content.tasks import DRAWN, task, written
from ptcoding.facts import facts
from ptcoding.learning.memory.progress import remembered
from ptcoding.learning.task.audit import audit_task, audit_visits
from ptcoding.learning.task.from_chart import error_task, highlight_task
from ptcoding.learning.task.grade import answer_of, grade_task
from ptcoding.learning.task.split import schedule, split_task
from ptcoding.learning.task.task import Form, Kind, Said
from ptcoding.notes.load import rubric

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
# The modifiers of the corrected lines, as the manuals of the tasks' sources have them.
LINES = {
    "rework-traction": "GP 59",
    "rework-plan-modifier": "GP CQ",
    "rework-threshold": "KX GP",
}


def right_answer(asked):
    """What somebody gives who knows."""
    found = {}
    for part in asked.parts:
        rights = tuple(place for place, option in enumerate(part.options) if option.right)
        found[part.key] = {
            Form.ONE: Said(chosen=rights),
            Form.MANY: Said(chosen=rights),
            Form.ORDER: Said(chosen=tuple(range(1, len(part.options) + 1))),
            Form.NUMBER: Said(number=part.number),
            Form.MODIFIERS: Said(text=LINES.get(asked.key, "")),
            Form.WORDS: Said(text=(re.findall(r'"(.*)"', part.why) or [""])[0]),
        }[part.form]
    return found


@pytest.mark.parametrize("asked", written().values(), ids=lambda one: one.key)
def test_a_written_task_is_right_for_the_right_answer_and_wrong_with_a_reason_for_each_other(asked):
    answers = right_answer(asked)
    assert grade_task(asked, answers).is_done
    assert asked.topic in topics()
    assert asked.sources
    assert set(asked.sources) <= set(facts().sources)
    assert not grade_task(asked, {}).right
    assert grade_task(asked, {}).is_empty
    for part in asked.parts:
        assert set(part.elements) <= set(rubric())
        if part.form is Form.ONE:
            assert sum(option.right for option in part.options) == 1
        for place, option in enumerate(part.options):
            assert option.why
            if part.form in (Form.ONE, Form.MANY) and not option.right:
                (mark,) = [
                    one for one in grade_task(asked, {part.key: Said(chosen=(place,))}).marks if one.part == part
                ]
                assert mark.right is False
                assert any(option.why in said for said in mark.says)


def test_there_are_written_tasks_of_each_kind_that_is_not_drawn():
    kinds = [one.kind for one in written().values()]
    assert {kind: kinds.count(kind) for kind in Kind if kind not in DRAWN} == {
        Kind.REWORK: 7, Kind.ORDER: 3, Kind.WRITE: 4,
    }  # fmt: skip


def test_two_steps_that_change_places_are_wrong_and_told():
    (asked,) = [one for one in written().values() if one.key == "order-episode"]
    (mark,) = grade_task(asked, {"steps": Said(chosen=(1, 3, 2, 4, 5))}).marks
    assert mark.right is False
    assert "Due within 30 days of the first treatment. It came on day 13." in mark.says
    assert not any("90 days at most" in said for said in mark.says)


def test_a_line_that_lacks_what_the_coach_looks_for_is_told_what():
    (asked,) = [one for one in written().values() if one.key == "write-goal"]
    (mark,) = grade_task(asked, {"goal": Said(text="Increase strength.")}).marks
    assert mark.right is False
    assert "link to daily life" in mark.says[0]


def test_modifiers_of_a_corrected_line_that_are_none_are_refused_in_words():
    (asked,) = [one for one in written().values() if one.key == "rework-traction"]
    for typed, said in (("GP", "97140: the modifiers are GP 59."), ("Q9", "Q9")):
        mark = grade_task(asked, {"line": Said(text=typed)}).marks[1]
        assert mark.right is False
        assert said in mark.says[0]


def test_the_tally_of_an_audit_is_that_of_its_visits():
    # Visit 4 of this number: 12 + 16 = 28 timed minutes are 2 units (23 to 37), and 3 were billed.
    visits = audit_visits(5)
    assert [one.allocation.timed_minutes for one in visits][3] == 28
    assert (visits[3].earned, sum(visits[3].billed.values())) == (2, 3)
    # Visits 4 and 8 are over by one each, 2 and 9 under: 2 units at 30 dollars are to be paid back.
    numbers = {part.key: part.number for part in audit_task(5).parts}
    assert (numbers["v4"], numbers["over"], numbers["under"], numbers["back"]) == (2, 2, 2, 60)


@pytest.mark.parametrize("seed", range(1, 12))
def test_every_audit_has_ten_visits_and_something_over(seed):
    visits = audit_visits(seed)
    assert len(visits) == 10
    assert any(one.over > 0 for one in visits)
    assert all(abs(one.over) <= 1 for one in visits)
    assert all(units > 0 for one in visits for units in one.billed.values())


def test_a_schedule_is_split_by_who_is_treated():
    # 9:00-9:08 A, 9:08-9:18 B, 9:18-9:28 C with B on the bike, 9:28-9:46 A with C on the bike, 9:46-10:04 B and C,
    # 10:04-10:12 C, 10:12-10:27 A.
    numbers = {part.key: part.number for part in split_task(3).parts}
    assert numbers == {
        "A_one": 8 + 18 + 15, "A_group": 0, "A_alone": 0,
        "B_one": 10, "B_group": 18, "B_alone": 10,
        "C_one": 10 + 8, "C_group": 18, "C_alone": 18,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(1, 12))
def test_every_schedule_has_each_kind_of_block_without_a_gap(seed):
    blocks = schedule(seed)
    assert {block.kind for block in blocks} == {"one", "two", "alone"}
    assert all(before.start + before.minutes == after.start for before, after in pairwise(blocks))
    assert {who for block in blocks for who in block.treated} == {"A", "B", "C"}


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_claim_with_one_error_has_exactly_one_and_a_note_has_lines_that_carry_the_code(seed):
    (wrong,) = error_task(charts(), seed).parts
    assert sum(option.right for option in wrong.options) == 1
    assert len(wrong.options) >= 3
    (lines,) = highlight_task(charts(), seed).parts
    assert 0 < sum(option.right for option in lines.options) < len(lines.options)


@pytest.mark.parametrize("kind", DRAWN)
def test_a_number_leads_to_the_same_task(kind):
    assert task(kind, 7) == task(kind, 7)
    assert task(kind, 7) != task(kind, 8)


def test_what_is_kept_of_a_task_are_numbers_and_no_words():
    (asked,) = [one for one in written().values() if one.key == "write-goal"]
    answers = {"goal": Said(text="In 8 weeks pt climbs 14 steps to reach her apartment alone.")}
    key = str(UUID(int=1))
    kept = answer_of(key, asked, answers, grade_task(asked, answers), NOON)
    assert (kept.item, kept.kind, kept.given) == ("task:write-goal", "task:write", '{"goal":true}')
    assert remembered([kept]) == ()
    audit = audit_task(5)
    kept = answer_of(key, audit, right_answer(audit), grade_task(audit, right_answer(audit)), NOON, 2)
    assert (kept.right, kept.seed, kept.tries) == (True, 5, 2)
    assert '"over":2' in kept.given
