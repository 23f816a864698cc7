"""A series never changes: what it draws hangs on nothing that is ever corrected, and a correction is said."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from ptcoding import AMA, CMS, Service, Session, allocate
from ptcoding.billing.claim.assistant import attribute
from ptcoding.billing.visit.session import Contact, Giver
from ptcoding.errors import InputError
from ptcoding.explanation.drill_card import card
from ptcoding.explanation.drill_words import correction, story
from ptcoding.facts import facts
from ptcoding.facts.table import read_table
from ptcoding.learning.drill import drill as drills
from ptcoding.learning.drill.beliefs import BELIEFS, answers, is_misled
from ptcoding.learning.drill.drill import Drill, Shape, all_series, drill_table, table_of
from ptcoding.learning.drill.generate import draw, drill
from ptcoding.learning.drill.tally import tally
from ptcoding.learning.marking.misconception import misconceptions, wrong_answers

A, B, C, D = "97110", "97112", "97140", "97530"
NEWEST = all_series()[-1]
NUMBERS = drill_table().numbers
NEW = ("eights", "order")


def weighed(*services: Service, rule: str = "cms"):
    return tally(services, rule, NUMBERS)


@pytest.fixture(scope="module")
def drawn() -> list[Drill]:
    """Drills of every series, level and trap."""
    return [
        drill(f"{series}.{seed}", level, trap, series)
        for series in all_series()
        for trap in drill_table(series).traps
        for level in (1, 2, 3)
        for seed in range(8)
    ]


def test_the_engine_counts_every_drill_as_its_series_did(drawn) -> None:
    """Where they part, a file of a series needs a row that says what was corrected, since when, and its source."""
    parted = {one.trap.key for one in drawn if one.has_changed and correction(one) is None}
    assert parted == set()
    assert {one.trap.key for one in drawn if one.has_changed} <= set(drill_table(NEWEST).corrected)


def test_the_wrong_rules_of_the_drills_are_those_that_explain_answers(drawn) -> None:
    """They are copies that stay as they are: where the ones that explain are improved, take the case out here."""
    for one in drawn:
        seen, counted = tally(one.visit.services, one.rule, NUMBERS), one.allocation
        for key in BELIEFS:
            assert list(answers(seen, key)) == list(wrong_answers(misconceptions()[key], counted)), key


def test_the_codes_of_the_drills_are_timed_and_untimed_as_the_code_table_says() -> None:
    table = drill_table()
    named = {code for trap in table.traps.values() for shape in trap.shapes for row in shape.codes for code in row}
    drawn = {*named, *table.timed, *table.modalities, *(code for own in table.evaluations.values() for code in own)}
    assert {code for code in drawn if not facts().codes[code].timed} == NUMBERS.untimed


def test_a_drill_is_drawn_without_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    before = drill(7, 2, "tie")

    def none(*_: object) -> None:
        raise AssertionError("asked")

    for name in ("allocate", "claim_of"):
        monkeypatch.setattr(drills, name, none)
    assert drill(7, 2, "tie").visit.services == before.visit.services
    with pytest.raises(AssertionError, match="asked"):
        _ = drill(7, 2, "tie").alternatives


# A rule that asked nine minutes of a started unit would turn 23 timed minutes from two units into one.
def test_a_corrected_rule_asks_the_same_and_says_that_the_answer_changed() -> None:
    asked = next(one for one in (drill(seed, 1, "cliff") for seed in range(99)) if minutes(one) in (8, 23, 38, 53))
    assert correction(asked) is None
    later = facts().replaced(rules={asked.rule: replace(facts().rules[asked.rule], threshold=9)})
    again = replace(asked, visit=replace(asked.visit, facts=later))
    assert (again.visit, again.scene, again.first) == (asked.visit, asked.scene, asked.first)
    assert again.has_changed
    said = correction(again)
    assert said is not None
    before = " and ".join(f"{code} × {units}" for code, units in asked.first[0].items())
    assert said.text == f"This answer has been corrected. When the drill first came out, {before} was right."


def minutes(one: Drill) -> int:
    return sum(service.minutes for service in one.visit.services)


def test_a_correction_of_modifiers_is_said_in_its_own_words() -> None:
    row = {"trap": "edit", "since": date(2027, 4, 1), "text": "The edit ended in 2025.", "source": "cpm5-20.2"}
    table = table_of(1, {**read_table("drills/series_1"), "corrected": [row]})
    said = correction(draw(table, 1, 2, "edit"), table)
    assert said is not None
    assert said.text.startswith("This answer was corrected on ")
    assert "April" in said.text
    assert said.text.endswith("2027. The edit ended in 2025.")
    assert said.source == "cpm5-20.2"
    assert correction(draw(table, 1, 2, "tie"), table) is None
    # What was corrected in a series stays so in those that go on from it.
    assert table_of(2, {"trap": []}, table).corrected == table.corrected


# The lines of the right claims of 120 drills of each trap that asks for modifiers, as version 0.1 had them.
LINES = {
    "plan": "556ab021930c8d9f",
    "assistant": "4d85d206a5cc5177",
    # Corrected on November 29, 2026: the visit is priced, and lines that pass the threshold carry KX.
    "threshold": "8aa8a92c3ab4e9e2",
    "no_edit": "5c1a92b83cc0bb69",
    "edit": "a02b65c7eb420491",
    "edit_dates": "c1ccc5db24680f17",
    "edit_never": "a3b8c0e70c0b4603",
}


@pytest.mark.parametrize("trap", LINES)
def test_the_lines_of_drills_that_were_handed_out_are_as_they_were(trap: str) -> None:
    """Where a correction changes them, a ``[[corrected]]`` row has to say so, and the new digest stands here."""
    drawn = (drill(seed, level, trap) for seed in range(40) for level in (1, 2, 3))
    text = "\n".join(
        "; ".join(f"{line.code} {line.units} {' '.join(line.modifiers)}" for line in one.claim.lines) for one in drawn
    )
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == LINES[trap]


def test_every_trap_that_asks_for_modifiers_is_held_to_its_lines() -> None:
    traps = drill_table(NEWEST).traps.values()
    assert {trap.key for trap in traps if any(shape.modifiers for shape in trap.shapes)} == set(LINES)


def test_a_later_series_has_everything_of_the_one_before_and_more() -> None:
    first, second = drill_table(1), drill_table(2)
    assert dict(list(second.traps.items())[: len(first.traps)]) == first.traps
    assert tuple(second.traps)[len(first.traps) :] == NEW
    assert (second.timed, second.numbers, second.payers) == (first.timed, first.numbers, first.payers)


def test_an_easy_drill_of_the_third_series_asks_for_units_alone() -> None:
    """The plan's modifier, which easy drills of the second asked for, begins at the second level."""
    asked = {trap.key for trap in drill_table(2).traps.values() for one in trap.shapes if easy_with_modifiers(one)}
    assert asked == {"plan"}
    assert not [1 for trap in drill_table(3).traps.values() for one in trap.shapes if easy_with_modifiers(one)]
    assert {shape.difficulty for shape in drill_table(3).traps["plan"].shapes} == {2}
    assert {key: trap for key, trap in drill_table(3).traps.items() if key != "plan"} == {
        key: trap for key, trap in drill_table(2).traps.items() if key != "plan"
    }


def easy_with_modifiers(shape: Shape) -> bool:
    """Whether an easy drill asks for more than units."""
    return shape.difficulty == 1 and shape.modifiers


@pytest.mark.parametrize("trap", drill_table(1).traps)
def test_a_drill_of_an_old_trap_is_the_same_visit_in_both(trap: str) -> None:
    # One trap more changes what is picked among all of them, not what is drawn for one that is named.
    assert replace(drill(12, 2, trap, 2), series=1) == drill(12, 2, trap)


def test_a_trap_added_to_a_series_of_its_own_changes_no_drill_that_was_handed_out() -> None:
    """What a contributor does, on a copy: a third series with a trap of its own."""
    shape = {"difficulty": 1, "parts": [{"code": "a", "minutes": "3-7"}], "any_of": ["one_each", "ceiling_each"]}
    trap = {"key": "seven", "title": "Seven", "teaches": "Leaves it.", "topics": ["T10"], "shape": [shape]}
    third = table_of(3, {"trap": [trap]}, drill_table(2))
    drawn = [draw(third, seed, 1, None) for seed in range(200)]
    assert {one.trap.key for one in drawn} >= {"seven", *NEW}
    assert all(minutes(one) < 8 for one in drawn if one.trap.key == "seven")
    assert sum(draw(third, seed, 1, None).visit != drill(seed, 1).visit for seed in range(200)) > 100
    digest = hashlib.sha256("".join(written(drill(seed, 1)) for seed in range(200)).encode()).hexdigest()
    assert digest == "0966cf906d287080b856ff5e38f4b433fe150b70185e9f048c28af25d47cdcea"


def written(one: Drill) -> str:
    given = (f"{each.code}.{each.minutes}.{each.by.value}.{each.contact.value}" for each in one.visit.services)
    visit = one.visit
    about = [one.seed, one.trap.key, one.rule, visit.discipline.value, str(visit.date), str(visit.year_to_date)]
    return "|".join([*about, str(one.scene), *given])


# Drawn once; links carry these seeds with ``series=2``.
def test_three_hundred_drills_of_the_second_series_are_the_same_for_ever() -> None:
    text = "".join(written(drill(seed, level, None, 2)) for seed in range(100) for level in (1, 2, 3))
    assert (
        hashlib.sha256(text.encode()).hexdigest() == "73d566343431038eba14b5df6694aa5c11a64127c0cdc51b6cdd6eecdeab66dc"
    )


@pytest.mark.parametrize("series", [0, 4, -1, True, "1", None])
def test_a_series_that_there_is_not_is_refused(series) -> None:
    with pytest.raises(InputError) as caught:
        drill(1, 2, None, series)
    assert [(problem.field, problem.expected) for problem in caught.value.problems] == [("series", "1 or 2 or 3")]


def test_there_is_no_table_of_a_series_that_there_is_not() -> None:
    with pytest.raises(InputError, match="series: '4' given, expected 1 or 2 or 3"):
        drill_table(4)


def test_a_trap_is_known_only_in_the_series_that_has_it() -> None:
    assert drill(1, 2, "order", 2).trap.key == "order"
    with pytest.raises(InputError, match="about: 'order' given"):
        drill(1, 2, "order")


@pytest.mark.parametrize("series", all_series())
def test_every_wrong_rule_that_a_trap_names_is_known(series: int) -> None:
    named = {
        key
        for trap in drill_table(series).traps.values()
        for shape in trap.shapes
        for key in (*shape.against, *shape.any_of)
    }
    assert named <= set(BELIEFS) & set(misconceptions())


# The new traps, worked: what the visit makes, and what the belief makes of it.
@pytest.mark.parametrize(
    ("belief", "rule", "given", "right", "wrong"),
    [
        # 16 minutes are in 8 to 22: one unit. Eights: 16 / 8 = 2.
        ("every_eight", CMS, {A: 16}, {A: 1}, {A: 2}),
        # 24 are in 23 to 37: two. Eights: 3.
        ("every_eight", CMS, {A: 24}, {A: 2}, {A: 3}),
        # 22 + 16 = 38 are in 38 to 52: three; 15 each, and the leftover of 7 beats 1. Eights: 2 and 2.
        ("every_eight", CMS, {A: 22, B: 16}, {A: 2, B: 1}, {A: 2, B: 2}),
        # Each code alone: 22 is one, 16 is one. Eights: 2 and 2.
        ("every_eight", AMA, {A: 22, B: 16}, {A: 1, B: 1}, {A: 2, B: 2}),
        # 18 + 20 = 38: three; 3 and 5 are left over, so the third is the second code's.
        ("rest_to_first", CMS, {A: 18, D: 20}, {A: 1, D: 2}, {A: 2, D: 1}),
        ("rest_to_last", CMS, {A: 20, D: 18}, {A: 2, D: 1}, {A: 1, D: 2}),
        # 16 + 22 + 19 = 57: four; 1, 7 and 4 are left over, so the fourth goes to the one in the middle.
        ("rest_to_first", CMS, {A: 16, B: 22, C: 19}, {A: 1, B: 2, C: 1}, {A: 2, B: 1, C: 1}),
        ("rest_to_last", CMS, {A: 16, B: 22, C: 19}, {A: 1, B: 2, C: 1}, {A: 1, B: 1, C: 2}),
    ],
)
def test_the_new_traps_catch_what_they_are_set_against(belief, rule, given, right, wrong) -> None:
    seen = weighed(*(Service(code, spent) for code, spent in given.items()), rule=rule.key)
    assert dict(allocate(Session.of(given), rule).units) == right
    assert seen.right == (right,)
    assert wrong in list(answers(seen, belief))
    assert is_misled(seen, belief)


@pytest.mark.parametrize("trap", NEW)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_new_trap_has_every_level(trap: str, level: int) -> None:
    drawn = [drill(seed, level, trap, 2) for seed in range(30)]
    assert {one.difficulty for one in drawn} == {level}
    assert len({str(one.visit.services) for one in drawn}) > 20


# What is left of 97110 beside whole quarter-hours: two units are settled where 9 to 14 minutes are each one's, 23 to 28
# both; one unit always is.
@pytest.mark.parametrize(
    ("therapist", "assistant", "beside", "settled"),
    [
        # 23 minutes, two units: 14 and 9.
        (14, 9, 0, True),
        # 22 minutes, one unit.
        (13, 9, 0, True),
        # 21 + 17 = 38, three units; 6 and 2 are left over, so 97110 has two, of 11 and 10: no rule divides 21.
        (11, 10, 17, False),
        # 23 + 16 = 39, three units; 8 and 1 are left over, so 97110 has two, of 14 and 9.
        (14, 9, 16, True),
        # The assistant's 15 are a unit of their own, and one is left.
        (8, 15, 0, True),
        # No minute of the assistant is left over.
        (21, 15, 17, True),
    ],
)
def test_minutes_of_an_assistant_that_no_rule_divides_are_not_asked_for(therapist, assistant, beside, settled) -> None:
    given = [
        Service(A, therapist),
        Service(A, assistant, by=Giver.ASSISTANT),
        *([Service(B, beside)] if beside else []),
    ]
    assert weighed(*given).is_claimable is settled
    rows = attribute(allocate(Session(tuple(given)), CMS), date(2026, 3, 2), facts().assistants)
    assert all(row.is_settled for row in rows) is settled


def test_a_service_without_a_unit_is_not_asked_for_with_modifiers() -> None:
    # 33 + 4 = 37: two units, both of the 33.
    assert not weighed(Service(A, 33), Service(B, 4)).is_claimable


@pytest.mark.parametrize(
    ("service", "counted"),
    [
        (Service(A, 20), True),
        (Service(A, 20, by=Giver.ASSISTANT), True),
        (Service(A, 20, by=Giver.TOGETHER), True),
        (Service(A, 20, by=Giver.AIDE), False),
        (Service(A, 20, by=Giver.STUDENT), False),
        (Service(A, 20, Giver.THERAPIST, Contact.WAITING), False),
        (Service(A, 20, Giver.THERAPIST, Contact.PAPERWORK), False),
        (Service(A, 20, Giver.THERAPIST, Contact.ALONE), False),
        (Service(A, 20, Giver.THERAPIST, Contact.GROUP), False),
        (Service("97150", 20, Giver.THERAPIST, Contact.GROUP), True),
    ],
)
def test_the_minutes_that_count_are_those_of_the_engine(service: Service, counted: bool) -> None:
    # 20 minutes are one unit; an untimed code is one whatever its minutes.
    assert weighed(service).right == ({service.code: int(counted)},)
    assert dict(allocate(Session((service,)), CMS).units) == {service.code: int(counted)}


def test_a_card_says_apart_what_the_story_says_in_one() -> None:
    """Who gave a service is said as a row, and what else decides stands below."""
    shown = card(drill("assisted", 2, "assistant"))
    assert shown.payer == "Payer: Medicare"
    assert shown.asks == "How many units does each code get, and which modifiers go on its line?"
    assert {row.who for row in shown.rows} <= {"therapist alone", "assistant alone", "therapist and assistant together"}
    assert all(f"{row.minutes} minutes of {row.code}" in story(drill("assisted", 2, "assistant")) for row in shown.rows)
    edit = card(drill("pair", 2, "edit"))
    assert "indicator 1" in edit.around[0]
    each = next(one for one in (card(drill(seed, 1, "eights", 2)) for seed in range(20)) if "alone" in one.payer)
    assert each.payer == "Payer: rounds each code alone"
