"""An answer is judged once; what is kept of it is the same to the last sign in every version."""

from datetime import date
from types import MappingProxyType

import pytest

from ptcoding import InputError
from ptcoding.errors import AnswerError
from ptcoding.learning.bank.item import Choice, Item, Kind
from ptcoding.learning.bank.note_bank import Note
from ptcoding.learning.drill import generate
from ptcoding.learning.marking.grade import Grade
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.question import DrillQuestion, Given, ItemQuestion, drilled
from tests.learning.answering import MONDAY, numbered

WRITTEN = date(2026, 11, 21)
CHOICES = tuple(Choice(text, right, "So it is.") for text, right in (("a", True), ("b", False), ("c", True)))
ONE = ItemQuestion(Item("one", Kind.RECALL, "T08", 1, "Which?", "cpm5-20.2", WRITTEN, CHOICES[:2]))
SEVERAL = ItemQuestion(Item("all", Kind.MISSING, "T23", 2, "Which?", "cpm5-20.2", WRITTEN, CHOICES, many=True))
NOTE = Note(
    key="sacks", title="Sacks", discipline="PT", style="line", quality="good", code="", supports="", topics=("T08",),
    sources=(), written=WRITTEN, text="97110 24 min, 97112 23 min", why="", uncertain=(), elements={},
    minutes=MappingProxyType({"97110": 24, "97112": 23}),
)  # fmt: skip
TIMES = ItemQuestion(
    Item("times", Kind.TIMES, "T08", 2, "How many?", "cpm5-20.2", WRITTEN, (), ("sacks",), rule="cms"), (NOTE,)
)
# Version 0.1 asked for the modifiers of these three codes.
CLAIMED = drilled(4711002, 2, "plan")
CODES = ("97112", "97530", "97110")


def test_one_choice_is_judged_and_kept_as_its_place():
    judged = [ONE.judge(Given(chosen)) for chosen in ((), (0,), (1,))]
    assert [(one.verdict.value, one.stored) for one in judged] == [
        ("unanswered", "[]"), ("right", "[0]"), ("wrong", "[1]"),
    ]  # fmt: skip


def test_several_choices_are_kept_in_the_order_given():
    judged = SEVERAL.judge(Given((2, 0)))
    assert (judged.verdict, judged.diagnosis, judged.stored) == ("right", "", "[2,0]")
    assert SEVERAL.restore("[2,0]") == Given((2, 0))


def test_units_are_kept_by_code_in_the_order_given_and_their_wrong_rule_is_named():
    # 24 + 23 = 47 minutes make 3 units; each code rounded alone would make 2 and 2.
    judged = TIMES.judge(Given(units={"97112": 2, "97110": 2}))
    assert (judged.verdict, judged.diagnosis) == ("wrong", "each_alone")
    assert judged.stored == '{"97112":2,"97110":2}'
    assert TIMES.restore('{"97112":2,"97110":2}') == Given(units={"97112": 2, "97110": 2})
    assert TIMES.judge(Given(units={"97110": 2})).verdict == "unanswered"


def test_units_of_a_drill_stand_under_a_name_of_their_own():
    # 5 and 33 minutes are 38 and make 3 units: two quarter-hours of 97110, and the larger leftover, 5 against 3.
    asked = drilled(5000, 2, "leftover")
    judged = asked.judge(Given(units={"97140": 1, "97110": 2}))
    assert (judged.verdict, judged.stored) == ("right", '{"units":{"97140":1,"97110":2}}')
    assert asked.restore('{"units":{"97140":1,"97110":2}}') == Given(units={"97140": 1, "97110": 2})


@pytest.mark.parametrize(
    ("typed", "row", "again"),
    [
        ("2 go", '["2","GO"]', "2 GO"),
        ("GP 59", '["59","GP"]', "59 GP"),
        ("none", "[]", "none"),
        ("1 gp cq / 2 GP", '["1","CQ","GP",null,"2","GP"]', "1 CQ GP / 2 GP"),
        ("none / none", "[null]", "none / none"),
        ("2 GP / none / 1 CQ", '["2","GP",null,null,"1","CQ"]', "2 GP / none / 1 CQ"),
    ],
)
def test_modifiers_are_kept_as_one_row_with_nothing_between_two_lines(typed, row, again):
    given = Given(units=dict.fromkeys(CODES, 1), modifiers={"97112": typed, "97530": "GO", "97110": ""})
    # A code without an answer in modifiers is left out.
    kept = f'{{"units":{{"97112":1,"97530":1,"97110":1}},"modifiers":{{"97112":{row},"97530":["GO"]}}}}'
    assert CLAIMED.judge(given).stored == kept
    assert CLAIMED.restore(kept).modifiers == {"97112": again, "97530": "GO"}
    assert CLAIMED.judge(CLAIMED.restore(kept)).stored == kept


def test_a_modifier_that_cannot_be_read_is_refused():
    with pytest.raises(AnswerError, match=r"modifiers\.97112"):
        CLAIMED.judge(Given(modifiers={"97112": "QQ"}))


def test_a_place_without_a_choice_is_refused():
    with pytest.raises(InputError, match="choice: '7' given, expected a position from 0 to 1"):
        ONE.judge(Given((7,)))


def test_nothing_given_is_no_answer_to_any_question():
    for asked in (ONE, SEVERAL, TIMES, CLAIMED, drilled(5000, 2)):
        judged = asked.judge(Given())
        assert (judged.verdict, judged.diagnosis) == ("unanswered", "")


def test_an_answer_carries_what_its_question_is():
    asked = drilled(5000, 2, "leftover")
    kept = asked.judge(Given(units={"97140": 1, "97110": 3})).answer(numbered(1), Mode.EXAM, MONDAY, numbered(2))
    assert (kept.key, kept.item, kept.topic, kept.kind, kept.mode) == (
        numbered(1), "drill:leftover", asked.drill.trap.topics[0], "units", Mode.EXAM,
    )  # fmt: skip
    assert (kept.right, kept.diagnosis, kept.seed, kept.at, kept.sitting) == (
        False, "ceiling_each", 5000, MONDAY, numbered(2),
    )  # fmt: skip
    kept = ONE.judge(Given((0,))).answer(numbered(3), Mode.PRACTICE, MONDAY)
    assert (kept.item, kept.topic, kept.kind, kept.right) == ("one", "T08", "recall", True)
    assert (kept.seed, kept.sitting, kept.diagnosis) == (0, "", "")


def test_a_drill_is_drawn_when_it_is_asked_for_and_never_again(monkeypatch):
    asked = drilled(5000, 2, "leftover")
    monkeypatch.setattr(generate, "drill", None)
    monkeypatch.setattr("ptcoding.learning.question.drill", None)
    judged = asked.judge(Given(units={"97140": 1, "97110": 2}))
    assert asked.restore(judged.stored) == judged.given
    assert asked.drill.visit.services[0].minutes == 5


def test_an_answer_in_units_is_counted_once(monkeypatch):
    marked = TIMES.judge(Given(units={"97110": 2, "97112": 2}))
    assert isinstance(marked.marked, Grade)
    monkeypatch.setattr("ptcoding.learning.question.grade_units", None)
    # Verdict, diagnosis, what is kept and the answer to be kept are read from what was judged.
    assert (marked.verdict, marked.diagnosis, marked.stored) == ("wrong", "each_alone", '{"97110":2,"97112":2}')
    assert marked.answer(numbered(1), Mode.PRACTICE, MONDAY).diagnosis == "each_alone"


def test_a_drill_about_anything_is_that_of_the_trap_drawn_for_it():
    asked = drilled(77_000, 1)
    assert isinstance(asked, DrillQuestion)
    assert asked.drill == drilled(77_000, 1, asked.drill.trap.key).drill
