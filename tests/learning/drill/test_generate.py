"""Drills: the same for ever, solvable, honest about choices, drawn where mistakes live."""

import hashlib
import statistics
import time
from datetime import date

import pytest

from ptcoding import CMS, InputError, Service, allocate
from ptcoding.billing.claim.assistant import attribute
from ptcoding.billing.visit.session import Giver
from ptcoding.explanation.drill_words import diagnosis_sentences, question, story, verdict_sentence
from ptcoding.facts import facts
from ptcoding.learning.drill.drill import Drill, drill_table
from ptcoding.learning.drill.generate import Dice, drill
from ptcoding.learning.marking.grade import grade
from ptcoding.learning.marking.misconception import misconceptions
from tests.learning.believing import wrong_answer

A, B, C, D = "97110", "97112", "97140", "97530"
LEVELS = (1, 2, 3)


@pytest.fixture(scope="module")
def thousand() -> list[Drill]:
    return [drill(seed, 1 + seed % 3) for seed in range(1000)]


def written(drawn: Drill) -> str:
    """A drill as one line of text, without its words."""
    given = (f"{one.code}.{one.minutes}.{one.by.value}.{one.contact.value}" for one in drawn.visit.services)
    visit = drawn.visit
    head = [drawn.seed, str(drawn.difficulty), drawn.trap.key, drawn.rule, visit.discipline.value]
    return "|".join([*head, str(visit.date), str(visit.year_to_date), *given])


# Examples of the sequence that links carry: they were drawn once and may never change.
@pytest.mark.parametrize(
    ("arguments", "trap", "rule", "services"),
    [
        ((1, 1), "plan", "cms", (Service(B, 19), Service(C, 28))),
        ((1, 2), "assistant", "cms", (Service(B, 22), Service(D, 32, by=Giver.ASSISTANT))),
        ((1, 3), "stretches", "ama", (Service("97035", 7), Service("97035", 16), Service(B, 13), Service(B, 13))),
        ((7, 2, "tie"), "tie", "cms", (Service("97116", 4), Service("97535", 4), Service("97032", 4))),
        (("room 4", 2, "leftover"), "leftover", "cms", (Service("97535", 7), Service(D, 49))),
        (("room 4", 3, "T38"), "assistant", "cms", (Service(D, 24), Service(D, 29, by=Giver.ASSISTANT))),
        ((2026, 3, "edit_dates"), "edit_dates", "cms", (Service(C, 19), Service(D, 14))),
    ],
)
def test_a_drill_is_the_same_for_ever(arguments, trap, rule, services) -> None:
    drawn = drill(*arguments)
    assert (drawn.trap.key, drawn.rule, drawn.visit.services) == (trap, rule, services)


def test_three_hundred_drills_are_the_same_for_ever() -> None:
    text = "".join(f"{written(drill(seed, level))}\n" for seed in range(100) for level in LEVELS)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "3cc454474c5821cae321383b63bb31f6acc582dd829a5e0767610cdbbbbb69a0"


def test_the_dice_do_not_depend_on_the_release_of_python() -> None:
    dice = Dice("a")
    # Python's generator, seeded with "a", gives 0.2720, 0.0673, 0.5999, ...
    assert [dice.below(100) for _ in range(3)] == [27, 6, 59]
    # 6 × 0.2720 = 1.6: place 1, b; 5 × 0.0673 = 0.3: place 0, a; 4 × 0.5999 = 2.4: place 2 of cdef, e.
    assert Dice("a").few("abcdef", 3) == ["b", "a", "e"]


def test_a_number_and_its_digits_are_one_seed() -> None:
    assert drill(7) == drill("7")


def test_a_thousand_drills_are_different_visits(thousand) -> None:
    assert len({repr(drawn.visit.services) for drawn in thousand}) >= 900


def test_a_thousand_drills_can_be_solved(thousand) -> None:
    for drawn in thousand:
        right = drawn.alternatives
        typed = {code: " / ".join(lines) for code, lines in lines_of(drawn).items()}
        assert all(grade(drawn, units, typed).verdict.value == "right" for units in right)
        assert set(right[0]) == set(drawn.asks)


def lines_of(drawn: Drill) -> dict[str, list[str]]:
    """The lines of the right claim as a learner would type them."""
    lines: dict[str, list[str]] = {code: [] for code in drawn.asks}
    for line in drawn.claim.lines:
        lines[line.code].append(f"{line.units}x {' '.join(line.modifiers)}")
    return lines


def test_no_drill_is_ambiguous_without_saying_so(thousand) -> None:
    for drawn in thousand:
        right = drawn.alternatives
        marked = grade(drawn, right[-1], {code: " / ".join(lines) for code, lines in lines_of(drawn).items()})
        assert (len(right) > 1) is marked.is_choice is ("clinician chooses" in verdict_sentence(marked).text)
        assert "any valid answer is right" in question(drawn)


def test_what_no_rule_settles_is_never_asked(thousand) -> None:
    unsettled = {"edit_unchecked", "bypass_unchecked", "assistant_unclear", "kx_year", "no_date", "after_checked"}
    for drawn in thousand:
        if drawn.modifiers:
            concerned = {finding.kind for finding in drawn.claim.findings}
            assert not concerned & unsettled
            assert all(row.is_settled for row in attribute(drawn.allocation, drawn.visit.date, facts().assistants))
            assert all(drawn.allocation.units.values())
            assert drawn.allocation.tie is None


def test_drills_stay_in_range(thousand) -> None:
    for drawn in thousand:
        assert 1 <= len(drawn.visit.services) <= 40
        assert all(0 < service.minutes <= 75 for service in drawn.visit.services)
        assert drawn.difficulty in LEVELS
        assert all(drawn.visit.discipline.value in facts().codes[code].disciplines for code in drawn.asks)
        assert drawn.rule in ("cms", "ama")


def test_a_drill_has_the_difficulty_asked_for(thousand) -> None:
    assert [drawn.difficulty for drawn in thousand] == [1 + seed % 3 for seed in range(1000)]


def test_every_trap_is_drawn(thousand) -> None:
    assert {drawn.trap.key for drawn in thousand} == set(drill_table().traps)


def test_drills_tell_wrong_rules_apart(thousand) -> None:
    """Where the engine decides about units, several wrong rules give a wrong answer."""
    misled = []
    for drawn in thousand[:300]:
        right = drawn.alternatives
        found = [wrong_answer(one, drawn.visit, drawn.counting) for one in misconceptions().values()]
        misled.append(sum(answer is not None and answer not in right for answer in found))
    assert min(misled) >= 1
    assert statistics.median(misled) >= 6


@pytest.mark.parametrize("key", drill_table().traps)
def test_a_trap_catches_what_it_is_set_against(key: str) -> None:
    for level in LEVELS:
        for seed in range(5):
            drawn = drill(seed, level, key)
            assert drawn.trap.key == key
            shapes = [shape for shape in drawn.trap.shapes if shape.difficulty == drawn.difficulty]
            assert any(all(is_misled(drawn, wrong) for wrong in shape.against) for shape in shapes)


def is_misled(drawn: Drill, key: str) -> bool:
    answer = wrong_answer(misconceptions()[key], drawn.visit, drawn.counting)
    return answer is not None and answer not in drawn.alternatives


@pytest.mark.parametrize("about", drill_table().subjects)
def test_a_drill_is_about_what_was_asked(about: str) -> None:
    drawn = drill("x", 2, about)
    assert about == drawn.trap.key or about in drawn.trap.topics


def test_the_nearest_difficulty_is_drawn_where_there_is_no_other() -> None:
    # Drills about edits that ended are hard only; those of small services stand at every level.
    assert drill(1, 1, "edit_dates").difficulty == 3
    assert drill(1, 1, "small").difficulty == 1


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (("", 2), ["seed"]),
        (("x" * 61, 2), ["seed"]),
        (("a\nb", 2), ["seed"]),
        ((True, 2), ["seed"]),
        ((1.5, 2), ["seed"]),
        ((10**5000, 2), ["seed"]),
        ((1, 2.0), ["difficulty"]),
        ((1, True), ["difficulty"]),
        ((1, 4), ["difficulty"]),
        ((1, 0), ["difficulty"]),
        ((1, "2"), ["difficulty"]),
        ((1, 2, "T99"), ["about"]),
        ((None, 9, "no"), ["seed", "difficulty", "about"]),
    ],
)
def test_malformed_arguments_are_all_named(arguments, fields) -> None:
    with pytest.raises(InputError) as caught:
        drill(*arguments)
    assert [problem.field for problem in caught.value.problems] == fields


def test_a_story_tells_every_service_and_gives_nothing_away(thousand) -> None:
    for drawn in thousand:
        told = story(drawn)
        assert "invented" in told
        assert all(str(service.minutes) in told and service.code in told for service in drawn.visit.services)
        assert drawn.trap.title not in told
        assert "{" not in told


# The last day of the edit on 97140 with 97530, and the first without it.
@pytest.mark.parametrize(("on", "modifiers"), [(date(2019, 12, 31), ("GP", "59")), (date(2020, 1, 1), ("GP",))])
def test_both_sides_of_the_day_an_edit_ended_are_drawn(on: date, modifiers: tuple[str, ...]) -> None:
    drawn = [drill(seed, 3, "edit_dates") for seed in range(60)]
    hits = [one for one in drawn if one.visit.date == on and set(one.asks) == {C, D} and one.visit.discipline == "PT"]
    assert hits
    for one in hits:
        assert {line.modifiers for line in one.claim.lines if line.code == D} == {modifiers}


def test_the_rows_name_wrong_rules_that_exist() -> None:
    for trap in drill_table().traps.values():
        for shape in trap.shapes:
            assert {*shape.against, *shape.any_of} <= set(misconceptions())


def test_the_key_of_a_drill_is_the_engine_s_trace() -> None:
    drawn = drill("room 4", 2, "leftover")
    assert drawn.allocation == allocate(drawn.visit, CMS)


@pytest.mark.alone
def test_drawing_marking_and_naming_take_less_than_five_milliseconds() -> None:
    drill("warm", 2)
    taken = []
    for seed in range(120):
        began = time.perf_counter()
        drawn = drill(seed, 1 + seed % 3)
        marked = grade(drawn, dict.fromkeys(drawn.asks, 2), dict.fromkeys(drawn.asks, "GP 59"))
        diagnosis_sentences(marked)
        taken.append(time.perf_counter() - began)
    assert statistics.median(taken) < 0.005
